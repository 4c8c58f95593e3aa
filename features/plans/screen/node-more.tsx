// More of one node: what it waits for, its stage and stream, a day of its own that it is promised for, photographs of the site. Each is a form that opens
// where it is needed; what a change asks for is decided by the rules.
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, type ReactNode, useState } from 'react';
import { call, useWrite } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { DayUnit, editNode, Guarantee, LinkType, type PlanLink, type PlanNode, type PlanReply, Stream, setLinks } from '../words.ts';
import { addNodePhoto, promiseNode } from '../words-changes.ts';
import { DayField } from './day-field.tsx';
import { useFormWords } from './words-forms.ts';

type Of = { plan: PlanReply; node: PlanNode; mayEdit: boolean };
const at = (plan: PlanReply, node: PlanNode) => ({
  region: plan.region as never,
  project: plan.projectId as never,
  code: node.code,
  version: plan.version,
});

export function NodeMore({ plan, node, mayEdit }: Of): ReactElement {
  return (
    <>
      <Waits key={`w${node.code}${plan.version}`} plan={plan} node={node} mayEdit={mayEdit} />
      <OwnPromise key={`p${node.code}${plan.version}`} plan={plan} node={node} mayEdit={mayEdit} />
      <Place key={`s${node.code}${plan.version}`} plan={plan} node={node} mayEdit={mayEdit} />
      <Photos key={`f${node.code}${plan.version}`} plan={plan} node={node} mayEdit={mayEdit} />
    </>
  );
}

function Part({ title, edit, children }: { title: string; edit?: { text: string; form: ReactNode } | undefined; children: ReactNode }) {
  return (
    <section className="pl-form">
      <h3>{title}</h3>
      {children}
      {edit && (
        <details className="pl-more">
          <summary>{edit.text}</summary>
          {edit.form}
        </details>
      )}
    </section>
  );
}

function Waits({ plan, node, mayEdit }: Of): ReactElement {
  const say = useFormWords();
  const pick = usePick();
  const into = plan.links.filter((link) => link.to === node.code);
  const name = (code: string): string => {
    const one = plan.nodes.find((other) => other.code === code);
    return one ? pick(one.name) : code;
  };
  return (
    <Part
      title={say('links')}
      edit={
        mayEdit && node.actual === null ? { text: say('links.edit'), form: <LinksForm plan={plan} node={node} into={into} /> } : undefined
      }
    >
      {into.length === 0 && <p className="sz-label">{say('links.none')}</p>}
      <ul className="pl-waits">
        {into.map((link) => (
          <li key={`${link.from}${link.type}`}>
            {name(link.from)}
            <span className="sz-label">
              {' '}
              {say(`type.${link.type}`)}
              {link.lag !== 0 && ` ${link.lag > 0 ? '+' : ''}${link.lag} ${say(`unit.${link.unit}`)}`}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

type Row = Omit<PlanLink, 'to' | 'lag'> & { lag: string; id: number };

function LinksForm({ plan, node, into }: { plan: PlanReply; node: PlanNode; into: readonly PlanLink[] }): ReactElement {
  const say = useFormWords();
  const pick = usePick();
  const [rows, setRows] = useState<Row[]>(() => into.map((link, id) => ({ ...link, lag: String(link.lag), id })));
  const [reason, setReason] = useState('');
  const write = useWrite(setLinks, { done: { zh: '前后关系已保存', en: 'The links are saved' }, quiet: true });
  const change = (id: number, set: Partial<Row>): void => setRows(rows.map((row) => (row.id === id ? { ...row, ...set } : row)));
  const others = plan.nodes.filter((one) => one.code !== node.code);
  return (
    <form
      className="pl-links"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({
          ...at(plan, node),
          links: rows.filter((row) => row.from !== '').map(({ from, type, lag, unit }) => ({ from, type, lag: Number(lag) || 0, unit })),
          reason,
        });
      }}
    >
      {rows.map((row) => (
        <fieldset key={row.id}>
          <legend className="sz-hidden">{say('links')}</legend>
          <select
            className="sz-input"
            aria-label={say('link.from')}
            value={row.from}
            onChange={(event) => change(row.id, { from: event.target.value })}
          >
            <option value="">{say('node.pick')}</option>
            {others.map((one) => (
              <option key={one.code} value={one.code}>
                {pick(one.name)}
              </option>
            ))}
          </select>
          <select
            className="sz-input"
            aria-label={say('link.type')}
            value={row.type}
            onChange={(event) => change(row.id, { type: LinkType.parse(event.target.value) })}
          >
            {LinkType.options.map((one) => (
              <option key={one} value={one}>
                {say(`type.${one}`)}
              </option>
            ))}
          </select>
          <input
            className="sz-input"
            aria-label={say('link.lag')}
            inputMode="numeric"
            value={row.lag}
            onChange={(event) => change(row.id, { lag: event.target.value })}
          />
          <select
            className="sz-input"
            aria-label={say('node.unit')}
            value={row.unit}
            onChange={(event) => change(row.id, { unit: DayUnit.parse(event.target.value) })}
          >
            {DayUnit.options.map((one) => (
              <option key={one} value={one}>
                {say(`unit.${one}`)}
              </option>
            ))}
          </select>
          <Button size="small" onClick={() => setRows(rows.filter((one) => one.id !== row.id))}>
            {say('link.remove')}
          </Button>
        </fieldset>
      ))}
      <Button
        size="small"
        onClick={() =>
          setRows([...rows, { id: Math.max(-1, ...rows.map((one) => one.id)) + 1, from: '', type: 'FS', lag: '0', unit: 'working' }])
        }
      >
        {say('links.add')}
      </Button>
      <label>
        {say('reason.optional')}
        <input className="sz-input" value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {write.error && <ErrorNote error={write.error} />}
      <Button htmlType="submit" type="primary" loading={write.isPending}>
        {say('links.save')}
      </Button>
    </form>
  );
}

function OwnPromise({ plan, node, mayEdit }: Of): ReactElement {
  const say = useFormWords();
  const [day, setDay] = useState(node.ownPromise?.day ?? '');
  const [reason, setReason] = useState('');
  const write = useWrite(promiseNode, { done: { zh: '已保存', en: 'Saved' }, quiet: true });
  const form = (
    <form
      className="pl-links"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({ ...at(plan, node), day: day === '' ? null : (day as never), reason });
      }}
    >
      <DayField name={say('promise.day')} value={day} onChange={setDay} />
      <label>
        {say('reason')}
        <input className="sz-input" value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {write.error && <ErrorNote error={write.error} />}
      <Button htmlType="submit" type="primary" loading={write.isPending} disabled={reason.trim().length < 4}>
        {say('save')}
      </Button>
    </form>
  );
  return (
    <Part title={say('promise')} edit={mayEdit && node.actual === null ? { text: say('promise.edit'), form } : undefined}>
      <p className={node.ownPromise ? undefined : 'sz-label'}>
        {node.ownPromise ? say('promise.told', node.ownPromise) : say('promise.none')}
      </p>
    </Part>
  );
}

function Place({ plan, node, mayEdit }: Of): ReactElement {
  const say = useFormWords();
  const [stage, setStage] = useState(node.stage);
  const [stream, setStream] = useState(node.stream);
  const write = useWrite(editNode, { done: { zh: '已保存', en: 'Saved' }, quiet: true });
  const form = (
    <form
      className="pl-links"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({ ...at(plan, node), set: { stage, stream }, reason: '' });
      }}
    >
      <label>
        {say('stage')}
        <select className="sz-input" value={stage} onChange={(event) => setStage(Guarantee.parse(event.target.value))}>
          {Guarantee.options.map((one) => (
            <option key={one} value={one}>
              {say(`stage.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('stream')}
        <select className="sz-input" value={stream} onChange={(event) => setStream(Stream.parse(event.target.value))}>
          {Stream.options.map((one) => (
            <option key={one} value={one}>
              {say(`stream.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {write.error && <ErrorNote error={write.error} />}
      <Button htmlType="submit" type="primary" loading={write.isPending}>
        {say('save')}
      </Button>
    </form>
  );
  return (
    <Part title={say('place')} edit={mayEdit ? { text: say('place.edit'), form } : undefined}>
      <p>
        {say(`stage.${node.stage}`)} · {say(`stream.${node.stream}`)}
      </p>
    </Part>
  );
}

/** When a file was last written, by the clock of the office: what the camera or the phone says. */
const writtenAt = (file: File): string => new Date(file.lastModified + 8 * 3_600_000).toISOString().slice(0, 16);

function Photos({ plan, node, mayEdit }: Of): ReactElement {
  const say = useFormWords();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [taken, setTaken] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    if (!file) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await call(addNodePhoto, { ...at(plan, node), ...(taken !== '' && { takenAt: taken }) } as never, { file });
      await client.invalidateQueries();
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  const form = (
    <form
      className="pl-links"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label>
        {say('photo.file')}
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            setFile(chosen);
            if (chosen) setTaken(writtenAt(chosen));
          }}
        />
      </label>
      <label>
        {say('photo.taken')}
        <input className="sz-input" value={taken} placeholder="2020-03-15T09:30" onChange={(event) => setTaken(event.target.value)} />
      </label>
      {problem !== undefined && <ErrorNote error={problem} />}
      <Button htmlType="submit" type="primary" loading={busy} disabled={!file}>
        {say('photo.send')}
      </Button>
    </form>
  );
  return (
    <Part title={say('photos')} edit={mayEdit ? { text: say('photo.add'), form } : undefined}>
      {node.photos.length === 0 && <p className="sz-label">{say('photos.none')}</p>}
      <ul className="pl-photos">
        {node.photos.map((photo) => {
          const src = `/api/plans/${plan.region}/${plan.projectId}/nodes/${node.code}/photos/${photo.sha256}`;
          return (
            <li key={photo.sha256}>
              <a href={src} target="_blank" rel="noreferrer" aria-label={say('photo.open', { name: photo.name })}>
                <img src={src} alt={photo.name} loading="lazy" />
              </a>
              <span className="sz-label">
                {say('photo.told', {
                  taken: photo.takenAt?.replace('T', ' ') ?? say('photo.unknown'),
                  by: `${photo.by} ${instantText(photo.at)}`,
                })}
              </span>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
