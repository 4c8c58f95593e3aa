// What opens behind a figure: value → definition and formula → the rows it was added up from → the cell each row came from. It adds the rows
// up again itself and says whether they give the figure.
import { Button } from 'antd';
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { countsThings, type Figure as FigureData } from '../../vocabulary/figure.ts';
import type { TraceStep } from '../../vocabulary/trace.ts';
import { sentenceOf } from '../call.ts';
import { countText, instantText, usePick } from '../i18n.ts';
import { notify } from '../notice.ts';
import { shownText, unitWord, useMoneyUnit } from '../unit.ts';
import { useKitWords } from '../words.ts';
import { Drawer } from './Drawer.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import type { FigureRow, FigureRows, FigureSource } from './Figure.tsx';
import { FigureValue } from './FigureValue.tsx';
import { Go } from './Go.tsx';

const pageSize = 100;

/** The chain from a value back to its cell, oldest step last. */
export function TraceList({
  steps,
  hrefOf,
}: {
  steps: readonly TraceStep[];
  hrefOf?: (step: TraceStep) => string | undefined;
}): ReactElement {
  const say = useKitWords();
  return (
    <ol className="sz-trace">
      {steps.map((step, index) => (
        <li key={index}>
          <b>{say(`trace.${step.how}`)}</b> {step.value ?? '—'}
          {step.place && (
            <div>
              {step.place.fileName} · {step.place.sheet}!{step.place.cell}
              {hrefOf?.(step) && <Go to={hrefOf(step)!}> {say('trace.open')}</Go>}
            </div>
          )}
          {step.raw !== null && step.raw !== step.value && <div>{say('trace.raw', { raw: step.raw })}</div>}
          <div>
            {say('trace.by', { by: step.by, at: instantText(step.at) })}
            {step.auditSeq !== null && ` · ${say('trace.seq', { seq: step.auditSeq })}`}
          </div>
          {step.reason && <div>{step.reason}</div>}
        </li>
      ))}
    </ol>
  );
}

function Row({ row, figure, source }: { row: FigureRow; figure: FigureData; source: FigureSource }): ReactElement {
  const say = useKitWords();
  const [steps, setSteps] = useState<readonly TraceStep[] | 'asking' | undefined>();
  const [error, setError] = useState<unknown>();
  const open = async (): Promise<void> => {
    if (steps) return setSteps(undefined);
    setSteps('asking');
    setError(undefined);
    try {
      setSteps(await source.trace?.(row, figure));
    } catch (thrown) {
      setError(thrown);
      setSteps(undefined);
    }
  };
  return (
    <li>
      <div className="sz-figure-row">
        <span className="sz-figure-row-name">
          {row.href ? <a href={row.href}>{row.name}</a> : row.name}
          {row.place && <span className="sz-label"> {row.place}</span>}
        </span>
        {row.value !== 1 || addsUp(figure) ? (
          <FigureValue value={row.value} unit={addsUp(figure) ? figure.unit : 'count'} bare />
        ) : (
          <span />
        )}
        {source.trace && (
          <button type="button" className="sz-button-plain sz-figure-cell" aria-expanded={Boolean(steps)} onClick={() => void open()}>
            {row.cell ?? say('figure.cell')}
            <span className="sz-hidden"> {say('figure.cell.open', { name: row.name })}</span>
          </button>
        )}
      </div>
      {error !== undefined && <ErrorNote error={error} onRetry={() => void open()} />}
      {Array.isArray(steps) &&
        (steps.length > 0 ? (
          <TraceList steps={steps as readonly TraceStep[]} hrefOf={(step) => source.cell?.(row, step)} />
        ) : (
          <p className="sz-label">{say('figure.cell.none')}</p>
        ))}
    </li>
  );
}

/** Whether the values of the rows add up to the figure: a row is one project or one enterprise, but of people and of matters raised it has several. */
const addsUp = (figure: FigureData): boolean => figure.unit === 'yuan' || figure.unit === 'people' || figure.unit === 'items';

function Rows({ figure, source }: { figure: FigureData; source: FigureSource }): ReactElement {
  const say = useKitWords();
  const money = useMoneyUnit();
  const [loaded, setLoaded] = useState<FigureRows>({ total: 0, rows: [] });
  const [state, setState] = useState<'asking' | 'here' | { error: unknown }>('asking');
  const more = useCallback(
    async (offset: number) => {
      setState('asking');
      try {
        const next = await source.rows(figure, { offset, limit: pageSize });
        setLoaded((before) => ({ total: next.total, rows: offset === 0 ? next.rows : [...before.rows, ...next.rows] }));
        setState('here');
      } catch (error) {
        setState({ error });
      }
    },
    [figure, source],
  );
  useEffect(() => void more(0), [more]);
  const whole = state === 'here' && loaded.rows.length === loaded.total;
  const sum = addsUp(figure)
    ? loaded.rows.reduce((total, row) => total + (row.value ?? 0), 0)
    : countsThings(figure.unit)
      ? loaded.rows.length
      : undefined;
  const left = loaded.total - loaded.rows.length;
  return (
    <>
      <div className="sz-label">
        {state === 'asking' && loaded.total === 0 ? say('table.loading') : say('figure.rows.count', { count: loaded.total })}
        {figure.unit === 'yuan' && ` · ${unitWord(money)}`}
      </div>
      <ul className="sz-figure-rows">
        {loaded.rows.map((row) => (
          <Row key={`${row.id}${row.field ?? ''}`} row={row} figure={figure} source={source} />
        ))}
      </ul>
      {typeof state === 'object' && <ErrorNote error={state.error} onRetry={() => void more(loaded.rows.length)} />}
      {left > 0 && typeof state !== 'object' && (
        <Button type="link" loading={state === 'asking'} onClick={() => void more(loaded.rows.length)}>
          {say('figure.rows.more', { count: Math.min(left, pageSize) })}
        </Button>
      )}
      {whole && sum !== undefined && figure.value !== null && (
        <p className={`sz-figure-sum${sum === figure.value ? '' : ' sz-figure-sum-bad'}`}>
          {sum === figure.value ? '✓ ' : '■ '}
          {say(sum === figure.value ? 'figure.rows.sum.ok' : 'figure.rows.sum.bad', { sum: shownText(sum, figure.unit, money) })}
        </p>
      )}
    </>
  );
}

export function FigureDrawer({
  figure,
  label,
  source,
  onClose,
}: {
  figure: FigureData;
  label: string;
  source: FigureSource | undefined;
  onClose: () => void;
}): ReactElement {
  const say = useKitWords();
  const pick = usePick();
  const money = useMoneyUnit();
  const { definition } = figure;
  const entries = Object.entries(figure.asOf.entries);
  const copy = async (): Promise<void> => {
    const value = figure.value === null ? say('figure.unreported') : shownText(figure.value, figure.unit, money);
    const missing =
      figure.unreported.length > 0
        ? `，${say('figure.unreported.some', { names: figure.unreported.map((region) => region.name).join('、') })}`
        : '';
    try {
      await navigator.clipboard.writeText(
        `${label} ${value}${missing}（${definition.id}@${definition.version}，${say('figure.asof', { at: instantText(figure.asOf.at) })}）`,
      );
      notify('done', say('figure.copied'));
    } catch (error) {
      notify('problem', sentenceOf(error));
    }
  };
  return (
    <Drawer title={label} onClose={onClose} foot={<Button onClick={() => void copy()}>{say('figure.copy')}</Button>}>
      <dl className="sz-facts">
        <dt>{say('figure.value')}</dt>
        <dd>
          <span className="sz-figure-big">
            <FigureValue value={figure.value} unit={figure.unit} />
          </span>
          {figure.value !== null && figure.unit === 'yuan' && (
            <div className="sz-label">{say('figure.exact', { value: countText(figure.value) })}</div>
          )}
          {figure.value === null && <div>{say('figure.none')}</div>}
        </dd>
        {figure.of?.value != null && (
          <dd>
            {say(figure.unit === 'ratio' ? 'figure.of.base' : 'figure.of.plain', {
              words: pick(figure.of.words),
              value: shownText(figure.of.value, figure.of.unit, money),
            })}
          </dd>
        )}
        {figure.unreported.length > 0 && (
          <>
            <dt>{say('figure.unreported')}</dt>
            <dd>
              ○ {figure.unreported.map((region) => region.name).join('、')}
              <div className="sz-label">{say('figure.unreported.why')}</div>
            </dd>
          </>
        )}
        {figure.cautions.length > 0 && (
          <>
            <dt>{say('figure.cautions')}</dt>
            {figure.cautions.map((caution) => (
              <dd key={caution.zh}>※ {pick(caution)}</dd>
            ))}
          </>
        )}
        <dt>{say('figure.definition')}</dt>
        <dd>
          {pick(definition)}
          <div className="sz-label">
            {definition.id} · {say('figure.version', { version: definition.version })}
          </div>
        </dd>
        <dt>{say('figure.formula')}</dt>
        <dd className="sz-formula">{definition.formula}</dd>
        <dt>{say('figure.asof.label')}</dt>
        <dd>
          {instantText(figure.asOf.at)}
          {entries.length > 0 && (
            <div className="sz-label">{entries.map(([region, entry]) => `${region} ${say('figure.entry', { entry })}`).join(' · ')}</div>
          )}
        </dd>
        <dt>{say('figure.rows')}</dt>
        <dd>{figure.rows && source ? <Rows figure={figure} source={source} /> : say('figure.rows.none')}</dd>
      </dl>
    </Drawer>
  );
}
