// Setting one thing on many rows. Says beforehand which, how many and where, asks for a reason, names the rows that were refused and why, and
// offers to take it back. Rows that were never loaded are fetched first, because each is sent with the version it was chosen at.
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { call } from '../../../ui/call.ts';
import { countText, usePick } from '../../../ui/i18n.ts';
import type { Selection, Sort } from '../../../ui/kit/DataTable.tsx';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { ProgressLine } from '../../../ui/kit/ProgressLine.tsx';
import { chosenCount, isChosen } from '../../../ui/kit/selection.ts';
import { notify } from '../../../ui/notice.ts';
import type { InputOf, ReplyOf } from '../../../vocabulary/endpoint.ts';
import { bulkEdit, type LibraryRow, library, type librarySorts, stages, undoBulk } from '../words.ts';
import type { lists } from '../words-lists.ts';
import type { dictionary } from '../words-rules.ts';
import { terms } from '../words-terms.ts';
import { ChoiceField, TextField } from './fields.tsx';
import { FormDrawer, useFindings, useForm } from './form.tsx';
import type { Asked } from './library-filters.tsx';
import { useTerm } from './term.ts';
import { useFormWords } from './words.ts';

type What = 'lineCode' | 'constructionKind' | 'stage' | 'addList' | 'removeList' | 'industryCode' | 'place';
const whats: readonly What[] = ['lineCode', 'constructionKind', 'stage', 'addList', 'removeList', 'industryCode', 'place'];
type Done = { region: string; sent: number; reply: ReplyOf<typeof bulkEdit>; undone: ReplyOf<typeof undoBulk> | undefined };
const most = 2000;

type Props = {
  asked: Asked;
  sort: Sort;
  selection: Selection;
  total: number;
  dictionary: ReplyOf<typeof dictionary> | undefined;
  lists: ReplyOf<typeof lists> | undefined;
  onClose: () => void;
  onDone: () => void;
};

export function BulkEdit({ asked, sort, selection, total, dictionary: words, lists: listed, onClose, onDone }: Props): ReactElement {
  const say = useFormWords();
  const word = useTerm();
  const pick = usePick();
  const client = useQueryClient();
  const findings = useFindings();
  const [count] = useState(() => chosenCount(selection, total));
  const form = useForm('bulk', { what: 'lineCode' as What, value: '', reason: '' });
  const [progress, setProgress] = useState<{ done: number; startedAt: number } | undefined>();
  const [problem, setProblem] = useState<unknown>();
  const [done, setDone] = useState<readonly Done[] | undefined>();
  const { what, value } = form.values;
  const listOptions = (listed?.lists ?? []).map((one) => ({ value: one.code, text: pick(one) }));
  const options: Partial<Record<What, { value: string; text: string }[]>> = {
    lineCode: (words?.lines ?? []).filter((one) => one.to === null).map((one) => ({ value: one.code, text: pick(one) })),
    constructionKind: Object.keys(terms.constructionKind).map((one) => ({ value: one, text: word('constructionKind', one) })),
    stage: stages.map((one) => ({ value: one, text: word('stage', one) })),
    addList: listOptions,
    removeList: listOptions,
  };
  const choices = options[what];
  const shown = choices?.find((one) => one.value === value)?.text ?? value;

  const gather = async (): Promise<LibraryRow[]> => {
    const rows: LibraryRow[] = [];
    for (let offset = 0; offset < total && rows.length < count; offset += 500) {
      const page = await call(library, {
        ...asked,
        sort: sort.by as (typeof librarySorts)[number],
        order: sort.down ? 'desc' : 'asc',
        limit: 500,
        offset,
      });
      rows.push(...page.rows.filter((row) => isChosen(selection, `${row.region}/${row.id}`)));
      if (page.rows.length === 0) break;
    }
    return rows;
  };

  const submit = async (): Promise<void> => {
    const errors: Record<string, string> = {};
    if (value.trim() === '') errors.value = say('error.required');
    const probe = bulkEdit.input.shape.reason.safeParse(form.values.reason.trim());
    if (!probe.success) errors.reason = Object.values(findings(probe.error))[0]!;
    if (Object.keys(errors).length > 0) {
      form.setErrors(errors);
      return;
    }
    setProblem(undefined);
    setProgress({ done: 0, startedAt: performance.timeOrigin + performance.now() });
    const results: Done[] = [];
    try {
      const rows = await gather();
      const counties = Map.groupBy(rows, (row) => row.region);
      let sent = 0;
      for (const [region, mine] of counties)
        for (let at = 0; at < mine.length; at += most) {
          const part = mine.slice(at, at + most);
          const input = {
            region,
            year: asked.year,
            rows: part.map((row) => ({ id: row.id, version: row.version })),
            set: { [what]: value.trim() },
            reason: form.values.reason.trim(),
          };
          results.push({
            region,
            sent: part.length,
            reply: await call(bulkEdit, input as unknown as InputOf<typeof bulkEdit>),
            undone: undefined,
          });
          sent += part.length;
          setProgress((before) => before && { ...before, done: sent });
        }
      form.forget();
      setDone(results);
      void client.invalidateQueries();
    } catch (error) {
      setProblem(error);
      if (results.length > 0) setDone(results);
    } finally {
      setProgress(undefined);
    }
  };

  if (done)
    return (
      <Outcome
        done={done}
        problem={problem}
        onDone={setDone}
        onClose={() => {
          onDone();
          onClose();
        }}
      />
    );
  return (
    <FormDrawer
      title={say('bulk.title', { count: countText(count) })}
      form={form as never}
      action={say('bulk.do', { count: countText(count) })}
      busy={progress !== undefined}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
      width={560}
      note={value ? say('bulk.will', { count: countText(count), what: say(`bulk.${what}`), value: shown }) : say('bulk.each')}
      lead={
        progress ? <ProgressLine label={say('bulk.busy')} done={progress.done} total={count} startedAt={progress.startedAt} /> : undefined
      }
    >
      <ChoiceField
        form={{
          ...form,
          set: (name, next) => {
            form.set(name, next);
            if (name === 'what') form.set('value', '');
          },
        }}
        name="what"
        label={say('bulk.what')}
        required
        options={whats.map((one) => ({ value: one, text: say(`bulk.${one}`) }))}
      />
      {choices ? (
        <ChoiceField form={form} name="value" label={say('bulk.value')} required empty={say('choose')} options={choices} />
      ) : (
        <TextField
          form={form}
          name="value"
          label={say('bulk.value')}
          required
          options={
            what === 'industryCode'
              ? (words?.industries ?? []).map((one) => ({ value: one.code, text: `${one.code} ${one.zh}` }))
              : undefined
          }
        />
      )}
      <TextField form={form} name="reason" label={say('reason')} required area wide />
    </FormDrawer>
  );
}

function Outcome({
  done,
  problem,
  onDone,
  onClose,
}: {
  done: readonly Done[];
  problem: unknown;
  onDone: (done: readonly Done[]) => void;
  onClose: () => void;
}): ReactElement {
  const say = useFormWords();
  const pick = usePick();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const changed = done.reduce((sum, one) => sum + one.reply.changed, 0);
  const refused = done.flatMap((one) => one.reply.refused.map((row) => ({ ...row, region: one.region })));
  const same = done.reduce((sum, one) => sum + one.sent, 0) - changed - refused.length;
  const undone = done.every((one) => one.undone);
  const undo = async (): Promise<void> => {
    setBusy(true);
    try {
      const next: Done[] = [];
      for (const one of done)
        next.push({ ...one, undone: one.undone ?? (await call(undoBulk, { region: one.region as never, id: one.reply.undo as never })) });
      onDone(next);
      notify('done', say('bulk.undone', { count: next.reduce((sum, one) => sum + (one.undone?.restored ?? 0), 0) }));
      void client.invalidateQueries();
    } catch (error) {
      notify('problem', error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      title={say('bulk.done', { count: countText(changed) })}
      width={560}
      onClose={onClose}
      foot={
        <div className="pj-form-foot">
          <span className="sz-grow" />
          {changed > 0 && !undone && (
            <Button loading={busy} onClick={() => void undo()}>
              {say('bulk.undo')}
            </Button>
          )}
          <Button type="primary" onClick={onClose}>
            {say('close')}
          </Button>
        </div>
      }
    >
      {problem !== undefined && <ErrorNote error={problem} />}
      <p>
        {undone
          ? say('bulk.undone', { count: countText(done.reduce((sum, one) => sum + (one.undone?.restored ?? 0), 0)) })
          : say('bulk.changed', { count: countText(changed) })}
      </p>
      {same > 0 && <p className="sz-label">{say('bulk.same', { count: countText(same) })}</p>}
      {refused.length > 0 && (
        <>
          <h3 className="pj-form-part">{say('bulk.refused', { count: refused.length })}</h3>
          <ul className="pj-rows">
            {refused.map((row) => (
              <li key={row.id}>
                <span className="sz-grow">
                  <Go to={`/projects/${row.region}/${row.id}`}>{row.name}</Go>
                  <div>{pick(row)}</div>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Drawer>
  );
}
