// Every value of the project page opens its way back: who changed it when, and the file, sheet and cell it came from. The link at the end opens
// the raw rows of that file as they came.
import { createContext, type ReactElement, type ReactNode, useContext, useState } from 'react';
import { useRead } from '../../../ui/call.ts';
import { instantText } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { useMay, useYear } from '../../../ui/session.ts';
import type { TraceStep } from '../../../vocabulary/trace.ts';
import { traceField } from '../words.ts';
import { useLineName, useListName } from './list-name.ts';
import { useTerm } from './term.ts';
import { useWords } from './words.ts';

/** Which project the values under it belong to. */
export const TraceContext = createContext<{ region: string; id: string; name: string } | undefined>(undefined);

/** `<Traced field="annualPlan:2020"><Money … /></Traced>` */
export function Traced({ field, name, children }: { field: string; name?: string; children: ReactNode }): ReactElement {
  const say = useWords();
  const word = useTerm();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="sz-button-plain pj-traced"
        aria-haspopup="dialog"
        title={say('trace.open', { field: name ?? word('field', field) })}
        onClick={() => setOpen(true)}
      >
        {children}
        <span className="sz-hidden">{say('trace.open', { field: name ?? word('field', field) })}</span>
      </button>
      {open && <TraceDrawer field={field} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Fields whose value is one of a few, and whose words they are. */
const worded = {
  nature: 'nature',
  stage: 'stage',
  sideState: 'sideState',
  pool: 'pool',
  maturity: 'maturity',
  constructionKind: 'constructionKind',
} as const;

function TraceDrawer({ field, onClose }: { field: string; onClose: () => void }): ReactElement {
  const say = useWords();
  const word = useTerm();
  const about = useContext(TraceContext)!;
  const base = field.split(':')[0] ?? '';
  const list = base === 'list' ? field.slice(5) : '';
  const listName = useListName(about.region, useYear(), list !== '');
  const title = list ? listName(list) : word('field', field);
  const lineName = useLineName(about.region, base === 'line');
  const shown = (value: string | null): string | null => {
    if (value === null) return null;
    if (base === 'line') return lineName(value);
    return base in worded ? word(worded[base as keyof typeof worded], value) : value;
  };
  const { data, error, refetch } = useRead(traceField, { region: about.region, id: about.id, field } as never);
  return (
    <Drawer title={say('trace.title', { field: title })} onClose={onClose}>
      <p className="sz-label">{about.name}</p>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && (
        <>
          <p className="pj-trace-now">{shown(data.value) ?? say('none.value')}</p>
          {data.steps.length === 0 && <p>{say('trace.none')}</p>}
          <ol className="pj-trace">
            {data.steps.map((step, index) => (
              <Step key={index} step={step} value={shown(step.value)} region={about.region} />
            ))}
          </ol>
        </>
      )}
    </Drawer>
  );
}

function Step({ step, value, region }: { step: TraceStep; value: string | null; region: string }): ReactElement {
  const say = useWords();
  const mayOpen = useMay('import.read');
  const { place } = step;
  return (
    <li>
      <div className="pj-trace-head">
        <b>{say(`trace.${step.how}`)}</b>
        <span>{value ?? say('trace.cleared')}</span>
      </div>
      {place && (
        <div className="pj-trace-cell">
          <span className="pj-cell">{place.cell}</span>
          <span>
            {place.fileName}
            <br />
            <span className="sz-label">{say('trace.sheet', { sheet: place.sheet, row: place.row })}</span>
          </span>
        </div>
      )}
      {step.raw !== null && (
        <div>
          {say('trace.raw')} <q className="pj-raw">{step.raw}</q>
        </div>
      )}
      {step.reason && <div>{say('trace.reason', { reason: step.reason })}</div>}
      <div className="sz-label">
        {step.by} · {instantText(step.at)}
        {step.auditSeq !== null && ` · ${say('trace.seq', { seq: step.auditSeq })}`}
      </div>
      {place && step.importId && mayOpen && (
        <Go to={`/imports/${region}/${step.importId}`} search={{ sheet: place.sheet, row: String(place.row) }}>
          {say('trace.cells')}
        </Go>
      )}
    </li>
  );
}
