// Undoing a regime as a whole: first what that would do, application by application, then doing it.
import { Button } from 'antd';
import { type ReactElement, useId, useState } from 'react';
import { sentenceOf, useWrite } from '../../../ui/call.ts';
import { useLanguage, usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { type listRegimes, type Regime, withdrawRegime } from '../words-regimes.ts';
import { Changes, useRegimeName } from './regime-preview.tsx';
import { useRegimeWords } from './words-regime.ts';
import './regime.css';

export function UndoRegime({
  regime,
  board,
  onClose,
}: {
  regime: Regime;
  board: ReplyOf<typeof listRegimes>;
  onClose: () => void;
}): ReactElement {
  const say = useRegimeWords();
  const pick = usePick();
  const language = useLanguage();
  const id = useId();
  const nameOf = useRegimeName(board);
  const [reason, setReason] = useState('');
  const trial = useWrite(withdrawRegime, { quiet: true, stale: [] });
  const undo = useWrite(withdrawRegime, { quiet: true, done: { zh: say('undo.done'), en: say('undo.done') }, onDone: onClose });
  const input = (dryRun: boolean) => ({ region: regime.region as never, code: regime.code, version: regime.version, reason, dryRun });
  const told = trial.data;
  const problem = undo.error ?? trial.error;
  const comma = pick({ zh: '、', en: ', ' });
  return (
    <Drawer
      title={`${say('undo')}：${pick(regime)}`}
      width={640}
      onClose={onClose}
      foot={
        <div className="rs-do">
          <Button size="large" loading={trial.isPending} onClick={() => trial.mutate(input(true))}>
            {say('undo.try')}
          </Button>
          <Button type="primary" danger size="large" disabled={!told} loading={undo.isPending} onClick={() => undo.mutate(input(false))}>
            {say('undo.do')}
          </Button>
        </div>
      }
    >
      <div className="rs-ask">
        <p>{say('undo.about')}</p>
        <div className="rg-field">
          <label htmlFor={id}>{say('undo.reason')}</label>
          <textarea
            id={id}
            className="sz-input"
            rows={3}
            maxLength={500}
            value={reason}
            aria-describedby={`${id}-help`}
            onChange={(event) => setReason(event.target.value)}
          />
          <span id={`${id}-help`} className="sz-label">
            {say('undo.reason.help')}
          </span>
        </div>
        {problem && (
          <p className="rs-problem" role="alert">
            {sentenceOf(problem, language)}
          </p>
        )}
        {told && (
          <section className="rg-undo" aria-live="polite">
            {told.cases.length + told.onward.length + told.standing.length === 0 && <p>{say('undo.nothing')}</p>}
            {told.cases.length > 0 && (
              <>
                <h3>{say('undo.back', { count: told.cases.length })}</h3>
                <Changes cases={told.cases} nameOf={nameOf} regions={board.regions} />
              </>
            )}
            {told.moved > 0 && <p>{say('undo.moved', { count: told.moved })}</p>}
            {told.voided.length > 0 && <p className="rs-problem">{say('undo.voided', { list: told.voided.join(comma) })}</p>}
            {told.overtaken > 0 && <p>{say('undo.overtaken', { count: told.overtaken })}</p>}
            {told.standing.length > 0 && <p>{say('undo.standing', { list: told.standing.join(comma) })}</p>}
            {told.onward.length > 0 && (
              <>
                <h3>{say('undo.onward', { count: told.onward.length })}</h3>
                <Changes cases={told.onward} nameOf={nameOf} regions={board.regions} />
              </>
            )}
          </section>
        )}
      </div>
    </Drawer>
  );
}
