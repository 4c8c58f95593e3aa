// What a file comes to, shown before it comes in: its size and how much of it is taken, the nodes it makes, what is left out, where its days differ.
import { type ReactElement, useState } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import type { BringLevel, DayDifference, FileLook } from '../words-exchange.ts';
import { useFileWords } from './words-exchange.ts';

const shownFirst = 12;

export function LookTable({ look, busy, onLevel }: { look: FileLook; busy: boolean; onLevel: (level: BringLevel) => void }): ReactElement {
  const say = useFileWords();
  return (
    <div className="pl-look" aria-busy={busy}>
      <p>
        <b>{look.file}</b> {look.title && <span className="sz-label">{look.title}</span>}
        <br />
        {say('files.found', { tool: say(`files.tool.${look.tool}`), ...look.counts })}
        {look.own && <span className="pl-mark">{say('files.own')}</span>}
      </p>
      {look.levels.length > 1 && (
        <fieldset className="pl-levels">
          <legend>{say('files.level')}</legend>
          {look.levels.map((one) => (
            <label key={one.level}>
              <input type="radio" name="level" checked={one.level === look.level} onChange={() => onLevel(one.level)} />{' '}
              {say(`files.level.${one.level}`, { count: one.nodes })}
            </label>
          ))}
          <span className="sz-label">{say('files.most', { count: look.most })}</span>
        </fieldset>
      )}
      {look.beside && <Beside beside={look.beside} />}
      <h3>{say('files.nodes', { nodes: look.nodes.length, links: look.links })}</h3>
      <Nodes look={look} />
      <h3>{say('files.left')}</h3>
      {look.leftOut.length === 0 && <p className="sz-label">{say('files.left.none')}</p>}
      <ul className="pl-left">
        {look.leftOut.map((one) => (
          <li key={one.what}>
            {say(`left.${one.what}`)} <span className="pl-mark">{say('files.left.count', { count: one.count })}</span>
            {one.names.length > 0 && (
              <div className="sz-label">
                {one.names.join('、')}
                {one.count > one.names.length && ' …'}
              </div>
            )}
          </li>
        ))}
      </ul>
      <h3>{say('files.diff')}</h3>
      <Differences rows={look.differences} agree={look.agree} asOf={look.asOf} />
      {look.stored && look.stored.different > 0 && <Stored stored={look.stored} />}
    </div>
  );
}

function More({ rows, all, onAll }: { rows: number; all: boolean; onAll: () => void }): ReactElement | null {
  const say = useFileWords();
  if (all || rows <= shownFirst) return null;
  return (
    <button type="button" className="sz-button-plain pl-link" onClick={onAll}>
      {say('files.more', { count: rows })}
    </button>
  );
}

function Nodes({ look }: { look: FileLook }): ReactElement {
  const say = useFileWords();
  const [all, setAll] = useState(false);
  const rows = all ? look.nodes : look.nodes.slice(0, shownFirst);
  return (
    <div className="pl-scroll">
      <table className="pl-table">
        <thead>
          <tr>
            <th scope="col">{say('templates.col.code')}</th>
            <th scope="col">{say('templates.col.node')}</th>
            <th scope="col">{say('files.duty')}</th>
            <th scope="col">{say('files.days')}</th>
            <th scope="col">{say('files.after')}</th>
            <th scope="col">{say('files.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.code}>
              <td data-label={say('templates.col.code')} className="pl-day">
                {one.code}
              </td>
              <th scope="row">
                {one.name}
                {one.promise && <span className="pl-mark">{say('files.promised.mark')}</span>}
              </th>
              <td data-label={say('files.duty')}>{one.organisation || say('files.nothing')}</td>
              <td data-label={say('files.days')} className="pl-day">
                {one.days} {say(one.unit === 'working' ? 'unit.working' : 'unit.calendar')}
              </td>
              <td data-label={say('files.after')} className="pl-codes">
                {one.after || say('files.nothing')}
              </td>
              <td data-label={say('files.theirs')} className="pl-day">
                {one.start && one.start !== one.finish ? `${one.start} → ${one.finish ?? ''}` : (one.finish ?? say('files.nothing'))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More rows={look.nodes.length} all={all} onAll={() => setAll(true)} />
    </div>
  );
}

/** Days of a file beside ours, each difference with the rule behind it. */
export function Differences({ rows, agree, asOf }: { rows: readonly DayDifference[]; agree: number; asOf: string }): ReactElement {
  const say = useFileWords();
  const pick = usePick();
  const [all, setAll] = useState(false);
  if (rows.length === 0) return <p className="sz-label">{say('files.diff.all')}</p>;
  const told = (days: number | null): string =>
    days === null || days === 0
      ? say('files.days.same')
      : days > 0
        ? say('files.days.later', { count: days })
        : say('files.days.earlier', { count: -days });
  return (
    <>
      <p className="sz-label">{say('files.diff.note', { agree, count: rows.length, asOf })}</p>
      <div className="pl-scroll">
        <table className="pl-table">
          <thead>
            <tr>
              <th scope="col">{say('templates.col.node')}</th>
              <th scope="col">{say('files.theirs')}</th>
              <th scope="col">{say('files.ours')}</th>
              <th scope="col">{say('files.diff.days')}</th>
              <th scope="col">{say('files.why')}</th>
            </tr>
          </thead>
          <tbody>
            {(all ? rows : rows.slice(0, shownFirst)).map((row) => (
              <tr key={row.code}>
                <th scope="row">{pick(row.name)}</th>
                <td data-label={say('files.theirs')} className="pl-day">
                  {row.theirs ?? say('files.nothing')}
                </td>
                <td data-label={say('files.ours')} className="pl-day">
                  {row.ours ?? say('files.nothing')}
                </td>
                <td data-label={say('files.diff.days')} className="pl-day">
                  {told(row.workingDays)}
                </td>
                <td data-label={say('files.why')}>{pick(row.why)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <More rows={rows.length} all={all} onAll={() => setAll(true)} />
    </>
  );
}

function Stored({ stored }: { stored: NonNullable<FileLook['stored']> }): ReactElement {
  const say = useFileWords();
  const pick = usePick();
  return (
    <details className="pl-stored">
      <summary>{say('files.stored', { count: stored.different })}</summary>
      <ul className="pl-left">
        {stored.rows.map((row) => (
          <li key={`${row.activity}${row.why.zh}`}>
            <b>{row.activity}</b> {pick(row.why)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Beside({ beside }: { beside: NonNullable<FileLook['beside']> }): ReactElement {
  const say = useFileWords();
  const { same, changed, added, missing } = beside;
  return (
    <div className="pl-beside">
      <p>{say('files.beside', { same, changed: changed.length, added: added.length, missing: missing.length })}</p>
      {changed.length > 0 && (
        <ul className="pl-left">
          {changed.map((one) => (
            <li key={one.code}>
              <b>{one.name}</b> {one.fields.map((field) => say(`field.${field}` as 'field.days')).join('、')}
            </li>
          ))}
        </ul>
      )}
      {added.length > 0 && (
        <p className="sz-label">
          {say('files.added')}：{added.join('、')}
        </p>
      )}
      {missing.length > 0 && (
        <p className="sz-label">
          {say('files.missing')}：{missing.join('、')}
        </p>
      )}
    </div>
  );
}
