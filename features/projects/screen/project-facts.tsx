// Who and what a project is: names, code, owner, place, industry, content, contact, relatives and neighbours.
import { Button } from 'antd';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { useWrite } from '../../../ui/call.ts';
import { dayText, instantText, preciseText, usePick } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { Facts, Section } from '../../../ui/kit/Page.tsx';
import { SchematicMap } from '../../../ui/kit/SchematicMap.tsx';
import { useMay, useRegionName } from '../../../ui/session.ts';
import { projectCode } from '../../../vocabulary/codes.ts';
import { type Project, revealContact } from '../words.ts';
import { Money, useMoneyText } from './money.tsx';
import { useTerm } from './term.ts';
import { Traced } from './trace.tsx';
import { useWords } from './words.ts';

export function Identity({ project }: { project: Project }): ReactElement {
  const say = useWords();
  const word = useTerm();
  const pick = usePick();
  const regionName = useRegionName();
  const none = <span className="pj-none">{say('none.value')}</span>;
  const checked = project.code ? projectCode(project.code) : undefined;
  return (
    <Section title={say('facts')} note={say('facts.note')}>
      <div className="sz-panel sz-panel-body">
        <Facts
          items={[
            {
              name: say('code'),
              value: (
                <>
                  {project.code ? <Traced field="code">{project.code}</Traced> : none}
                  {checked && (
                    <div className="sz-label">{checked.ok ? say(checked.form === 'new' ? 'code.new' : 'code.old') : say('code.bad')}</div>
                  )}
                </>
              ),
            },
            {
              name: say('owner'),
              value: (
                <>
                  {project.owner?.name ? <Traced field="owner">{project.owner?.name}</Traced> : none}
                  {project.owner?.creditCode && <div className="sz-label">{project.owner.creditCode}</div>}
                </>
              ),
            },
            {
              name: say('place'),
              value: (
                <>
                  {project.place ? <Traced field="place">{project.place}</Traced> : none}
                  <div className="sz-label">
                    {regionName(project.region, project.regionName)}
                    {project.longitude !== null && project.latitude !== null && ` · ${project.longitude}°E ${project.latitude}°N`}
                  </div>
                </>
              ),
            },
            {
              name: say('industry'),
              value: (
                <>
                  {project.industry ? <Traced field="industry">{`${project.industry.code} ${project.industry.name}`}</Traced> : none}
                  <div className="sz-label">{project.line ? say('line.of', { line: pick(project.line) }) : ''}</div>
                </>
              ),
            },
            {
              name: say('kind'),
              value: project.constructionKind ? (
                <Traced field="constructionKind">{word('constructionKind', project.constructionKind)}</Traced>
              ) : (
                none
              ),
            },
            {
              name: say('span'),
              value: (
                <>
                  {project.start ? <Traced field="start">{preciseText(project.start)}</Traced> : none} –{' '}
                  {project.finish ? <Traced field="finish">{preciseText(project.finish)}</Traced> : none}
                </>
              ),
            },
            { name: say('funding'), value: project.funding ? <Traced field="funding">{project.funding}</Traced> : none },
            {
              name: say('names.former'),
              value:
                project.formerNames.length === 0 ? (
                  none
                ) : (
                  <ul className="pj-plain">
                    {project.formerNames.map((one) => (
                      <li key={one.name + one.kind}>
                        {one.name}{' '}
                        <span className="sz-label">
                          {one.kind === 'former'
                            ? one.until
                              ? say('names.until', { until: dayText(one.until) })
                              : say('names.was')
                            : say('names.alias')}
                        </span>
                      </li>
                    ))}
                  </ul>
                ),
            },
          ]}
        />
      </div>
    </Section>
  );
}

export function Content({ project }: { project: Project }): ReactElement {
  const say = useWords();
  return (
    <Section title={say('content')}>
      <div className="sz-panel sz-panel-body pj-content">
        <div>
          <Traced field="content">
            <span className="pj-prose">{project.content || say('content.none')}</span>
          </Traced>
          {project.note && (
            <p className="pj-note">
              <span className="sz-label">{say('note')} </span>
              <Traced field="note">{project.note}</Traced>
            </p>
          )}
        </div>
        {project.capacities.length > 0 && (
          <table className="pj-table pj-capacities">
            <thead>
              <tr>
                <th scope="col">{say('capacity')}</th>
                <th scope="col" className="sz-numbers">
                  {say('capacity.value')}
                </th>
              </tr>
            </thead>
            <tbody>
              {project.capacities.map((one) => (
                <tr key={one.name}>
                  <th scope="row">{one.name}</th>
                  <td className="sz-numbers">
                    {one.value} {one.unit}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Section>
  );
}

/** Masked for everybody; shown for a stated purpose, on record, and hidden again when the page is left. */
export function Contact({ project }: { project: Project }): ReactElement {
  const say = useWords();
  const id = useId();
  const may = useMay('project.reveal-contact');
  const [asking, setAsking] = useState(false);
  const [purpose, setPurpose] = useState('');
  const reveal = useWrite(revealContact, { stale: [] });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (purpose.trim().length >= 4)
      reveal.mutate(
        { region: project.region as never, id: project.id as never, purpose: purpose.trim() },
        { onSuccess: () => setAsking(false) },
      );
  };
  return (
    <Section title={say('contact')}>
      {project.contact === null ? (
        <p className="sz-label">{say('contact.none')}</p>
      ) : (
        <>
          <p className="pj-contact">
            {reveal.data ? (
              <>
                <b>{reveal.data.name}</b> <a href={`tel:${reveal.data.phone}`}>{reveal.data.phone}</a>
              </>
            ) : (
              <>
                <b>{project.contact.name}</b> {project.contact.phone}
              </>
            )}
          </p>
          {reveal.data && <p className="sz-label">{say('contact.until', { until: instantText(reveal.data.until) })}</p>}
          {may && !reveal.data && !asking && (
            <button
              type="button"
              className="pj-link sz-screen-only"
              onClick={() => {
                setAsking(true);
                requestAnimationFrame(() => document.getElementById(id)?.focus());
              }}
            >
              {say('contact.reveal')}
            </button>
          )}
          {asking && !reveal.data && (
            <form className="pj-ask" onSubmit={submit}>
              <label htmlFor={id}>{say('contact.purpose')}</label>
              <input id={id} className="pj-input" value={purpose} maxLength={200} onChange={(event) => setPurpose(event.target.value)} />
              <Button htmlType="submit" type="primary" loading={reveal.isPending} disabled={purpose.trim().length < 4}>
                {say('contact.show')}
              </Button>
              <Button onClick={() => setAsking(false)}>{say('cancel')}</Button>
            </form>
          )}
        </>
      )}
    </Section>
  );
}

export function Relatives({ project }: { project: Project }): ReactElement | null {
  const say = useWords();
  if (!project.parent && project.children.length === 0) return null;
  return (
    <Section title={say('relatives')}>
      <ul className="pj-plain">
        {project.parent && (
          <li>
            <span className="sz-label">{say('relatives.parent')} </span>
            <Go to={`/projects/${project.region}/${project.parent.id}`}>{project.parent.name}</Go>
          </li>
        )}
        {project.children.map((child) => (
          <li key={child.id}>
            <Go to={`/projects/${project.region}/${child.id}`}>{child.name}</Go> <Money yuan={child.totalYuan} unit />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The projects of the same county by place: tiles say who belongs where, not how far apart they are. */
export function Neighbours({ project }: { project: Project }): ReactElement | null {
  const say = useWords();
  const regionName = useRegionName();
  const money = useMoneyText();
  if (project.neighbours.length === 0) return null;
  const places = new Map<string, typeof project.neighbours>();
  for (const one of project.neighbours)
    places.set(one.place || say('none.value'), [...(places.get(one.place || say('none.value')) ?? []), one]);
  const own = project.place || say('none.value');
  if (!places.has(own)) places.set(own, []);
  const tiles = [...places].sort(([a], [b]) => Number(b === own) - Number(a === own));
  return (
    <Section title={say('neighbours')}>
      <SchematicMap
        title={say('neighbours.title', { region: regionName(project.region, project.regionName) })}
        unit="yuan"
        tiles={tiles.map(([place, others]) => ({
          code: place,
          name: place === own ? say('neighbours.own', { place }) : place,
          value: others.reduce((sum, one) => sum + (one.totalYuan ?? 0), place === own ? (project.totalYuan ?? 0) : 0),
          note: (
            <>
              {place === own && <b className="pj-neighbour">{project.name}</b>}
              {others.map((one) => (
                <Go
                  key={one.id}
                  className="pj-neighbour"
                  to={`/projects/${project.region}/${one.id}`}
                  label={`${one.name} ${money(one.totalYuan)}`}
                >
                  {one.name}
                </Go>
              ))}
            </>
          ),
        }))}
      />
    </Section>
  );
}
