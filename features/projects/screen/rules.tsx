// The dated rules of the register and the layouts of its exports: what is in force, what was, and from which day a new version holds. A version is
// never overwritten: a figure of last year is still counted by last year's line.

import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead } from '../../../ui/call.ts';
import { dayText, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion } from '../../../ui/session.ts';
import { moneyShown } from '../../../ui/unit.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { listRegions } from '../../regions/words.ts';
import { dictionary } from '../words-rules.ts';
import { LinePanel, TierPanel } from './rule-panels.tsx';
import { Scroll } from './scroll.tsx';
import { TemplatePanel } from './template-panel.tsx';
import { useTerm } from './term.ts';
import { today } from './today.ts';
import { useDeskWords } from './words.ts';
import './register.css';
import './desk.css';

type Reply = ReplyOf<typeof dictionary>;
type Panel =
  | { is: 'tier'; of: Reply['tiers'][number] | undefined }
  | { is: 'line'; of: Reply['lines'][number] | undefined }
  | { is: 'template'; of: Reply['templates'][number] | undefined };

/** A line of the tiers in the unit people say it in: 5000万元, 1亿元. */
const lineText = (yuan: number): string => {
  const shown = moneyShown(yuan, yuan % 100_000_000 === 0 && yuan > 0 ? '亿元' : '万元');
  return `${shown.text} ${shown.unit}`;
};

/** In force on a day: `to` is the day it ended. */
const holds = (rule: { from: string; to: string | null }, day: string): boolean => rule.from <= day && (rule.to === null || rule.to > day);

export default function Rules(): ReactElement {
  const say = useDeskWords();
  const region = useRegion();
  const may = useMay('rule.edit');
  const { data, error, refetch } = useRead(dictionary, { region: region.code as never, versions: 'all' });
  const [panel, setPanel] = useState<Panel | undefined>();
  const close = (): void => setPanel(undefined);
  return (
    <Page title={say('rules.title', { region: region.name })} about={say('rules.about')}>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && (
        <>
          <Tiers rules={data.tiers} may={may} onPanel={setPanel} />
          <Lines rules={data.lines} may={may} onPanel={setPanel} />
          <Templates templates={data.templates} may={may} onPanel={setPanel} />
        </>
      )}
      {panel?.is === 'tier' && <TierPanel rule={panel.of} onClose={close} />}
      {panel?.is === 'line' && <LinePanel rule={panel.of} position={data?.lines.length ?? 0} onClose={close} />}
      {panel?.is === 'template' && <TemplatePanel template={panel.of} onClose={close} />}
    </Page>
  );
}

/** Whose rule it is: everywhere, or a region by name. */
function useOwner(): (region: string) => string {
  const say = useDeskWords();
  const { data } = useRead(listRegions, {}, { staleTime: 300_000 });
  return (region) => (region === '000000' ? say('rules.everywhere') : (data?.regions.find((one) => one.code === region)?.name ?? region));
}

type Part<T> = { rules: readonly T[]; may: boolean; onPanel: (panel: Panel) => void };

/** Versions of one code, newest first, the one in force before the rest. */
function versions<T extends { region: string; code: string; from: string; to: string | null }>(
  rules: readonly T[],
): { now: T | undefined; key: string; others: readonly T[] }[] {
  const day = today();
  const found = [...Map.groupBy(rules, (rule) => `${rule.region}/${rule.code}`)].map(([key, all]) => {
    const ordered = [...all].sort((a, b) => (a.from < b.from ? 1 : -1));
    const now = ordered.find((rule) => holds(rule, day));
    return { now, key, others: ordered.filter((rule) => rule !== now) };
  });
  // A rule of the region itself takes the place of a wider one as soon as it is in force.
  const inForce = new Map<string, string>();
  for (const { now } of found) if (now) inForce.set(now.code, [inForce.get(now.code) ?? '', now.region].sort().at(-1)!);
  return found.filter(({ now }) => !now || inForce.get(now.code) === now.region);
}

/** Another version than the one in force: until when it was, or from when it will be. */
const useOther = (): ((one: { from: string; to: string | null }, value: string) => string) => {
  const say = useDeskWords();
  return (one, value) =>
    one.from > today()
      ? say('rules.will', { value, from: dayText(one.from) })
      : say('rules.was', { value, from: dayText(one.from), to: one.to ? dayText(one.to) : '' });
};

function Tiers({ rules, may, onPanel }: Part<Reply['tiers'][number]>): ReactElement {
  const say = useDeskWords();
  const pick = usePick();
  const money = lineText;
  const owner = useOwner();
  const other = useOther();
  const all = versions(rules).sort((a, b) => (b.now ?? b.others[0]!).minYuan - (a.now ?? a.others[0]!).minYuan);
  return (
    <Section
      title={say('tiers')}
      note={say('tiers.note')}
      actions={may && <Button onClick={() => onPanel({ is: 'tier', of: undefined })}>{say('tier.new')}</Button>}
    >
      <Scroll label={say('tiers')}>
        <table className="pj-table sz-fold">
          <thead>
            <tr>
              <th scope="col">{say('tier.name')}</th>
              <th scope="col" className="sz-numbers">
                {say('tier.min')}
              </th>
              <th scope="col">{say('since')}</th>
              <th scope="col">{say('rules.of')}</th>
              <th scope="col">{say('rules.past')}</th>
              {may && (
                <th scope="col">
                  <span className="sz-hidden">{say('edit')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {all.map(({ now, key, others }) => {
              const shown = now ?? others[0]!;
              return (
                <tr key={key} className={now ? undefined : 'pj-left'}>
                  <th scope="row">{pick(shown)}</th>
                  <td className="sz-numbers" data-name={say('tier.min')}>
                    {money(shown.minYuan)}
                  </td>
                  <td className="pj-nowrap" data-name={say('since')}>
                    {dayText(shown.from)}
                    {!now && shown.to && ` – ${dayText(shown.to)}`}
                  </td>
                  <td data-name={say('rules.of')}>{owner(shown.region)}</td>
                  <td data-name={say('rules.past')}>
                    {others
                      .filter((one) => one !== shown)
                      .map((one) => (
                        <div key={one.from} className="sz-label">
                          {other(one, money(one.minYuan))}
                        </div>
                      ))}
                  </td>
                  {may && (
                    <td>
                      <button type="button" className="pj-link" onClick={() => onPanel({ is: 'tier', of: shown })}>
                        {say('rules.version')}
                      </button>
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

function Lines({ rules, may, onPanel }: Part<Reply['lines'][number]>): ReactElement {
  const say = useDeskWords();
  const pick = usePick();
  const owner = useOwner();
  const other = useOther();
  const all = versions(rules).sort((a, b) => (a.now ?? a.others[0]!).position - (b.now ?? b.others[0]!).position);
  return (
    <Section
      title={say('lines')}
      note={say('lines.note')}
      actions={may && <Button onClick={() => onPanel({ is: 'line', of: undefined })}>{say('line.new')}</Button>}
    >
      <Scroll label={say('lines')}>
        <table className="pj-table sz-fold">
          <thead>
            <tr>
              <th scope="col">{say('line')}</th>
              <th scope="col">{say('line.industries')}</th>
              <th scope="col">{say('line.words')}</th>
              <th scope="col">{say('since')}</th>
              <th scope="col">{say('rules.of')}</th>
              <th scope="col">{say('rules.past')}</th>
              {may && (
                <th scope="col">
                  <span className="sz-hidden">{say('edit')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {all.map(({ now, key, others }) => {
              const shown = now ?? others[0]!;
              return (
                <tr key={key} className={now ? undefined : 'pj-left'}>
                  <th scope="row">{pick(shown)}</th>
                  <td className="pj-nowrap" data-name={say('line.industries')}>
                    {shown.industryFrom ? `${shown.industryFrom}–${shown.industryTo ?? shown.industryFrom}` : say('line.by.hand')}
                  </td>
                  <td data-name={say('line.words')}>{shown.words || '—'}</td>
                  <td className="pj-nowrap" data-name={say('since')}>
                    {dayText(shown.from)}
                  </td>
                  <td data-name={say('rules.of')}>{owner(shown.region)}</td>
                  <td data-name={say('rules.past')}>
                    {others
                      .filter((one) => one !== shown)
                      .map((one) => (
                        <div key={one.from} className="sz-label">
                          {other(one, pick(one))}
                        </div>
                      ))}
                  </td>
                  {may && (
                    <td>
                      <button type="button" className="pj-link" onClick={() => onPanel({ is: 'line', of: shown })}>
                        {say('rules.version')}
                      </button>
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

function Templates({
  templates,
  may,
  onPanel,
}: {
  templates: Reply['templates'];
  may: boolean;
  onPanel: (panel: Panel) => void;
}): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const owner = useOwner();
  return (
    <Section
      title={say('templates')}
      note={say('templates.note')}
      actions={may && <Button onClick={() => onPanel({ is: 'template', of: undefined })}>{say('template.new')}</Button>}
    >
      {templates.length === 0 && <p className="sz-label">{say('templates.none')}</p>}
      <ul className="pj-rows">
        {templates.map((one) => (
          <li key={one.id}>
            <span className="sz-grow">
              <b>{one.name}</b>{' '}
              <span className="sz-label">
                {one.title} · {one.moneyUnit}
                {one.groupedBy && ` · ${say('template.grouped', { by: word('field', one.groupedBy) })}`} · {owner(one.region)}
              </span>
              <div className="pj-template-columns">{one.columns.map((column) => column.title).join(' | ')}</div>
            </span>
            {may && (
              <button type="button" className="pj-link" onClick={() => onPanel({ is: 'template', of: one })}>
                {say('edit')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
