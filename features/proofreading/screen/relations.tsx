// Everything that was checked: each relation in one line with its arithmetic, those that fail first, the chosen one written out. What holds can
// be looked at as well as what does not.

import { Button } from 'antd';
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { useSearch, valuesOf } from '../../../ui/address.ts';
import { FilterTabs } from '../../../ui/kit/FilterChips.tsx';
import type { RelationReply } from '../words.ts';
import { intoSight } from './findings.tsx';
import { type Proof, subjectOf } from './model.ts';
import { en } from './words.en.ts';
import { useWords } from './words.ts';
import { zh } from './words.zh.ts';
import { Worked } from './worked.tsx';
import './findings.css';

const portion = 100;

/** The relations under the filter of the address, failing first, then in the order of the text. */
export function useRelations(proof: Proof): readonly RelationReply[] {
  const [search] = useSearch();
  const holds = valuesOf(search, 'holds')[0];
  return useMemo(
    () =>
      [...proof.relations.filter((one) => !one.holds), ...proof.relations.filter((one) => one.holds)].filter(
        (one) => holds === undefined || (holds === 'yes') === one.holds,
      ),
    [proof, holds],
  );
}

export function Relations({
  proof,
  shown,
  now,
  onChoose,
  onShow,
}: {
  proof: Proof;
  shown: readonly RelationReply[];
  now: RelationReply | undefined;
  onChoose: (relation: RelationReply | undefined) => void;
  onShow: (statement: string) => void;
}): ReactElement {
  const say = useWords();
  const list = useRef<HTMLUListElement>(null);
  const [portions, setPortions] = useState(1);
  const id = now?.id;
  const at = shown.findIndex((one) => one.id === id);
  const drawn = Math.max(portions * portion, at + 1);
  useEffect(() => {
    if (id !== undefined) {
      const head = list.current?.querySelector<HTMLElement>('[aria-current="true"]');
      if (head) intoSight(head);
    }
  }, [id]);
  const failing = proof.relations.filter((one) => !one.holds).length;
  return (
    <div className="pf-findings">
      <div className="pf-findings-bar">
        <FilterTabs
          name="holds"
          label={say('relations')}
          options={[
            { value: undefined, words: { zh: zh['state.all'], en: en['state.all'] }, count: proof.relations.length },
            { value: 'no', words: { zh: zh['holds.no'], en: en['holds.no'] }, count: failing },
            { value: 'yes', words: { zh: zh['holds.yes'], en: en['holds.yes'] }, count: proof.relations.length - failing },
          ]}
        />
      </div>
      <div className="pf-findings-list">
        {shown.length === 0 && (
          <p className="pf-findings-none">{say(proof.relations.length === 0 ? 'relations.none' : 'relations.filtered')}</p>
        )}
        <ul ref={list}>
          {shown.slice(0, drawn).map((one) => {
            const chosen = one.id === id;
            const subject = proof.statements[proof.indexOf.get(one.terms[0]?.statement ?? '') ?? -1];
            return (
              <li key={one.id} className={`pf-finding${chosen ? ' pf-finding-open' : ''}`}>
                <button
                  type="button"
                  className="pf-finding-head"
                  aria-current={chosen ? 'true' : undefined}
                  aria-expanded={chosen}
                  onClick={() => onChoose(chosen ? undefined : one)}
                >
                  <span className={one.holds ? 'pf-ok' : 'pf-bad'}>
                    <span aria-hidden="true">{one.holds ? '✓' : '✗'}</span>
                    <span className="sz-hidden">{say(one.holds ? 'holds.yes' : 'holds.no')}</span>
                  </span>
                  <span className="pf-finding-text">
                    <span className="pf-kind">{say(`relation.${one.kind}`)}</span> {one.arithmetic}
                    {subject && <span className="pf-finding-subject">{subjectOf(subject)}</span>}
                  </span>
                </button>
                {chosen && (
                  <div className="pf-detail">
                    <Worked relation={one} proof={proof} onShow={onShow} />
                  </div>
                )}
              </li>
            );
          })}
        </ul>
        {shown.length > drawn && (
          <p className="pf-findings-none">
            <Button onClick={() => setPortions(portions + 1)}>{say('relations.more', { count: shown.length - drawn })}</Button>
          </p>
        )}
      </div>
    </div>
  );
}
