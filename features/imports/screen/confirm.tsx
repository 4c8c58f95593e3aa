// The last step before anything is written: a button that says exactly what it will do, the reason where one is needed, and what to do with
// rows that are still open.
import { Button } from 'antd';
import { type ReactElement, useId, useState } from 'react';
import { sentenceOf, useWrite } from '../../../ui/call.ts';
import { countText } from '../../../ui/i18n.ts';
import { useSpeech } from '../../../ui/kit/Spoken.tsx';
import { type Counts, confirmImport, type ImportReply } from '../words.ts';
import type { Doubts } from './findings.ts';
import { useWords } from './words.ts';

export function Confirm({
  of,
  counts,
  guarded,
  more,
  reload,
}: {
  of: ImportReply;
  counts: Counts;
  guarded: number;
  /** guarded rows were counted among the first rows only */
  more: boolean;
  reload: () => Promise<ImportReply | undefined>;
  doubts: Doubts;
}): ReactElement {
  const say = useWords();
  const speak = useSpeech();
  const id = useId();
  const [reason, setReason] = useState('');
  const [leaveOut, setLeaveOut] = useState(false);
  const [tried, setTried] = useState(false);
  const open = counts.questions + counts.refused;
  const confirm = useWrite(confirmImport, { quiet: true, onDone: () => speak(say('said.confirmed')) });
  const enters = counts.new + counts.changed + counts.unchanged;
  const parts = [
    say('confirm.enter', {
      rows: countText(enters),
      new: countText(counts.new),
      changed: countText(counts.changed),
      unchanged: countText(counts.unchanged),
    }),
  ];
  if (guarded > 0) parts.push(say(more ? 'confirm.guarded.more' : 'confirm.guarded', { count: guarded }));
  const out = counts.leftOut + (leaveOut ? open : 0);
  if (out > 0) parts.push(say('confirm.left', { count: countText(out) }));
  const wants = guarded > 0 && reason.trim().length < 2;
  const blocked = open > 0 && !leaveOut;
  const submit = (): void => {
    setTried(true);
    if (blocked || wants) {
      document.getElementById(wants && !blocked ? `${id}-reason` : `${id}-leave`)?.focus();
      return;
    }
    confirm.mutate(
      { region: of.region, id: of.id, version: of.version, reason: reason.trim(), leaveOutOpen: leaveOut },
      { onError: () => void reload() },
    );
  };
  return (
    <form
      className="im-confirm sz-screen-only"
      aria-label={say('confirm')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {guarded > 0 && (
        <div className="im-confirm-reason">
          <label htmlFor={`${id}-reason`}>{say('confirm.reason', { count: guarded })}</label>
          <input
            id={`${id}-reason`}
            className="sz-input"
            value={reason}
            maxLength={500}
            aria-invalid={tried && wants}
            aria-describedby={`${id}-reason-help`}
            onChange={(event) => setReason(event.target.value)}
          />
          <p id={`${id}-reason-help`} className={tried && wants ? 'im-problem' : 'sz-label'}>
            {say(tried && wants ? 'confirm.reason.missing' : 'confirm.reason.help')}
          </p>
        </div>
      )}
      {open > 0 && (
        <div>
          <label className="im-check">
            <input
              id={`${id}-leave`}
              type="checkbox"
              checked={leaveOut}
              aria-describedby={tried && blocked ? `${id}-leave-help` : undefined}
              onChange={(event) => setLeaveOut(event.target.checked)}
            />{' '}
            {say('confirm.leave', { count: open })}
          </label>
          {tried && blocked && (
            <p id={`${id}-leave-help`} className="im-problem" role="alert">
              {say('confirm.leave.missing')}
            </p>
          )}
        </div>
      )}
      <div className="im-confirm-do">
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          className="im-confirm-button"
          loading={confirm.isPending}
          disabled={enters === 0}
        >
          {parts.join(say('confirm.and'))}
        </Button>
        <p className="sz-label">{say('confirm.what')}</p>
      </div>
      {confirm.error && (
        <p className="im-problem" role="alert">
          {sentenceOf(confirm.error)}
        </p>
      )}
    </form>
  );
}
