// Every definition in force, readable and printable.
import type { ReactElement } from 'react';
import { useRead } from '../../../ui/call.ts';
import { useLanguage } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { definitions } from '../words.ts';
import { useWords } from './words.ts';
import './dashboard.css';

export default function Definitions(): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const { data, error } = useRead(definitions, {});
  return (
    <Page title={say('definitions')} about={say('definitions.about')}>
      {error && <ErrorNote error={error} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a page without links still scrolls by the keyboard */}
      <section className="figures-scroll" tabIndex={0} aria-label={say('definitions')}>
        <table className="figures-table figures-definitions">
          <thead>
            <tr>
              <th scope="col">{say('definitions.id')}</th>
              <th scope="col">{say('definitions.version')}</th>
              <th scope="col">{say('definitions.from')}</th>
              <th scope="col">{say('definitions.words')}</th>
              <th scope="col">{say('definitions.formula')}</th>
            </tr>
          </thead>
          <tbody>
            {data?.definitions.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <code>{one.id}</code>
                </th>
                <td>{one.version}</td>
                <td>{one.from}</td>
                <td>{one[language]}</td>
                <td>
                  <code>{one.formula}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Page>
  );
}
