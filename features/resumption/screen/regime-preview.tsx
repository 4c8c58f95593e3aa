// What a regime would do before it is put in force: what is different, what it leaves uncovered, which regime goes before, and which applications under way
// it converts, put together by what their enterprises would read.
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { type Pair, usePick } from '../../../ui/i18n.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { stateWords } from '../words.ts';
import type { CaseChange, enterRegime, listRegimes, RegimeRef } from '../words-regimes.ts';
import type { Draft } from './regime-draft.ts';
import { useConditionText, useSpanText } from './regime-text.ts';
import { useRegimeWords } from './words-regime.ts';

type Told = ReplyOf<typeof enterRegime>;
type Board = ReplyOf<typeof listRegimes>;
type Cover = Pick<Board, 'holes' | 'overlaps' | 'decided' | 'never' | 'regimes' | 'regions'>;
export type NameOf = (ref: RegimeRef) => string;

/** What regimes are called; `entered`: one that the board does not have yet. */
export function useRegimeName(board: Pick<Board, 'regimes'>, entered?: RegimeRef & Pair): NameOf {
  const pick = usePick();
  const is = (one: RegimeRef, ref: RegimeRef): boolean => one.region === ref.region && one.code === ref.code && one.version === ref.version;
  const all = entered ? [...board.regimes, entered] : board.regimes;
  return (ref) => {
    const found = all.find((one) => is(one, ref));
    if (!found) return `${ref.code}@${ref.version}`;
    const alike = all.some((one) => one !== found && pick(one) === pick(found));
    return alike ? `${pick(found)} ${found.code}@${found.version}` : pick(found);
  };
}

export function Preview({ told, draft, region, board }: { told: Told; draft: Draft; region: string; board: Board }): ReactElement {
  const say = useRegimeWords();
  const pick = usePick();
  const entered = { region, code: draft.code, version: told.version, zh: draft.zh, en: draft.en };
  const nameOf = useRegimeName(board, entered);
  // Where it stands below the form it is brought into sight.
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every trial anew
  useEffect(() => void box.current?.scrollIntoView({ block: 'nearest' }), [told]);
  return (
    <aside ref={box} className="rg-preview" aria-live="polite" aria-label={say('preview')}>
      <h2>{say('preview')}</h2>
      <p>
        <b>{say('preview.version', { name: pick(draft), version: told.version, day: told.on })}</b>
      </p>
      {told.notes.length > 0 && (
        <Block title={say('preview.notes')} tone="caution">
          <List items={told.notes} />
        </Block>
      )}
      {told.replaces && (
        <Block title={say('preview.replaces', { version: told.replaces.version })}>
          {told.differences.length > 0 ? <List items={told.differences} /> : <p>{say('preview.same')}</p>}
        </Block>
      )}
      <Block title={say('preview.cases', { count: told.concerned, untouched: told.untouched })}>
        {told.cases.length === 0 ? <p>{say('preview.nobody')}</p> : <Changes cases={told.cases} nameOf={nameOf} regions={board.regions} />}
      </Block>
      <Block title={say('preview.cover')}>
        <CoverList cover={{ ...told, regimes: board.regimes, regions: board.regions }} known={board} nameOf={nameOf} />
      </Block>
    </aside>
  );
}

const Block = ({ title, tone, children }: { title: string; tone?: 'caution'; children: ReactNode }): ReactElement => (
  <section className={tone === 'caution' ? 'rg-block rg-caution' : 'rg-block'}>
    <h3>{title}</h3>
    {children}
  </section>
);

function List({ items }: { items: readonly Pair[] }): ReactElement {
  const pick = usePick();
  return (
    <ul>
      {items.map((one) => (
        <li key={one.zh}>{pick(one)}</li>
      ))}
    </ul>
  );
}

const most = 20;

/** Applications by what is done to them: the enterprises of one group all read the same. */
export function Changes({
  cases,
  nameOf,
  regions,
}: {
  cases: readonly CaseChange[];
  nameOf: NameOf;
  regions: Readonly<Record<string, Pair>>;
}): ReactElement {
  const say = useRegimeWords();
  const pick = usePick();
  const groups = Map.groupBy(cases, (one) => JSON.stringify([one.from, one.to, one.changes]));
  return (
    <>
      {[...groups].map(([key, group]) => {
        const first = group[0]!;
        return (
          <section key={key} className="rg-group">
            <p>{say('preview.group', { count: group.length, from: nameOf(first.from), to: nameOf(first.to) })}</p>
            {first.changes.length > 0 ? (
              <div className="rg-told">
                <span className="sz-label">{say('preview.told')}</span>
                <List items={first.changes} />
              </div>
            ) : (
              <p className="sz-label">{say('preview.told.none')}</p>
            )}
            <ul className="rg-cases">
              {group.slice(0, most).map((one) => (
                <li key={one.case}>
                  <span>{one.enterprise}</span>
                  <span className="sz-label">{pick(regions[one.region] ?? { zh: one.region, en: one.region })}</span>
                  <span>
                    {one.before === one.after
                      ? pick(stateWords[one.after])
                      : `${pick(stateWords[one.before])} → ${pick(stateWords[one.after])}`}
                  </span>
                </li>
              ))}
            </ul>
            {group.length > most && <p className="sz-label">{say('preview.more', { count: group.length - most })}</p>}
          </section>
        );
      })}
    </>
  );
}

type Row = { key: string; kind: 'hole' | 'overlap' | 'decided' | 'never'; text: string };

function Rows({ rows, fresh }: { rows: readonly Row[]; fresh: boolean }): ReactElement | null {
  const say = useRegimeWords();
  if (rows.length === 0) return null;
  return (
    <ul className="rg-cover">
      {rows.map((one) => (
        <li key={one.key}>
          <b className={`rg-kind rg-kind-${one.kind}`}>{say(`preview.${one.kind}`)}</b>
          {fresh && <b className="rg-new">{say('preview.new')}</b>} <span>{one.text}</span>
        </li>
      ))}
    </ul>
  );
}

/** Holes, overlaps, who goes before and what is never reached. `known`: what is so today; only what is new is listed then. */
export function CoverList({ cover, known, nameOf }: { cover: Cover; known?: Cover; nameOf: NameOf }): ReactElement {
  const say = useRegimeWords();
  const pick = usePick();
  const conditionText = useConditionText();
  const spanText = useSpanText();
  const comma = pick({ zh: '、', en: ', ' });
  const colon = pick({ zh: '：', en: ': ' });
  const whereText = (regions: readonly string[]): string => {
    const all = Object.keys(cover.regions).filter((code) => !code.endsWith('00')).length;
    if (regions.length >= all && all > 0) return '';
    return regions.length > 3
      ? say('preview.counties', { count: regions.length })
      : regions.map((code) => pick(cover.regions[code] ?? { zh: code, en: code })).join(comma);
  };
  const box = (one: Cover['holes'][number]): string =>
    [whereText(one.regions), spanText(one), conditionText(one.conditions)].filter((text) => text !== '').join(pick({ zh: '，', en: ', ' }));
  const rowsOf = (of: Cover): Row[] => [
    ...of.holes.map((one) => ({ key: JSON.stringify(one), kind: 'hole' as const, text: box(one) })),
    ...of.overlaps.map((one) => ({
      key: JSON.stringify(one),
      kind: 'overlap' as const,
      text: `${box(one)}${colon}${one.regimes.map(nameOf).join(comma)}`,
    })),
    ...of.never.map((one) => ({
      key: JSON.stringify(one),
      kind: 'never' as const,
      text: one.replacedBy
        ? say('preview.never.by', {
            one: nameOf(one).includes('@') ? nameOf(one) : `${nameOf(one)} ${one.code}@${one.version}`,
            version: one.replacedBy.version,
            day: one.replacedBy.since,
          })
        : say(one.overruled ? 'preview.never.overruled' : 'preview.never.end', { one: nameOf(one) }),
    })),
    ...of.decided.map((one) => ({
      key: JSON.stringify(one),
      kind: 'decided' as const,
      text: `${box(one)}${colon}${say('preview.holds', { one: nameOf(one.holds), others: one.before.map((ref) => pick({ zh: `“${nameOf(ref)}”`, en: `"${nameOf(ref)}"` })).join(comma) })}`,
    })),
  ];
  const before = new Set(known ? rowsOf(known).map((one) => one.key) : []);
  const rows = rowsOf(cover);
  const shown = rows.filter((one) => !before.has(one.key));
  const said = shown.filter((one) => one.kind !== 'decided');
  const decided = shown.filter((one) => one.kind === 'decided');
  const faults = cover.holes.length + cover.overlaps.length + cover.never.length;
  return (
    <>
      {faults === 0 && <p>{say('preview.sound')}</p>}
      <Rows rows={said} fresh={known !== undefined} />
      {decided.length > 3 ? (
        <details>
          <summary>{say('preview.decided.many', { count: decided.length })}</summary>
          <Rows rows={decided} fresh={false} />
        </details>
      ) : (
        <Rows rows={decided} fresh={false} />
      )}
      {known && rows.length > shown.length && <p className="sz-label">{say('preview.known', { count: rows.length - shown.length })}</p>}
    </>
  );
}
