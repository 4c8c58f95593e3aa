// Templates of plans: those there are with their versions, one opened as a table, each node edited beside it, checked as one goes and saved as a new version.
// What is wrong with a template is told by the rules.
import type { ReactElement } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion, useRegionName } from '../../../ui/session.ts';
import { listTemplates, openTemplate, type TemplateLine } from '../words-templates.ts';
import { TemplateTable } from './template-table.tsx';
import { useWords } from './words.ts';
import { useFileWords } from './words-exchange.ts';
import './plans.css';
import './files.css';

const product = '000000';

export default function Templates(): ReactElement {
  const say = useFileWords();
  const pick = usePick();
  const region = useRegion();
  const [search, change] = useSearch();
  const { data, error, refetch } = useRead(listTemplates, { region: region.code as never });
  const chosen = data?.templates.find((one) => one.code === firstOf(search, 'template')) ?? data?.templates[0];
  const whose = useWhose();
  const words = useWords();
  return (
    <Page title={say('templates')} about={say('templates.about')} path={[{ text: words('plans'), to: '/plans' }]}>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {!data && !error && <div aria-busy="true" />}
      {data && (
        <div className="pl-shelf">
          <nav aria-label={say('templates.choose')} className="sz-screen-only">
            <ul className="pl-shelf-list">
              {data.templates.map((one) => (
                <li key={one.code}>
                  <button
                    type="button"
                    aria-pressed={one === chosen}
                    onClick={() => change({ template: one.code, version: undefined, of: undefined })}
                  >
                    {pick(one.name)}
                    <span className="sz-label">
                      {one.inForce
                        ? `${say('templates.version', { version: one.inForce.version })} · ${whose(one.inForce.region)}`
                        : say('files.nothing')}{' '}
                      · {say('templates.nodes', { count: one.nodes })}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          {chosen && <Opened key={`${chosen.code}${region.code}`} line={chosen} region={region.code} />}
        </div>
      )}
    </Page>
  );
}

/** Whose a template is, in words. */
function useWhose(): (region: string) => string {
  const say = useFileWords();
  const region = useRegion();
  const name = useRegionName();
  return (code) =>
    code === product
      ? say('templates.product')
      : code === region.code
        ? say('templates.own')
        : say('templates.region', { region: name(code) });
}

function Opened({ line, region }: { line: TemplateLine; region: string }): ReactElement {
  const say = useFileWords();
  const may = useMay('plan.template');
  const whose = useWhose();
  const [search, change] = useSearch();
  const wanted = line.versions.find((one) => one.region === firstOf(search, 'of') && String(one.version) === firstOf(search, 'version'));
  const version = wanted ?? line.inForce ?? line.versions[0]!;
  const { data, error, refetch } = useRead(openTemplate, {
    region: region as never,
    code: line.code,
    of: version.region as never,
    version: version.version,
  });
  const newest = Math.max(0, ...line.versions.filter((one) => one.region === region).map((one) => one.version));
  return (
    <div>
      <details className="sz-screen-only">
        <summary>
          {say('templates.versions')} {line.versions.length} · {say('templates.version', { version: version.version })} ·{' '}
          {whose(version.region)} · {say('templates.since', { since: version.since })}
        </summary>
        <ul className="pl-baselines">
          {line.versions.map((one) => (
            <li key={`${one.region}${one.version}`}>
              <button
                type="button"
                className="sz-button-plain pl-link"
                onClick={() => change({ template: line.code, of: one.region, version: String(one.version) })}
              >
                {say('templates.version', { version: one.version })} · {whose(one.region)}
              </button>
              {line.inForce && one.region === line.inForce.region && one.version === line.inForce.version && (
                <span className="pl-mark pl-mark-driving">{say('templates.force')}</span>
              )}
              <div className="sz-label">
                {say('templates.since', { since: one.since })} · {one.by} {one.note}
              </div>
            </li>
          ))}
        </ul>
      </details>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {!may && <p className="sz-label">{say('templates.read')}</p>}
      {may && version.region !== region && <p className="sz-label">{say('templates.copy.note', { whose: whose(version.region) })}</p>}
      {data && (
        <TemplateTable
          key={`${version.region}${version.version}`}
          region={region}
          code={line.code}
          opened={data}
          newest={newest}
          from={version}
          may={may}
          onSaved={(saved) => change({ template: line.code, of: region, version: String(saved) })}
        />
      )}
    </div>
  );
}
