// The findings beside the text, the gravest first: one line each, the chosen one unfolded. Decides what is shown under which filter and how
// the focus follows the choice; what is said to a finding is decided in its detail.

import { Button } from 'antd';
import { type KeyboardEvent, type ReactElement, useEffect, useMemo, useRef } from 'react';
import { useSearch } from '../../../ui/address.ts';
import { usePick } from '../../../ui/i18n.ts';
import { FilterChips, type FilterField, FilterTabs, type FilterValues } from '../../../ui/kit/FilterChips.tsx';
import type { AnswerReply, Place } from '../words.ts';
import type { Answering } from './answering.ts';
import { Detail, type RegisterHere } from './detail.tsx';
import { Mark } from './marks.tsx';
import { type Numbered, type Proof, severities } from './model.ts';
import { en } from './words.en.ts';
import { useWords } from './words.ts';
import { zh } from './words.zh.ts';
import './findings.css';

/** The filters of the list, with how many findings each would leave. */
export function useFindingFields(proof: Proof): readonly FilterField[] {
  const say = useWords();
  return useMemo(() => {
    const count = (of: (one: Numbered) => string): Map<string, number> => {
      const found = new Map<string, number>();
      for (const one of proof.findings) found.set(of(one), (found.get(of(one)) ?? 0) + 1);
      return found;
    };
    const kinds = count((one) => one.kind);
    const grades = count((one) => one.severity);
    return [
      {
        key: 'severity',
        title: say('severity'),
        kind: 'choice',
        options: severities
          .filter((one) => grades.has(one))
          .map((one) => ({ value: one, text: say(`severity.${one}`), count: grades.get(one)! })),
      },
      {
        key: 'kind',
        title: say('kind'),
        kind: 'choice',
        options: [...kinds].map(([kind, number]) => ({ value: kind, text: say(`finding.${kind as Numbered['kind']}`), count: number })),
      },
    ];
  }, [proof, say]);
}

export function filtered(
  findings: readonly Numbered[],
  values: FilterValues,
  state: string | undefined,
  answers: ReadonlyMap<string, AnswerReply>,
): readonly Numbered[] {
  return findings.filter(
    (one) =>
      (!values.severity || values.severity.includes(one.severity)) &&
      (!values.kind || values.kind.includes(one.kind)) &&
      (state === undefined || (state === 'open') !== answers.has(one.key)),
  );
}

/** Scrolls its list, and nothing else, until the unfolded item can be seen from its head on, as far as there is room. */
export function intoSight(head: HTMLElement): void {
  const list = head.closest<HTMLElement>('.pf-findings-list');
  const item = head.closest('li')?.getBoundingClientRect();
  if (!list || !item) return;
  const view = list.getBoundingClientRect();
  // The head of a group stays at the top and covers what is under it.
  const top = view.top + (head.closest('section') ? 36 : 0);
  if (item.top < top || item.height > view.bottom - top) list.scrollTop += item.top - top;
  else if (item.bottom > view.bottom) list.scrollTop += item.bottom - view.bottom;
}

export function Findings({
  proof,
  shown,
  answers,
  now,
  fields,
  register,
  answering,
  quote,
  language,
  onChoose,
  onShow,
  onPlace,
  onStep,
}: {
  proof: Proof;
  shown: readonly Numbered[];
  answers: ReadonlyMap<string, AnswerReply>;
  now: Numbered | undefined;
  fields: readonly FilterField[];
  register: RegisterHere | undefined;
  answering: Answering;
  onChoose: (finding: Numbered | undefined) => void;
  quote: (place: Place) => { before: string; at: string };
  language: string;
  onShow: (statement: string) => void;
  onPlace: (place: Place) => void;
  onStep: (by: number) => void;
}): ReactElement {
  const say = useWords();
  const pick = usePick();
  const [, change] = useSearch();
  const list = useRef<HTMLDivElement>(null);
  const key = now?.key;
  // The chosen one stays in sight, and keeps the focus while one moves through the list.
  useEffect(() => {
    const item = key === undefined ? null : list.current?.querySelector<HTMLElement>('[aria-current="true"]');
    if (!item) return;
    intoSight(item);
    if (list.current?.contains(document.activeElement) && document.activeElement?.closest('.pf-finding-head'))
      item.focus({ preventScroll: true });
  }, [key]);
  const onKeys = (event: KeyboardEvent<HTMLElement>): void => {
    if (!(event.target as HTMLElement).closest('.pf-finding-head')) return;
    if (event.key === 'ArrowDown') onStep(1);
    else if (event.key === 'ArrowUp') onStep(-1);
    else return;
    event.preventDefault();
  };
  const open = proof.findings.filter((one) => !answers.has(one.key)).length;
  return (
    <div className="pf-findings">
      <div className="pf-findings-bar">
        <FilterTabs
          name="state"
          label={say('answer.state')}
          options={[
            { value: undefined, words: { zh: zh['state.all'], en: en['state.all'] }, count: proof.findings.length },
            { value: 'open', words: { zh: zh['state.open'], en: en['state.open'] }, count: open },
            { value: 'done', words: { zh: zh['state.done'], en: en['state.done'] }, count: proof.findings.length - open },
          ]}
        />
        <FilterChips fields={fields} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move among the buttons inside */}
      <div className="pf-findings-list" ref={list} onKeyDown={onKeys}>
        {shown.length === 0 && (
          <div className="pf-findings-none">
            <p>{say(proof.findings.length === 0 ? 'findings.none' : 'findings.filtered')}</p>
            {proof.findings.length > 0 && (
              <Button onClick={() => change({ state: undefined, severity: undefined, kind: undefined })}>{say('state.show-all')}</Button>
            )}
          </div>
        )}
        {severities.map((severity) => {
          const mine = shown.filter((one) => one.severity === severity);
          if (mine.length === 0) return null;
          return (
            <section key={severity} aria-label={say(`severity.${severity}`)}>
              <h2 className="pf-group">
                <Mark severity={severity} /> <span className="sz-label">{mine.length}</span>
              </h2>
              <ul>
                {mine.map((one) => {
                  const chosen = one.key === key;
                  const answer = answers.get(one.key);
                  return (
                    <li key={one.key} className={`pf-finding${chosen ? ' pf-finding-open' : ''}${answer ? ' pf-finding-done' : ''}`}>
                      <button
                        type="button"
                        className="pf-finding-head"
                        aria-current={chosen ? 'true' : undefined}
                        aria-expanded={chosen}
                        onClick={() => onChoose(chosen ? undefined : one)}
                      >
                        <span className="pf-finding-number">{one.number}</span>
                        <span className="pf-finding-text">
                          <span className="pf-kind">{say(`finding.${one.kind}`)}</span> {pick(one.sentence)}
                        </span>
                        {answer && <span className="pf-finding-answer">{say(`answered.${answer.kind}`)}</span>}
                      </button>
                      {chosen && (
                        <Detail
                          finding={one}
                          proof={proof}
                          answer={answer}
                          register={register}
                          answering={answering}
                          quote={quote}
                          language={language}
                          onShow={onShow}
                          onPlace={onPlace}
                          onStep={onStep}
                        />
                      )}
                    </li>
                  );
                })}
              </ul>
            </section>
          );
        })}
      </div>
    </div>
  );
}
