// One line of the roll: what the rule proposes, what is decided, next year's plan, and why when the rule is not followed. Keys and
// saving are the business of roll-review.tsx.
import { memo, type ReactElement, useState } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { unitWord } from '../../../ui/unit.ts';
import { exactIn, yuanOf } from '../../../vocabulary/money.ts';
import { useTypingUnit } from './fields.tsx';
import { Money } from './money.tsx';
import { useTerm } from './term.ts';
import { useDeskWords } from './words.ts';
import '../../../ui/kit/filters.css';
import './register.css';
import './desk.css';
import './form.css';
import './year-roll.css';
import { type Decision, decisions, type Line, type Patch } from './roll.ts';

type RowProps = {
  line: Line;
  region: string;
  tab: boolean;
  index: number;
  onFocus: (index: number) => void;
  onDecide: (id: string, decision: Decision | null) => void;
  onChange: (ids: readonly string[], patch: (line: Line) => Patch) => void;
};

export const RollRow = memo(function RollRow({ line, region, tab, index, onFocus, onDecide, onChange }: RowProps): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const pick = usePick();
  const unit = useTypingUnit();
  const [plan, setPlan] = useState(line.annualPlanYuan === null ? '' : exactIn(line.annualPlanYuan, unit));
  const [held, setHeld] = useState(line.annualPlanYuan);
  if (held !== line.annualPlanYuan) {
    setHeld(line.annualPlanYuan);
    setPlan(line.annualPlanYuan === null ? '' : exactIn(line.annualPlanYuan, unit));
  }
  const goes = line.decision === 'continue' || line.decision === 'new';
  const yuan = plan.trim() === '' ? null : yuanOf(plan.replace(/[,，\s]/g, ''), unit);
  const bad = yuan === undefined || (yuan !== null && line.totalYuan !== null && yuan > line.totalYuan);
  const differs = line.decision !== null && line.proposal !== 'ask' && line.decision !== line.proposal;
  return (
    <tr tabIndex={tab ? 0 : -1} className={line.decision === null ? 'pj-roll-open' : undefined} onFocus={() => onFocus(index)}>
      <th scope="row">
        <Go to={`/projects/${region}/${line.projectId}`}>{line.name}</Go>
      </th>
      <td className="pj-nowrap">
        {word('nature', line.nature ?? 'unstated')} · {word('stage', line.stage)}
      </td>
      <td className="sz-numbers" data-name={say('total')}>
        <Money yuan={line.totalYuan} column />
      </td>
      <td className="sz-numbers" data-name={say('plan')}>
        <Money yuan={line.planYuan} column />
      </td>
      <td>
        <b className={line.proposal === 'ask' ? 'pj-roll-ask' : undefined}>{word('roll', line.proposal)}</b>
        <div className="sz-label">{pick(line.rule)}</div>
      </td>
      <td>
        <fieldset className="pj-choices pj-set" aria-label={say('roll.decision.of', { name: line.name })}>
          {decisions.map((one) => (
            <button
              key={one.key}
              type="button"
              tabIndex={tab ? 0 : -1}
              className="pj-choice"
              aria-pressed={line.decision === one.decision}
              onClick={() => onDecide(line.projectId, line.decision === one.decision ? null : one.decision)}
            >
              {word('roll', one.decision)}
            </button>
          ))}
        </fieldset>
        {differs && (
          <input
            className="pj-input pj-roll-reason"
            tabIndex={tab ? 0 : -1}
            defaultValue={line.reason}
            maxLength={500}
            placeholder={say('roll.reason')}
            aria-label={say('roll.reason.of', { name: line.name })}
            onBlur={(event) => event.target.value !== line.reason && onChange([line.projectId], () => ({ reason: event.target.value }))}
          />
        )}
      </td>
      <td className="sz-numbers" data-name={say('roll.plan.in', { unit: unitWord(unit) })}>
        {goes ? (
          <>
            <span className="pj-roll-plan">
              <input
                className="pj-input"
                inputMode="decimal"
                tabIndex={tab ? 0 : -1}
                value={plan}
                aria-label={say('roll.plan.of', { name: line.name, unit: unitWord(unit) })}
                aria-invalid={bad}
                onChange={(event) => setPlan(event.target.value)}
                onBlur={() =>
                  !bad && yuan !== undefined && yuan !== line.annualPlanYuan && onChange([line.projectId], () => ({ annualPlanYuan: yuan }))
                }
              />
            </span>
            {bad && <div className="pj-error">{say(yuan === undefined ? 'roll.plan.bad' : 'roll.plan.over')}</div>}
          </>
        ) : (
          '—'
        )}
      </td>
    </tr>
  );
});
