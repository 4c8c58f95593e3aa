// The figures of the text against the register: declared, computed, difference. Every computed value is a Figure that opens to its definition,
// its rows and their cells; what nobody reported stays unreported.
import { type ReactElement, useMemo } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Figure } from '../../../ui/kit/Figure.tsx';
import { FilterTabs } from '../../../ui/kit/FilterChips.tsx';
import { useRegionName, useSession, useYear } from '../../../ui/session.ts';
import { compareManuscript, type ManuscriptReply, type RegisterLine } from '../words.ts';
import { en } from './words.en.ts';
import { useWords } from './words.ts';
import { zh } from './words.zh.ts';
import './findings.css';
import './register.css';

type State = 'agrees' | 'differs' | 'unreported';
const stateOf = (line: RegisterLine): State => (line.of.value === null ? 'unreported' : line.agrees ? 'agrees' : 'differs');
const order: readonly State[] = ['differs', 'unreported', 'agrees'];

export function Register({ of, onShow }: { of: ManuscriptReply; onShow: (statement: string) => void }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const usual = useYear();
  const nameOf = useRegionName();
  const { years } = useSession();
  const [search, change] = useSearch();
  const year = Number(firstOf(search, 'of')) || (of.year ?? usual);
  const state = firstOf(search, 'register') as State | undefined;
  const { data, error, refetch, isPending } = useRead(compareManuscript, { region: of.region, id: of.id, year }, { keepPrevious: true });
  const lines = useMemo(
    () =>
      order
        .flatMap((one) => (data?.lines ?? []).filter((line) => stateOf(line) === one))
        .filter((line) => state === undefined || stateOf(line) === state),
    [data, state],
  );
  const count = (of: State): number => (data?.lines ?? []).filter((line) => stateOf(line) === of).length;
  const offered = [...new Set([...years, year])].sort((a, b) => b - a);
  return (
    <div className="pf-findings">
      <div className="pf-findings-bar">
        <label className="pf-register-year">
          <span className="sz-label">{say('register.year')}</span>
          <select className="sz-select" value={year} onChange={(event) => change({ of: event.target.value })}>
            {offered.map((one) => (
              <option key={one} value={one}>
                {say('year.of', { year: one })}
              </option>
            ))}
          </select>
        </label>
        {data && (
          <FilterTabs
            name="register"
            label={say('register')}
            options={[
              { value: undefined, words: { zh: zh['state.all'], en: en['state.all'] }, count: data.lines.length },
              { value: 'differs', words: { zh: zh['register.differs'], en: en['register.differs'] }, count: count('differs') },
              { value: 'unreported', words: { zh: zh['register.unreported'], en: en['register.unreported'] }, count: count('unreported') },
              { value: 'agrees', words: { zh: zh['register.agrees'], en: en['register.agrees'] }, count: count('agrees') },
            ]}
          />
        )}
      </div>
      <div className="pf-findings-list">
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {isPending && <p className="pf-findings-none sz-label">{say('register.asking')}</p>}
        {data && data.lines.length === 0 && <Empty text={say('register.none', { region: nameOf(of.region, of.regionName), year })} />}
        {lines.length > 0 && (
          <table className="pf-register">
            <caption className="sz-hidden">
              {say('register.caption', { region: nameOf(of.region, of.regionName), year: data?.year ?? year })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{say('register.declared')}</th>
                <th scope="col">{say('register.computed')}</th>
                <th scope="col">{say('register.difference')}</th>
              </tr>
            </thead>
            {lines.map((line, index) => {
              const now = stateOf(line);
              return (
                <tbody key={`${line.statement}:${index}`} className={`pf-register-${now}`}>
                  <tr>
                    <th scope="rowgroup" colSpan={3}>
                      <button type="button" className="pf-link" onClick={() => onShow(line.statement)}>
                        {[line.place, pick(line.words)].filter(Boolean).join(' · ')}
                      </button>
                    </th>
                  </tr>
                  <tr>
                    <td>
                      {line.declared} <span className="sz-label">{line.unit}</span>
                    </td>
                    <td>
                      <Figure figure={line.of} label={pick(line.words)} size="line" />
                    </td>
                    <td>
                      {now === 'unreported' ? (
                        <span className="sz-quiet">○ {say('register.unreported')}</span>
                      ) : now === 'agrees' ? (
                        <span className="pf-ok">✓ {say(line.rounded ? 'register.rounded' : 'register.same')}</span>
                      ) : (
                        <b className="pf-register-off">
                          ≠ {line.difference} <span className="sz-label">{line.unit}</span>
                        </b>
                      )}
                    </td>
                  </tr>
                </tbody>
              );
            })}
          </table>
        )}
        {data && data.lines.length > 0 && (
          <p className="pf-register-foot sz-label">
            {say('register.asof', { at: instantText(data.asOf) })}
            {data.unmatched.length > 0 && ` · ${say('register.unmatched', { count: data.unmatched.length })}`}
          </p>
        )}
      </div>
    </div>
  );
}
