// The clock of every state under a regime, with who acts and what comes next, as the table of states says: a number of days of its own, or the usual one.
import type { ReactElement } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { nextWords, ruleOf } from '../rules-case.ts';
import { actorWords, stateWords } from '../words.ts';
import type { RegimeContent, RegimeMode } from '../words-regimes.ts';
import { clockedStates } from './regime-draft.ts';
import { NumberField } from './regime-inputs.tsx';
import { useRegimeWords } from './words-regime.ts';

export function Clocks({
  mode,
  content,
  onChange,
}: {
  mode: RegimeMode;
  content: RegimeContent;
  onChange: (next: Partial<RegimeContent>) => void;
}): ReactElement {
  const say = useRegimeWords();
  const pick = usePick();
  return (
    <table className="rs-table rg-wide rg-clocks">
      <thead>
        <tr>
          <th scope="col">{say('clock.state')}</th>
          <th scope="col">{say('clock.owner')}</th>
          <th scope="col">{say('clock.next')}</th>
          <th scope="col">{say('clock.days')}</th>
        </tr>
      </thead>
      <tbody>
        {clockedStates[mode].map((state) => {
          const rule = ruleOf(state, mode);
          return (
            <tr key={state}>
              <th scope="row">{pick(stateWords[state])}</th>
              <td data-label={say('clock.owner')}>{pick(actorWords[rule.actor])}</td>
              <td data-label={say('clock.next')}>{pick(nextWords[rule.next])}</td>
              <td data-label={say('clock.days')}>
                <NumberField
                  hidden
                  label={`${pick(stateWords[state])} ${say('clock.days')}`}
                  placeholder={state === 'appointed' ? say('clock.agreed') : say('clock.usual', { days: rule.days })}
                  value={content.clocks[state] ?? null}
                  onChange={(next) => {
                    const { [state]: _, ...rest } = content.clocks;
                    onChange({ clocks: next === null ? rest : { ...rest, [state]: next } });
                  }}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
