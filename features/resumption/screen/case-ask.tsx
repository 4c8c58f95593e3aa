// One step of a case, with what has to be said for it: a reason, a day, who comes, how something was mended.
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { call, sentenceOf } from '../../../ui/call.ts';
import { useLanguage, usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { notify } from '../../../ui/notice.ts';
import * as words from '../words-cases.ts';
import { DayField } from './day-field.tsx';
import { useWords } from './words.ts';

type Action = words.CaseReply['can'][number];
const reasons: readonly Action[] = ['suspend', 'reopen', 'revoke', 'withdraw'];

export function CaseAsk({ data, action, onClose }: { data: words.CaseReply; action: Action; onClose: () => void }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const language = useLanguage();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [day, setDay] = useState('');
  const [time, setTime] = useState('09:30');
  const [people, setPeople] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      (data.visits.findLast((one) => one.state !== 'cancelled')?.members ?? []).map((one) => [one.department, one.person]),
    ),
  );
  const open = data.findings.filter((one) => one.clearedOn === null);
  const [notes, setNotes] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const of = { region: data.region as never, id: data.id as never, version: data.version };
  const run = (): Promise<unknown> => {
    switch (action) {
      case 'submit':
        return call(words.submitCase, of);
      case 'complete':
        return call(words.completeCase, of);
      case 'file':
        return call(words.fileCase, of);
      case 'return':
        return call(words.returnCase, {
          ...of,
          missing: reason
            .split('\n')
            .map((one) => one.trim())
            .filter((one) => one !== ''),
        });
      case 'appoint':
      case 'reappoint':
        return call(words.appointVisit, {
          ...of,
          on: day as never,
          time,
          members: Object.entries(people).map(([department, person]) => ({ department, person })),
          reason: action === 'reappoint' ? reason : '',
        });
      case 'mend':
        return call(words.mendCase, {
          ...of,
          notes: open.filter((one) => notes[one.id]?.trim()).map((one) => ({ finding: one.id as never, note: notes[one.id]! })),
        });
      case 'open':
        return call(words.openCase, { ...of, on: day as never });
      case 'suspend':
        return call(words.suspendCase, { ...of, reason });
      case 'reopen':
        return call(words.reopenCase, { ...of, reason });
      case 'revoke':
        return call(words.revokeCase, { ...of, reason });
      default:
        return call(words.withdrawCase, { ...of, reason });
    }
  };
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await run();
      await client.invalidateQueries();
      notify('done', say('do.done'));
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const needsDay = action === 'appoint' || action === 'reappoint' || action === 'open';
  return (
    <Drawer
      title={say(`do.${action}` as 'do.submit')}
      onClose={onClose}
      foot={
        <div className="rs-do">
          <Button size="large" onClick={onClose}>
            {say('ask.cancel')}
          </Button>
          <Button type="primary" size="large" loading={busy} onClick={() => void confirm()}>
            {say('ask.do')}
          </Button>
        </div>
      }
    >
      <div className="rs-ask">
        <p>
          <b>{data.enterprise}</b>
        </p>
        {problem !== undefined && (
          <p className="rs-problem" role="alert">
            {sentenceOf(problem, language)}
          </p>
        )}
        {needsDay && <DayField label={say('ask.day')} value={day} onChange={setDay} />}
        {(action === 'appoint' || action === 'reappoint') && (
          <>
            <label>
              <span>{say('ask.time')}</span>
              <input className="sz-input" type="time" value={time} onChange={(event) => setTime(event.target.value)} />
            </label>
            <fieldset>
              <legend>{say('ask.people')}</legend>
              {data.departments.map((one) => (
                <label key={one.code}>
                  <span>{pick(one)}</span>
                  <input
                    className="sz-input"
                    maxLength={60}
                    value={people[one.code] ?? ''}
                    onChange={(event) => setPeople({ ...people, [one.code]: event.target.value })}
                  />
                </label>
              ))}
            </fieldset>
          </>
        )}
        {(reasons.includes(action) || action === 'return' || action === 'reappoint') && (
          <label>
            <span>{say(action === 'return' ? 'ask.missing' : 'ask.reason')}</span>
            <textarea className="sz-input" rows={4} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          </label>
        )}
        {action === 'mend' &&
          open.map((one) => (
            <label key={one.id}>
              <span>{one.what}</span>
              <textarea
                className="sz-input"
                rows={2}
                maxLength={500}
                placeholder={say('ask.mended')}
                value={notes[one.id] ?? ''}
                onChange={(event) => setNotes({ ...notes, [one.id]: event.target.value })}
              />
            </label>
          ))}
      </div>
    </Drawer>
  );
}
