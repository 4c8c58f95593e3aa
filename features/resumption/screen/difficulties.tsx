// Difficulties of enterprises: a list with its filters in the address, raising one, taking the next step, how long each kind takes.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Light } from '../../../ui/kit/Light.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion } from '../../../ui/session.ts';
import { newId } from '../../../vocabulary/ids.ts';
import { listEnterprises } from '../words-cases.ts';
import {
  actOnDifficulty,
  type Difficulty,
  type DifficultyAction,
  DifficultyKind,
  DifficultyState,
  difficultyActionWords,
  difficultyStateWords,
  difficultyTimes,
  difficultyWords,
  listDifficulties,
  raiseDifficulty,
} from '../words-difficulties.ts';
import { useDemoDay } from './due.tsx';
import { Field, OfficerTabs } from './officer-parts.tsx';
import { useOfficerWords } from './words-officers.ts';

export default function DifficultiesPage(): ReactElement {
  const say = useOfficerWords();
  const pick = usePick();
  const region = useRegion();
  const [search, change] = useSearch();
  const mayAct = useMay('resumption.difficulty');
  const kind = DifficultyKind.safeParse(search.kind).data;
  const state = DifficultyState.safeParse(search.state).data;
  const overdue = search.overdue === 'true' ? 'true' : undefined;
  const [raising, setRaising] = useState(false);
  const on = useDemoDay();
  const { data, error, refetch } = useRead(
    listDifficulties,
    { region: region.code as never, on, kind, state, overdue },
    { keepPrevious: true, refetchInterval: 60_000 },
  );
  return (
    <Page
      title={say('difficulties')}
      about={data && say('difficulties.about', { open: data.open, overdue: data.overdue })}
      actions={
        mayAct && (
          <Button type="primary" aria-expanded={raising} onClick={() => setRaising(!raising)}>
            {say('difficulty.raise')}
          </Button>
        )
      }
    >
      <OfficerTabs />
      {raising && <Raise region={region.code} close={() => setRaising(false)} />}
      <div className="of-acts sz-screen-only">
        <select
          className="sz-select"
          aria-label={say('difficulty.kind')}
          value={kind ?? ''}
          onChange={(event) => change({ kind: event.target.value || undefined })}
        >
          <option value="">{say('kind.any')}</option>
          {DifficultyKind.options.map((one) => (
            <option key={one} value={one}>
              {pick(difficultyWords[one])}
            </option>
          ))}
        </select>
        <div className="sz-tab-row of-slide">
          {[undefined, ...DifficultyState.options].map((one) => (
            <button key={one ?? 'any'} type="button" className="sz-tab" aria-pressed={one === state} onClick={() => change({ state: one })}>
              {one ? pick(difficultyStateWords[one]) : say('state.any')}
            </button>
          ))}
        </div>
        <label className="of-tick">
          <input
            type="checkbox"
            checked={overdue !== undefined}
            onChange={(event) => change({ overdue: event.target.checked ? 'true' : undefined })}
          />{' '}
          {say('times.overdue')}
        </label>
      </div>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && data.rows.length === 0 && <Empty text={say('difficulties.none')} />}
      {data && data.rows.length > 0 && (
        <ul className="of-list">
          {data.rows.map((one) => (
            <DifficultyItem key={one.id} one={one} />
          ))}
        </ul>
      )}
      <Times region={region.code} />
    </Page>
  );
}

/** One difficulty with its clock, answer, steps and what may be done now. */
export function DifficultyItem({ one, named = true }: { one: Difficulty; named?: boolean }): ReactElement {
  const say = useOfficerWords();
  const pick = usePick();
  const [action, setAction] = useState<DifficultyAction>();
  const closed = one.state === 'solved' || one.state === 'withdrawn';
  return (
    <li>
      <div>
        <div className="of-line">
          <Light
            state={one.state === 'solved' ? 'normal' : one.state === 'withdrawn' ? 'unreported' : one.overdue ? 'late' : 'warning'}
            word={pick(difficultyStateWords[one.state])}
          />
          <b>{pick(difficultyWords[one.kind])}</b>
          {named && <Go to={`/resumption/${one.region}/enterprises/${one.enterprise}`}>{one.enterpriseName}</Go>}
          <span>{one.organisation}</span>
        </div>
        <p className="of-text">{one.text}</p>
        {one.answer && (
          <p className="of-text">
            <span className="sz-label">{say('difficulty.answer')}</span> {one.answer}
          </p>
        )}
        <p className="sz-label">
          {one.raisedBy} {instantText(one.raisedAt)} · {say(closed ? 'difficulty.took' : 'difficulty.waits', { count: one.hours })}
          {one.state === 'routed' && ` · ${say(one.overdue ? 'difficulty.late' : 'difficulty.due', { due: instantText(one.dueAt) })}`}
          {one.reopened > 0 && ` · ${say('difficulty.reopened', { count: one.reopened })}`}
        </p>
        <details>
          <summary className="sz-label">{say('difficulty.steps')}</summary>
          <ol className="of-steps">
            {one.steps.map((step) => (
              <li key={`${step.action}${step.at}${step.organisation}`}>
                {instantText(step.at)} {step.by} {pick(difficultyActionWords[step.action])} {step.organisation} {step.note}
              </li>
            ))}
          </ol>
        </details>
      </div>
      <div className="of-acts sz-screen-only">
        {one.may.map((each) => (
          <Button key={each} size="small" aria-expanded={action === each} onClick={() => setAction(action === each ? undefined : each)}>
            {say(`act.${each as Exclude<DifficultyAction, 'raise'>}`)}
          </Button>
        ))}
      </div>
      {action && action !== 'raise' && (
        <div className="of-wide">
          <Act one={one} action={action} close={() => setAction(undefined)} />
        </div>
      )}
    </li>
  );
}

function Act({ one, action, close }: { one: Difficulty; action: Exclude<DifficultyAction, 'raise'>; close: () => void }): ReactElement {
  const say = useOfficerWords();
  const office = useMay('resumption.serve');
  const [note, setNote] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [saidBy, setSaidBy] = useState('');
  const write = useWrite(actOnDifficulty, { done: { zh: '已办理', en: 'Done' }, quiet: true });
  const word = office && ['confirm', 'reopen', 'withdraw'].includes(action);
  return (
    <form
      className="of-form"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({ region: one.region as never, id: one.id as never, action, organisation, note, saidBy }, { onSuccess: close });
      }}
    >
      {action === 'route' && (
        <Field name={say('act.where')}>
          <input
            type="text"
            className="sz-input"
            required
            maxLength={80}
            value={organisation}
            onChange={(event) => setOrganisation(event.target.value)}
          />
        </Field>
      )}
      {word && (
        <Field name={say('act.said')}>
          <input
            type="text"
            className="sz-input"
            required
            maxLength={40}
            value={saidBy}
            onChange={(event) => setSaidBy(event.target.value)}
          />
        </Field>
      )}
      <Field name={say('act.note')} wide>
        <textarea
          className="sz-input"
          rows={2}
          required={action === 'answer' || action === 'reopen'}
          minLength={action === 'answer' || action === 'reopen' ? 4 : undefined}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      {write.error && (
        <div className="of-wide">
          <ErrorNote error={write.error} />
        </div>
      )}
      <div className="of-acts">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {say('act.send')}
        </Button>
        <Button onClick={close}>{say('cancel')}</Button>
      </div>
    </form>
  );
}

/** A form to raise one; of a known enterprise it asks no more than the kind and the words. */
export function Raise({ region, enterprise, close }: { region: string; enterprise?: string; close: () => void }): ReactElement {
  const say = useOfficerWords();
  const pick = usePick();
  const [id] = useState(() => newId());
  const [whose, setWhose] = useState(enterprise ?? '');
  const [kind, setKind] = useState<DifficultyKind | ''>('');
  const [text, setText] = useState('');
  const { data } = useRead(listEnterprises, { region: region as never, limit: 500 }, { enabled: enterprise === undefined });
  const write = useWrite(raiseDifficulty, { done: { zh: '已提出', en: 'Raised' }, quiet: true });
  const only = data?.enterprises.length === 1 ? data.enterprises[0] : undefined;
  const chosen = whose || only?.id || '';
  return (
    <form
      className="of-form"
      onSubmit={(event) => {
        event.preventDefault();
        const home = data?.enterprises.find((one) => one.id === chosen)?.region ?? region;
        write.mutate(
          { region: home as never, id: id as never, enterprise: chosen as never, kind: kind as DifficultyKind, text },
          { onSuccess: close },
        );
      }}
    >
      {enterprise === undefined && (
        <Field name={say('difficulty.enterprise')}>
          <select className="sz-select" required value={chosen} onChange={(event) => setWhose(event.target.value)}>
            <option value="">{say('choose')}</option>
            {data?.enterprises.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field name={say('difficulty.kind')}>
        <select className="sz-select" required value={kind} onChange={(event) => setKind(event.target.value as DifficultyKind)}>
          <option value="">{say('choose')}</option>
          {DifficultyKind.options.map((one) => (
            <option key={one} value={one}>
              {pick(difficultyWords[one])}
            </option>
          ))}
        </select>
      </Field>
      <Field name={say('difficulty.text')} wide>
        <textarea
          className="sz-input"
          rows={3}
          required
          minLength={6}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {write.error && (
        <div className="of-wide">
          <ErrorNote error={write.error} />
        </div>
      )}
      <div className="of-acts">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {say('difficulty.send')}
        </Button>
        <Button onClick={close}>{say('cancel')}</Button>
      </div>
    </form>
  );
}

function Times({ region }: { region: string }): ReactElement {
  const say = useOfficerWords();
  const pick = usePick();
  const { data } = useRead(difficultyTimes, { region: region as never, on: useDemoDay() }, { keepPrevious: true });
  const hours = (count: number | null): string => (count === null ? '—' : say('hours.count', { count }));
  // A kind that nobody raised has no time; of none at all, the time allowed is told of every kind.
  const raised = data?.kinds.filter((row) => row.raised > 0) ?? [];
  const rows = raised.length > 0 ? raised : (data?.kinds ?? []);
  const columns = ['raised', 'solved', 'open', 'overdue', 'median', 'ninety', 'limit'] as const;
  return (
    <Section title={say('times')} note={say('times.note')}>
      <table className="of-table">
        <thead>
          <tr>
            <th scope="col">{say('times.kind')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="of-number">
                {say(`times.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.kind}>
              <th scope="row">{pick(difficultyWords[row.kind])}</th>
              {[
                String(row.raised),
                String(row.solved),
                String(row.open),
                String(row.overdue),
                hours(row.medianHours),
                hours(row.ninetiethHours),
                hours(row.limitHours),
              ].map((cell, at) => (
                <td key={columns[at]} className="of-number" data-label={say(`times.${columns[at]!}`)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
