// Templates: those a region may use, each with its versions; editing one makes the next version, editing the product's makes one's own. The
// preview shows at once what it comes to with the books of the year.
import { Button } from 'antd';
import { type ReactElement, useId, useRef, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion, useYear } from '../../../ui/session.ts';
import { type BulletinKind, kindWords } from '../words.ts';
import { listTemplates, previewTemplate, saveTemplate, type TemplateReply, templateVersions } from '../words-templates.ts';
import { useRested } from './draft.tsx';
import { Field } from './field.tsx';
import { type Insert, PartFields } from './fields.tsx';
import { Paper } from './paper.tsx';
import { useWords } from './words.ts';
import './bulletins.css';

const keyOf = (one: Pick<TemplateReply, 'region' | 'kind' | 'code'>): string => `${one.region}.${one.kind}.${one.code}`;

export default function Templates(): ReactElement {
  const say = useWords();
  const pick = usePick();
  const region = useRegion();
  const [search, change] = useSearch();
  const { data, error, refetch } = useRead(listTemplates, { region: region.code as never });
  const wantedKind = firstOf(search, 'kind');
  const list = data?.templates ?? [];
  const chosen =
    list.find((one) => keyOf(one) === firstOf(search, 'template')) ??
    list.find((one) => one.kind === wantedKind && one.own) ??
    list.find((one) => one.kind === wantedKind) ??
    list[0];
  return (
    <Page
      title={say('templates')}
      about={say('templates.about')}
      path={[{ text: say('title'), to: '/bulletins' }]}
      actions={<Button onClick={() => window.print()}>{say('print')}</Button>}
    >
      {error && <ErrorNote error={error} onRetry={refetch} />}
      <nav className="bl-templates sz-screen-only" aria-label={say('templates.choose')}>
        {list.map((one) => (
          <button
            key={keyOf(one)}
            type="button"
            className="bl-template"
            aria-pressed={chosen !== undefined && keyOf(one) === keyOf(chosen)}
            onClick={() => change({ template: keyOf(one), kind: undefined })}
          >
            <b>{one.name}</b>
            <span className="sz-label">
              {pick(kindWords[one.kind])} ·{' '}
              {one.region === '000000' ? say('templates.product') : say('templates.own', { region: one.own ? region.name : one.region })} ·{' '}
              {say('templates.version', { version: one.version })}
            </span>
          </button>
        ))}
      </nav>
      {chosen && <Editor key={`${keyOf(chosen)}.${chosen.version}.${region.code}`} template={chosen} region={region} />}
    </Page>
  );
}

function Editor({ template, region }: { template: TemplateReply; region: { code: string; name: string } }): ReactElement {
  const say = useWords();
  const year = useYear();
  const may = useMay('bulletin.template');
  const [, change] = useSearch();
  const [parts, setParts] = useState(template.parts);
  const [name, setName] = useState(template.own ? template.name : template.name.replace(/（.*）$/, ''));
  const [code, setCode] = useState(template.own ? template.code : `own-${template.kind}`);
  const [since, setSince] = useState<string>(template.since);
  const [note, setNote] = useState('');
  const id = useId();
  const insert = useRef<Insert | null>(null);
  const rested = useRested(parts, 500);
  const preview = useRead(
    previewTemplate,
    { region: region.code as never, kind: template.kind as BulletinKind, year, parts: { ...rested, title: rested.title || '　' } },
    { keepPrevious: true },
  );
  const versions = useRead(templateVersions, { region: region.code as never, kind: template.kind as BulletinKind, code: template.code });
  const save = useWrite(saveTemplate, {
    done: (reply) => ({ zh: `已存为第${reply.version}版`, en: `Saved as version ${reply.version}` }),
    onDone: (reply) => change({ template: keyOf(reply), kind: undefined }),
  });
  return (
    <div className={may ? 'bl-desk' : 'bl-desk bl-desk-one'}>
      {may && (
        <form
          className="bl-write sz-screen-only"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({
              region: region.code as never,
              kind: template.kind as BulletinKind,
              code,
              name,
              parts,
              since: since as never,
              note,
              from: template.own ? template.version : 0,
            });
          }}
        >
          <div className="bl-pairs">
            <Field label={say('templates.new.name')} value={name} onChange={setName} />
            {!template.own && <Field label={say('templates.code')} hint={say('templates.code.help')} value={code} onChange={setCode} />}
          </div>
          <PartFields parts={parts} mistakes={preview.data?.mistakes ?? []} insert={insert} onChange={setParts} />
          <div className="bl-pairs">
            <div className="bl-field">
              <label htmlFor={`${id}-since`}>{say('templates.since')}</label>
              <DayInput id={`${id}-since`} value={since} onChange={setSince} />
            </div>
            <Field label={say('templates.note')} value={note} onChange={setNote} />
          </div>
          <Button
            type="primary"
            htmlType="submit"
            loading={save.isPending}
            disabled={name.trim() === '' || (preview.data?.mistakes.length ?? 0) > 0}
          >
            {say(template.own ? 'templates.save' : 'templates.copy', { region: region.name })}
          </Button>
        </form>
      )}
      <section className="bl-preview" aria-label={say('preview.label')} aria-busy={preview.isFetching}>
        {!may && <p className="sz-label">{say('templates.read')}</p>}
        <p className="sz-label sz-screen-only">{say('templates.preview', { year })}</p>
        {preview.error && <ErrorNote error={preview.error} />}
        {preview.data && <Paper paper={preview.data.paper} figures={preview.data.figures} />}
        <div className="sz-screen-only bl-versions">
          <h2>{say('templates.versions')}</h2>
          <ul>
            {(versions.data?.versions ?? [])
              .filter((one) => one.region === template.region)
              .map((one) => (
                <li key={one.version}>
                  <b>{say('templates.version', { version: one.version })}</b>{' '}
                  <span className="sz-label">
                    {say('templates.version.by', { since: one.since, by: one.by })} {one.note}
                  </span>{' '}
                  <button type="button" className="sz-button-plain bl-link" onClick={() => setParts(one.parts)}>
                    {say('templates.show')}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      </section>
    </div>
  );
}
