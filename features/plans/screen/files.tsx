// The plan as files: taking it along, looking at one that comes in and bringing it in, what was brought in before. What a file comes to is told by the
// rules; here it is shown, and the file is handed in a second time when one agrees.
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { call, download, sentenceOf, useRead } from '../../../ui/call.ts';
import { instantText, useLanguage, usePick } from '../../../ui/i18n.ts';
import { DropZone } from '../../../ui/kit/DropZone.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import { notify } from '../../../ui/notice.ts';
import type { PlanReply } from '../words.ts';
import {
  type BringLevel,
  type BroughtFile,
  broughtFiles,
  compareFile,
  exportPlan,
  type FileLook,
  lookAtFile,
  type PlanFileForm,
} from '../words-exchange.ts';
import type { ChartProps } from './charts.tsx';
import { Bring } from './files-bring.tsx';
import { Differences, LookTable } from './files-look.tsx';
import { useFileWords } from './words-exchange.ts';
import './files.css';

const types = ['.xml', '.xer', '.xlsx', '.xls', '.csv', '.json', '.mpp'];
const most = 64 * 2 ** 20;

/** The tab of a plan. */
export default function Files({ plan, mayEdit }: ChartProps): ReactElement {
  return (
    <>
      <TakeAlong plan={plan} />
      {mayEdit && <BringIn region={plan.region} project={plan.projectId} plan={plan} />}
      <History plan={plan} />
    </>
  );
}

function TakeAlong({ plan }: { plan: PlanReply }): ReactElement {
  const say = useFileWords();
  const language = useLanguage();
  const get = async (form: PlanFileForm): Promise<void> => {
    try {
      await download(exportPlan, { region: plan.region as never, project: plan.projectId as never, form, language });
    } catch (error) {
      notify('problem', sentenceOf(error));
    }
  };
  return (
    <Section title={say('files.out')} note={say('files.out.note')}>
      <div className="pl-acts">
        <Button onClick={() => void get('mspdi')}>{say('files.mspdi')}</Button>
        <Button onClick={() => void get('xlsx')}>{say('files.xlsx')}</Button>
      </div>
    </Section>
  );
}

/** Choosing a file, seeing what it comes to, and bringing it in. `plan`: null where there is none yet. */
export function BringIn({ region, project, plan }: { region: string; project: string; plan: PlanReply | null }): ReactElement {
  const say = useFileWords();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [look, setLook] = useState<FileLook>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const read = async (one: File, level?: BringLevel): Promise<void> => {
    setFile(one);
    setBusy(true);
    setProblem(undefined);
    try {
      setLook(await call(lookAtFile, { region: region as never, project: project as never, ...(level && { level }) }, { file: one }));
    } catch (error) {
      setProblem(error);
      setLook(undefined);
    }
    setBusy(false);
  };
  const brought = async (): Promise<void> => {
    setLook(undefined);
    setFile(undefined);
    await client.invalidateQueries();
    notify('done', say('files.brought'));
  };
  return (
    <Section title={say('files.in')} note={plan ? say('files.in.note') : say('files.in.none')}>
      <DropZone
        types={types}
        most={most}
        busy={busy}
        label={say(look ? 'files.again' : 'files.choose')}
        hint={say('files.in.hint')}
        onFile={(one) => void read(one)}
      />
      {busy && file && (
        <p className="sz-label" aria-live="polite">
          {say('files.reading', { file: file.name })}
        </p>
      )}
      {problem !== undefined && <ErrorNote error={problem} />}
      {look && file && look.problems.length > 0 && <Cells look={look} />}
      {look && file && look.problems.length === 0 && (
        <>
          <LookTable look={look} busy={busy} onLevel={(level) => void read(file, level)} />
          <Bring key={`${file.name}${look.level}`} region={region} project={project} plan={plan} look={look} file={file} onDone={brought} />
        </>
      )}
    </Section>
  );
}

/** Cells that stand in the way, each with what to write instead. */
function Cells({ look }: { look: FileLook }): ReactElement {
  const say = useFileWords();
  const pick = usePick();
  return (
    <div className="pl-cells" role="alert">
      <p>
        <b>{say('files.cells', { count: look.problems.length })}</b> · {look.file}
      </p>
      <table className="pl-table">
        <thead>
          <tr>
            <th scope="col">{say('files.cell')}</th>
            <th scope="col">{say('files.value')}</th>
            <th scope="col">{say('files.todo')}</th>
          </tr>
        </thead>
        <tbody>
          {look.problems.map((one, place) => (
            <tr key={`${one.cell}${place}`}>
              <th scope="row" className="pl-day">
                {one.cell || say('files.nothing')}
              </th>
              <td data-label={say('files.value')}>{one.value || say('files.nothing')}</td>
              <td data-label={say('files.todo')}>{pick(one.sentence)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function History({ plan }: { plan: PlanReply }): ReactElement {
  const say = useFileWords();
  const { data } = useRead(broughtFiles, { region: plan.region as never, project: plan.projectId as never });
  const [open, setOpen] = useState<string>();
  return (
    <Section title={say('files.history')}>
      {data?.files.length === 0 && <p className="sz-label">{say('files.history.none')}</p>}
      <ul className="pl-baselines">
        {data?.files.map((one) => (
          <li key={one.id}>
            <b>{one.file}</b> <span className="pl-mark">{say(`mode.${one.mode}`)}</span>
            <div className="sz-label">
              {say('templates.nodes', { count: one.nodes })} · {one.by} {instantText(one.at)}
            </div>
            <button
              type="button"
              className="sz-button-plain pl-link"
              aria-expanded={open === one.id}
              onClick={() => setOpen(open === one.id ? undefined : one.id)}
            >
              {say('files.compare')}
            </button>
            {open === one.id && <Beside plan={plan} file={one} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Beside({ plan, file }: { plan: PlanReply; file: BroughtFile }): ReactElement {
  const say = useFileWords();
  const { data, error } = useRead(compareFile, { region: plan.region as never, project: plan.projectId as never, id: file.id as never });
  if (error) return <ErrorNote error={error} />;
  if (!data) return <div aria-busy="true" />;
  return (
    <>
      <Differences
        rows={data.rows.filter((row) => row.theirs !== row.ours)}
        agree={data.rows.filter((row) => row.theirs === row.ours).length}
        asOf={plan.asOf}
      />
      {data.onlyFile.length > 0 && (
        <p className="sz-label">
          {say('files.only.file')}：{data.onlyFile.join('、')}
        </p>
      )}
      {data.onlyPlan.length > 0 && (
        <p className="sz-label">
          {say('files.only.plan')}：{data.onlyPlan.join('、')}
        </p>
      )}
    </>
  );
}
