// One version of a template as a table: days by law, promised and what they took side by side; a row opens its node beside. Checked after a pause in typing;
// saving makes a new version with its day and reason.
import { Button } from 'antd';
import { type ReactElement, useEffect, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import type { TemplateNode } from '../words.ts';
import { checkTemplate, type DraftRemark, savePlanTemplate, type TemplateDraft } from '../words-templates.ts';
import { DayField } from './day-field.tsx';
import { TemplateNodePanel } from './template-node.tsx';
import { Questions } from './template-questions.tsx';
import { UndoTools, undoKeys, useUndoing } from './undoing.tsx';
import { useWords } from './words.ts';
import { useFileWords } from './words-exchange.ts';

type Opened = { draft: TemplateDraft; actual: readonly { code: string; days: number; count: number }[]; remarks: readonly DraftRemark[] };

export function TemplateTable({
  region,
  code,
  opened,
  newest,
  from,
  may,
  onSaved,
}: {
  region: string;
  code: string;
  opened: Opened;
  newest: number;
  from: { region: string; version: number; since: string };
  may: boolean;
  onSaved: (version: number) => void;
}): ReactElement {
  const say = useFileWords();
  const pick = usePick();
  const drafts = useUndoing(opened.draft);
  const { value: draft, set: setDraft } = drafts;
  const [open, setOpen] = useState<number>();
  const rested = useRested(draft);
  const checked = useRead(checkTemplate, { region: region as never, draft: rested }, { keepPrevious: true });
  const remarks = checked.data?.remarks ?? opened.remarks;
  const stops = remarks.filter((one) => one.stops);
  const asks = remarks.filter((one) => !one.stops);
  const actual = new Map(opened.actual.map((one) => [one.code, one]));
  const node = open === undefined ? undefined : draft.nodes[open];
  const change = (place: number, next: TemplateNode, after: string): void => {
    const was = draft.nodes[place]!;
    const { [was.code]: _, ...rest } = draft.after;
    const typed = Object.keys({ ...was, ...next }).filter((key) => was[key as keyof TemplateNode] !== next[key as keyof TemplateNode]);
    setDraft(
      {
        ...draft,
        nodes: draft.nodes.map((one, at) => (at === place ? next : next.promise && one.promise ? { ...one, promise: false } : one)),
        after: { ...rest, [next.code]: after },
      },
      `node ${place} ${typed.join(' ')}`,
    );
  };
  const add = (): void => {
    let number = 1;
    while (draft.nodes.some((one) => one.code === `N${String(number).padStart(2, '0')}`)) number++;
    const made: TemplateNode = {
      code: `N${String(number).padStart(2, '0')}`,
      zh: '',
      en: '',
      kind: 'work',
      stage: 'construction',
      stream: 'own',
      duty: '',
      days: 10,
      unit: 'working',
      statutoryDays: null,
      promisedDays: null,
      basis: '',
      confirmed: false,
    };
    setDraft({ ...draft, nodes: [...draft.nodes, made] });
    setOpen(draft.nodes.length);
  };
  const remove = (place: number): void => {
    const { [draft.nodes[place]!.code]: _, ...rest } = draft.after;
    setDraft({ ...draft, nodes: draft.nodes.filter((__, at) => at !== place), after: rest });
    setOpen(undefined);
  };
  const shown = (
    <>
      {may && (
        <div className="pl-make sz-screen-only">
          <label>
            {say('templates.name.zh')}
            <input
              className="sz-input"
              value={draft.name.zh}
              onChange={(event) => setDraft({ ...draft, name: { ...draft.name, zh: event.target.value } }, 'zh')}
            />
          </label>
          <label>
            {say('templates.name.en')}
            <input
              className="sz-input"
              value={draft.name.en}
              onChange={(event) => setDraft({ ...draft, name: { ...draft.name, en: event.target.value } }, 'en')}
            />
          </label>
        </div>
      )}
      <Section
        title={`${say('templates.nodes.title')} ${draft.nodes.length}`}
        note={say('templates.actual.note')}
        actions={
          may && (
            <>
              <UndoTools of={drafts} />
              <Button onClick={add}>{say('templates.add')}</Button>
            </>
          )
        }
      >
        <Rows draft={draft} actual={actual} remarks={remarks} open={open} onOpen={setOpen} />
      </Section>
      <Questions draft={draft} remarks={remarks} may={may} drafts={drafts} />
      <Section
        title={say('templates.check')}
        note={stops.length === 0 ? say('templates.check.ok') : say('templates.check.stops', { count: stops.length })}
      >
        <div aria-live="polite">
          <ul className="pl-left">
            {stops.map((one) => (
              <li key={`${one.node}${one.field}${one.sentence.zh}`} className="pl-stops">
                ■ {pick(one.sentence)}
              </li>
            ))}
          </ul>
        </div>
        {asks.length > 0 && (
          <details>
            <summary>{say('templates.check.asks', { count: asks.length })}</summary>
            <ul className="pl-left">
              {asks.map((one) => (
                <li key={`${one.node}${one.field}${one.sentence.zh}`}>{pick(one.sentence)}</li>
              ))}
            </ul>
          </details>
        )}
      </Section>
    </>
  );
  return (
    <>
      <div {...(may && { onKeyDown: undoKeys(drafts) })}>
        {shown}
        {node && open !== undefined && (
          <TemplateNodePanel
            key={open}
            node={node}
            after={draft.after[node.code] ?? ''}
            questions={draft.questions}
            actual={actual.get(node.code)}
            remarks={remarks.filter((one) => one.node === node.code)}
            may={may}
            onChange={(next, after) => change(open, next, after)}
            onRemove={() => remove(open)}
            onClose={() => setOpen(undefined)}
          />
        )}
      </div>
      {may && (
        <Save
          region={region}
          code={code}
          draft={draft}
          newest={newest}
          from={from}
          stopped={stops.length > 0 || rested !== draft}
          changed={draft !== opened.draft || from.region !== region}
          onSaved={onSaved}
        />
      )}
    </>
  );
}

/** What was typed, once it has rested. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), 400);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

function Rows({
  draft,
  actual,
  remarks,
  open,
  onOpen,
}: {
  draft: TemplateDraft;
  actual: ReadonlyMap<string, { days: number; count: number }>;
  remarks: readonly DraftRemark[];
  open: number | undefined;
  onOpen: (place: number) => void;
}): ReactElement {
  const say = useFileWords();
  const words = useWords();
  const pick = usePick();
  const days = (count: number | null): string => (count === null ? say('files.nothing') : String(count));
  const stopped = new Set(remarks.filter((one) => one.stops).map((one) => one.node));
  return (
    <div className="pl-scroll">
      <table className="pl-table pl-template">
        <thead>
          <tr>
            {(['code', 'node', 'stage', 'duty', 'statutory', 'committed', 'actual', 'days', 'after', 'if'] as const).map((one) => (
              <th key={one} scope="col">
                {say(`templates.col.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {draft.nodes.map((node, place) => {
            const took = actual.get(node.code);
            return (
              <tr key={place} aria-selected={open === place}>
                <td data-label={say('templates.col.code')} className={stopped.has(node.code) ? 'pl-day pl-stops' : 'pl-day'}>
                  {stopped.has(node.code) && '■ '}
                  {node.code}
                </td>
                <th scope="row">
                  <button type="button" className="sz-button-plain pl-link" onClick={() => onOpen(place)}>
                    {pick({ zh: node.zh || say('files.nothing'), en: node.en || node.zh || say('files.nothing') })}
                  </button>
                  {node.promise && <span className="pl-mark">{say('templates.mark.promise')}</span>}
                  {node.hold && <span className="pl-mark">{say('templates.mark.hold')}</span>}
                </th>
                <td data-label={say('templates.col.stage')}>
                  {words(`stage.${node.stage}`)} · {words(`stream.${node.stream}`)}
                </td>
                <td data-label={say('templates.col.duty')}>{node.duty || say('files.nothing')}</td>
                <td data-label={say('templates.col.statutory')} className="pl-number">
                  {days(node.statutoryDays)}
                </td>
                <td data-label={say('templates.col.committed')} className="pl-number">
                  {days(node.promisedDays)}
                </td>
                <td data-label={say('templates.col.actual')} className="pl-number">
                  {took ? say('templates.actual', { days: took.days, count: took.count }) : say('templates.actual.none')}
                </td>
                <td data-label={say('templates.col.days')} className="pl-number">
                  {node.kind === 'milestone'
                    ? say('files.nothing')
                    : `${node.days} ${say(node.unit === 'working' ? 'unit.working' : 'unit.calendar')}`}
                </td>
                <td data-label={say('templates.col.after')} className="pl-codes">
                  {draft.after[node.code] || say('files.nothing')}
                </td>
                <td data-label={say('templates.col.if')}>{conditionText(draft, node, pick) || say('templates.always')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** `eia=form` in words. */
function conditionText(draft: TemplateDraft, node: TemplateNode, pick: (pair: { zh: string; en: string }) => string): string {
  if (node.if === undefined) return '';
  const [code, value] = node.if.split('=');
  const question = draft.questions.find((one) => one.code === code);
  const option = question?.options.find((one) => one.code === value);
  return question && option ? `${pick(question).replace(/？$|\?$/, '')}：${pick(option)}` : node.if;
}

function Save({
  region,
  code,
  draft,
  newest,
  from,
  stopped,
  changed,
  onSaved,
}: {
  region: string;
  code: string;
  draft: TemplateDraft;
  newest: number;
  from: { region: string; version: number; since: string };
  stopped: boolean;
  changed: boolean;
  onSaved: (version: number) => void;
}): ReactElement {
  const say = useFileWords();
  const [since, setSince] = useState(from.since);
  const [reason, setReason] = useState('');
  const save = useWrite(savePlanTemplate, {
    quiet: true,
    done: (reply) => ({ zh: `已存为第 ${reply.version} 版`, en: `Saved as version ${reply.version}` }),
    onDone: (reply) => onSaved(reply.version),
  });
  return (
    <form
      className="pl-make pl-bring sz-screen-only"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          region: region as never,
          code,
          draft,
          since: since as never,
          reason,
          from: newest,
          copiedFrom: from.region === region ? '' : `${from.region}/${code}@${from.version}`,
        });
      }}
    >
      <DayField name={say('templates.since.field')} value={since} onChange={setSince} required />
      <label className="pl-wide">
        {say('templates.reason')}
        <input className="sz-input" value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {save.error && (
        <div className="pl-wide">
          <ErrorNote error={save.error} />
        </div>
      )}
      <div className="pl-acts">
        <Button
          htmlType="submit"
          type="primary"
          loading={save.isPending}
          disabled={stopped || !changed || reason.trim().length < 4 || since === ''}
        >
          {say('templates.save')}
        </Button>
      </div>
    </form>
  );
}
