// Two regimes side by side on the same cases: what is different in words, and where each application would stand.
import type { ReactElement } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import { useRegion } from '../../../ui/session.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { stateWords } from '../words.ts';
import { compareRegimes, type listRegimes, type Under } from '../words-regimes.ts';
import { useRegimeName } from './regime-preview.tsx';
import { useWords } from './words.ts';

type Board = ReplyOf<typeof listRegimes>;
type Row = Board['regimes'][number];

export function Compare({ data }: { data: Board }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const region = useRegion();
  const [search, change] = useSearch();
  const called = useRegimeName(data);
  const names = data.regimes.filter((one) => one.withdrawn === null).map((one) => `${one.region}/${one.code}@${one.version}`);
  const inspection = data.regimes.find((one) => one.mode === 'inspection' && !one.withdrawn);
  const filing = data.regimes.find((one) => one.mode === 'filing' && !one.withdrawn);
  const nameOf = (one: Row | undefined): string | undefined => one && `${one.region}/${one.code}@${one.version}`;
  const a = firstOf(search, 'a') ?? nameOf(inspection) ?? names[0]!;
  const b = firstOf(search, 'b') ?? nameOf(filing) ?? names[1]!;
  const { data: reply, error } = useRead(compareRegimes, { region: region.code as never, a, b }, { keepPrevious: true });
  const choice = (name: 'a' | 'b', value: string): ReactElement => (
    <label>
      <span className="sz-label">{say(`regimes.${name}`)}</span>
      <select className="sz-input" value={value} onChange={(event) => change({ [name]: event.target.value })}>
        {data.regimes
          .filter((one) => one.withdrawn === null)
          .map((one) => (
            <option key={nameOf(one)} value={nameOf(one)}>
              {called(one)}
            </option>
          ))}
      </select>
    </label>
  );
  const told = (one: Under): string =>
    !one.applies
      ? say('regimes.not')
      : [
          pick(stateWords[one.state]),
          ...(one.stepsLeft > 0 ? [say('regimes.steps', { steps: one.stepsLeft })] : []),
          ...(one.filedBy ? [say('regimes.by', { day: one.filedBy })] : []),
        ].join(' · ');
  return (
    <Section title={say('regimes.compare')}>
      <div className="rs-tools rg-two">
        {choice('a', a)}
        {choice('b', b)}
      </div>
      {error && <ErrorNote error={error} />}
      {reply && (
        <>
          <p>{say('regimes.compared', { compared: reply.compared, different: reply.different })}</p>
          <ul>
            {reply.differences.map((one) => (
              <li key={one.zh}>{pick(one)}</li>
            ))}
          </ul>
          {reply.cases.length > 0 && (
            <table className="rs-table">
              <thead>
                <tr>
                  <th scope="col">{say('col.enterprise')}</th>
                  <th scope="col">{called(reply.a)}</th>
                  <th scope="col">{called(reply.b)}</th>
                </tr>
              </thead>
              <tbody>
                {reply.cases
                  .filter((one) => one.different)
                  .slice(0, 100)
                  .map((one) => (
                    <tr key={one.case}>
                      <th scope="row">{one.enterprise}</th>
                      <td data-label={called(reply.a)}>{told(one.a)}</td>
                      <td data-label={called(reply.b)}>{told(one.b)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </Section>
  );
}
