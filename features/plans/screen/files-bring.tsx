// The last step of bringing a file in: how, with which promise and state, why; then it is handed in again and kept.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { call } from '../../../ui/call.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import type { PlanReply } from '../words.ts';
import { type BringMode, bringFile, type FileLook } from '../words-exchange.ts';
import { DayField } from './day-field.tsx';
import { useFileWords } from './words-exchange.ts';

export function Bring({
  region,
  project,
  plan,
  look,
  file,
  onDone,
}: {
  region: string;
  project: string;
  plan: PlanReply | null;
  look: FileLook;
  file: File;
  onDone: () => Promise<void>;
}): ReactElement {
  const say = useFileWords();
  const [mode, setMode] = useState<BringMode>(look.modes[0] ?? 'plan');
  const [promised, setPromised] = useState(look.promised ?? look.forecast ?? '');
  const [state, setState] = useState(look.asOf);
  const [baseline, setBaseline] = useState(!look.own);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const held = plan?.baselines.some((one) => one.current) ?? false;
  const send = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const input = {
        region,
        project,
        mode,
        level: look.level,
        baseline: mode !== 'update' && baseline ? 'true' : 'false',
        reason,
        ...(mode === 'plan' && promised !== '' && { promised }),
        ...(mode === 'plan' && state !== '' && { stateDay: state }),
        ...(plan && { version: plan.version }),
      };
      await call(bringFile, input as never, { file });
      await onDone();
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  return (
    <form
      className="pl-make pl-bring"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {look.modes.length > 1 && (
        <label>
          {say('files.mode')}
          <select className="sz-input" value={mode} onChange={(event) => setMode(event.target.value as BringMode)}>
            {look.modes.map((one) => (
              <option key={one} value={one}>
                {say(`mode.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {mode === 'plan' && <DayField name={say('files.promised')} value={promised} onChange={setPromised} required />}
      {mode === 'plan' && <DayField name={say('files.state')} value={state} onChange={setState} />}
      {mode !== 'update' && (
        <label className="pl-wide pl-tick">
          <input type="checkbox" checked={baseline} onChange={(event) => setBaseline(event.target.checked)} /> {say('files.baseline')}
        </label>
      )}
      <label className="pl-wide">
        {say(held && mode === 'update' ? 'files.reason.need' : 'files.reason')}
        <input className="sz-input" value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {problem !== undefined && (
        <div className="pl-wide">
          <ErrorNote error={problem} />
        </div>
      )}
      <div className="pl-acts">
        <Button htmlType="submit" type="primary" loading={busy}>
          {say('files.bring')}
        </Button>
      </div>
    </form>
  );
}
