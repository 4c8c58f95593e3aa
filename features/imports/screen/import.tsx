// One import from its file to the register, on one page that may be closed and opened again at any moment: it follows what the server
// says and shows the step that waits for a person. Decides which step is shown; each step is a file of its own.
import { Button } from 'antd';
import { type ReactElement, useEffect, useState } from 'react';
import { firstOf, useGo, usePathNames, useSearch } from '../../../ui/address.ts';
import { download, sentenceOf, useRead, useWrite } from '../../../ui/call.ts';
import { countText, instantText, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { Spoken, useSpeech } from '../../../ui/kit/Spoken.tsx';
import { Steps } from '../../../ui/kit/Steps.tsx';
import { notify } from '../../../ui/notice.ts';
import { useMay, useSession } from '../../../ui/session.ts';
import { dropImport, type ImportReply, importFile, readImport } from '../words.ts';
import { After } from './after.tsx';
import { Columns } from './columns.tsx';
import { ColumnsFolded } from './columns-folded.tsx';
import { Doubts } from './doubts.tsx';
import { useDoubts } from './findings.ts';
import { useIntake } from './labels.ts';
import { Place } from './place.tsx';
import { Result } from './result.tsx';
import { Running } from './running.tsx';
import { useWords } from './words.ts';
import '../../../ui/kit/filters.css';
import '../../../ui/kit/pop.css';
import '../../../ui/kit/progress.css';
import './imports.css';

const running = new Set<ImportReply['status']>(['reading', 'deciding']);
const steps = ['reading', 'columns', 'doubts', 'result'] as const;
export type Step = (typeof steps)[number];

/** The step that waits for a person. */
function waitingStep(of: ImportReply): Step {
  if (of.status === 'reading' || of.status === 'refused') return 'reading';
  if (of.status === 'mapping') return 'columns';
  if (of.status === 'deciding') return 'doubts';
  if (of.status === 'ready' && of.counts && of.counts.questions + of.counts.refused > 0) return 'doubts';
  return 'result';
}

export default function Import(): ReactElement {
  const say = useWords();
  const { region = '', id = '' } = usePathNames();
  const { data, error, refetch } = useRead(
    readImport,
    { region, id },
    { refetchInterval: (last) => (last && (running.has(last.status) || last.progress) ? 700 : false) },
  );
  if (error && !data)
    return (
      <Page title={say('import')} path={[{ text: say('imports'), to: '/imports' }]}>
        <ErrorNote error={error} onRetry={refetch} />
      </Page>
    );
  if (!data)
    return (
      <Page title={say('import')} path={[{ text: say('imports'), to: '/imports' }]}>
        <p className="sz-label" role="status">
          {say('opening')}
        </p>
      </Page>
    );
  return (
    <Spoken>
      <One of={data} reload={async () => (await refetch()).data} problem={error} />
    </Spoken>
  );
}

function One({ of, reload, problem }: { of: ImportReply; reload: () => Promise<ImportReply | undefined>; problem: unknown }): ReactElement {
  const say = useWords();
  const { person } = useSession();
  const [search, change] = useSearch();
  const mayRun = useMay('import.run');
  const intake = useIntake(of.intake);
  const speak = useSpeech();
  const asked = firstOf(search, 'step') as Step | undefined;
  const usual = waitingStep(of);
  const step: Step =
    asked && steps.includes(asked) && of.status !== 'reading' && of.status !== 'refused' && (asked !== 'result' || of.counts)
      ? asked
      : usual;
  const doubts = useDoubts(of, of.counts !== null);
  const editable = mayRun && ['mapping', 'deciding', 'ready'].includes(of.status);
  const base = `/imports/${of.region}/${of.id}`;
  // A trace names the sheet, a link of this page its number.
  const sheetAsked = firstOf(search, 'sheet');
  const place = {
    sheet: of.mapping?.sheets.find((sheet) => sheet.name === sheetAsked)?.sheet ?? Number(sheetAsked),
    row: Number(firstOf(search, 'row')),
  };
  const regionName = person.regions.find((one) => one.code === of.region)?.name ?? of.region;

  // What is heard when the server moves on by itself.
  const { refresh } = doubts;
  const [first] = useState(of.status);
  const [heard, setHeard] = useState(of.status);
  useEffect(() => {
    if (of.status === heard) return;
    setHeard(of.status);
    const left = of.counts ? of.counts.questions + of.counts.refused : 0;
    speak(of.status === 'ready' && left > 0 ? say('doubts.left', { count: left }) : say(`status.${of.status}`));
    if (of.counts) void refresh();
  }, [heard, of.status, of.counts, speak, say, refresh]);

  // One comes here from a page that is gone: reading and tabbing begin at the content, not at the top of the window.
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null)
      document.getElementById('main')?.focus({ preventScroll: true });
  }, []);

  const used = of.mapping?.sheets.filter((sheet) => sheet.use) ?? [];
  const taken = used.reduce((sum, sheet) => sum + sheet.columns.filter((column) => column.field !== null).length, 0);
  const open = of.counts ? of.counts.questions + of.counts.refused : 0;
  const reached = steps.indexOf(usual);
  const ended = of.status === 'confirmed' || of.status === 'undone' || of.status === 'dropped';
  const notes: Record<Step, string> = {
    reading: of.counts
      ? say('note.rows', { count: countText(of.counts.rows) })
      : of.mapping
        ? say('note.sheets', { count: of.mapping.sheets.length })
        : '',
    columns: of.mapping && of.status !== 'mapping' ? say('note.columns', { count: taken }) : '',
    doubts: of.counts ? (open > 0 ? say(ended ? 'note.left' : 'note.open', { count: countText(open) }) : say('note.none-open')) : '',
    result: ['confirmed', 'undone', 'dropped'].includes(of.status) ? say(`status.${of.status}`) : '',
  };
  return (
    <Page
      title={of.file.name}
      path={[{ text: say('imports'), to: '/imports' }]}
      about={say('about', { region: regionName, year: of.year, by: of.createdBy, at: instantText(of.createdAt) })}
      actions={<Actions of={of} editable={editable} printable={step === 'doubts' && doubts.all.length > 0} />}
    >
      <nav className="sz-screen-only" aria-label={say('steps')}>
        <Steps
          now={ended && step === 'result' ? steps.length : steps.indexOf(step)}
          steps={steps.map((one, index) => ({
            text: say(`step.${one}`),
            ...(notes[one] && { note: notes[one] }),
            ...(one !== 'reading' && index <= Math.max(reached, of.counts ? 3 : 0) && of.mapping && { to: `${base}?step=${one}` }),
          }))}
        />
      </nav>
      {problem !== null && problem !== undefined && <ErrorNote error={problem} onRetry={reload} />}
      <SameFile of={of} />
      {of.mapping && Number.isInteger(place.sheet) && Number.isInteger(place.row) && place.row > 0 && (
        <Place
          of={of}
          sheet={place.sheet}
          row={place.row}
          onClose={() => change({ sheet: undefined, row: undefined, column: undefined })}
        />
      )}
      {running.has(of.status) && <Running of={of} />}
      {of.status === 'refused' && <Refused of={of} />}
      {of.status !== 'refused' && of.problem && <ProblemNote problem={of.problem} />}
      {step === 'columns' && of.mapping && of.status !== 'reading' && (
        <Columns
          key={`${of.version}`}
          of={of}
          intake={intake.data}
          editable={editable}
          onSaved={() => change({ step: undefined, at: undefined }, true)}
        />
      )}
      {step !== 'columns' && step !== 'reading' && of.mapping && <ColumnsFolded of={of} intake={intake.data} to={`${base}?step=columns`} />}
      {step === 'doubts' && of.counts && (
        <Doubts of={of} doubts={doubts} intake={intake.data} editable={editable} reload={reload} toResult={`${base}?step=result`} />
      )}
      {step === 'result' && of.counts && ended && <After of={of} to={base} fresh={first !== of.status} />}
      {step === 'result' && of.counts && (
        <Result
          of={of}
          doubts={doubts}
          intake={intake.data}
          editable={editable && of.status === 'ready'}
          reload={reload}
          toDoubts={`${base}?step=doubts`}
        />
      )}
      {of.status === 'dropped' && !of.counts && <p className="im-quiet">{say('dropped.why')}</p>}
    </Page>
  );
}

function Actions({ of, editable, printable }: { of: ImportReply; editable: boolean; printable: boolean }): ReactElement {
  const say = useWords();
  const go = useGo();
  const [asked, setAsked] = useState(false);
  const drop = useWrite(dropImport, { onDone: () => go('/imports') });
  const at = { region: of.region, id: of.id };
  return (
    <>
      {asked ? (
        <span className="im-sure" role="alertdialog" aria-label={say('drop')}>
          {say('drop.sure')}
          <Button danger size="small" loading={drop.isPending} autoFocus onClick={() => drop.mutate(at)}>
            {say('drop.do')}
          </Button>
          <Button size="small" onClick={() => setAsked(false)}>
            {say('drop.not')}
          </Button>
        </span>
      ) : (
        editable && <Button onClick={() => setAsked(true)}>{say('drop')}</Button>
      )}
      {printable && <Button onClick={() => window.print()}>{say('print')}</Button>}
      <Button onClick={() => void download(importFile, at).catch((error: unknown) => notify('problem', sentenceOf(error)))}>
        {say('original')}
      </Button>
    </>
  );
}

function SameFile({ of }: { of: ImportReply }): ReactElement | null {
  const say = useWords();
  const others = of.sameFile.filter((one) => one.status !== 'dropped' && one.status !== 'refused');
  if (others.length === 0 || ['confirmed', 'undone', 'dropped'].includes(of.status)) return null;
  return (
    <div className="sz-note sz-note-caution sz-screen-only" role="status">
      <p>
        <b>{say('same')}</b>
        {others.slice(0, 3).map((one, index) => (
          <span key={one.id}>
            {index > 0 && '；'}
            <Go to={`/imports/${of.region}/${one.id}`}>
              {say('same.once', { at: instantText(one.at), by: one.by, status: say(`status.${one.status}`) })}
            </Go>
          </span>
        ))}
        {say('same.what')}
      </p>
    </div>
  );
}

function Refused({ of }: { of: ImportReply }): ReactElement {
  const say = useWords();
  const pick = usePick();
  return (
    <div className="sz-note sz-note-problem" role="alert">
      <p>
        <b>{say('refused.title')}</b> {of.problem && pick(of.problem)}
      </p>
      <p className="sz-quiet">{say('refused.kept')}</p>
      <Go to="/imports">{say('refused.again')}</Go>
    </div>
  );
}

function ProblemNote({ problem }: { problem: NonNullable<ImportReply['problem']> }): ReactElement {
  const pick = usePick();
  return (
    <div className="sz-note sz-note-caution" role="status">
      <p>{pick(problem)}</p>
    </div>
  );
}
