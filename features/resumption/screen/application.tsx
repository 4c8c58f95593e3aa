// The application: the form while it may be edited, saved by itself whenever one stops typing and kept on this device until the server has it; what
// was sent, to be read, afterwards.

import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { call, keyOf, ProblemError } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { Facts, Section } from '../../../ui/kit/Page.tsx';
import { notify } from '../../../ui/notice.ts';
import { type ApplicationForm, CanteenKind, canteenWords, type Supply, SupplyKind, supplyWords } from '../words-application.ts';
import { type CaseReply, readCase, saveCase } from '../words-cases.ts';
import { DayField } from './day-field.tsx';
import { Letter } from './letter.tsx';
import { Papers } from './papers.tsx';
import { useWords } from './words.ts';

type Typed = { form: ApplicationForm; supplies: Supply[] };
const storage = typeof localStorage === 'undefined' ? undefined : localStorage;
const pause = 900;

/** Saves what was typed a moment after the last key, one call after another; answers how that stands. */
function useSaved(data: CaseReply): [Typed, (next: Typed) => void, 'saved' | 'saving' | 'kept'] {
  const name = `sanzao.resumption.${data.id}`;
  const client = useQueryClient();
  const [typed, setTyped] = useState<Typed>(() => {
    try {
      const held = JSON.parse(storage?.getItem(name) ?? 'null') as Typed | null;
      if (held) return held;
    } catch {
      // What cannot be read is as good as nothing.
    }
    return { form: data.form, supplies: data.supplies };
  });
  const [state, setState] = useState<'saved' | 'saving' | 'kept'>(() => (storage?.getItem(name) ? 'saving' : 'saved'));
  const version = useRef(data.version);
  version.current = Math.max(version.current, data.version);
  const busy = useRef(false);
  const wanted = useRef<Typed | undefined>(state === 'saving' ? typed : undefined);
  const timer = useRef<number | undefined>(undefined);

  const send = async (): Promise<void> => {
    if (busy.current || !wanted.current) return;
    busy.current = true;
    const now = wanted.current;
    wanted.current = undefined;
    try {
      const reply = await call(saveCase, { region: data.region as never, id: data.id as never, version: version.current, ...now } as never);
      version.current = reply.version;
      client.setQueryData(keyOf(readCase, { region: data.region, id: data.id }), reply);
      if (!wanted.current) {
        storage?.removeItem(name);
        setState('saved');
      }
    } catch (problem) {
      wanted.current ??= now;
      const offline = problem instanceof ProblemError && (problem.status === 0 || problem.status === 503);
      setState('kept');
      if (problem instanceof ProblemError && problem.status === 409) {
        // A paper or a signature came in between: the next try goes on from what is there.
        const fresh = await call(readCase, { region: data.region as never, id: data.id as never }).catch(() => undefined);
        if (fresh) version.current = fresh.version;
      } else if (!offline) notify('problem', problem instanceof ProblemError ? problem.message : '');
      timer.current = window.setTimeout(() => void send(), 5_000);
    } finally {
      busy.current = false;
      if (wanted.current && timer.current === undefined) void send();
    }
  };
  const change = (next: Typed): void => {
    setTyped(next);
    wanted.current = next;
    setState('saving');
    try {
      storage?.setItem(name, JSON.stringify(next));
    } catch {
      // A full store keeps nothing; the server gets it in a moment.
    }
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      timer.current = undefined;
      void send();
    }, pause);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what an earlier visit left is sent once
  useEffect(() => {
    if (wanted.current) void send();
    return () => window.clearTimeout(timer.current);
  }, []);
  return [typed, change, state];
}

export function Application({ data }: { data: CaseReply }): ReactElement {
  return data.mayEdit ? <Editor data={data} /> : <Sent data={data} />;
}

const counts = ['peopleToReturn', 'fromOutsideProvince', 'fromSevereAreas', 'isolationRooms', 'dormitoryRooms', 'dormitoryPeople'] as const;

function Editor({ data }: { data: CaseReply }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const [{ form, supplies }, change, state] = useSaved(data);
  const lacking = (field: string): boolean => data.missing.some((one) => one.code === `form.${field}` && one.blocks);
  const put = (part: Partial<ApplicationForm>): void => change({ form: { ...form, ...part }, supplies });
  const number = (text: string): number | null => (text.trim() === '' || !/^\d{1,7}$/.test(text.trim()) ? null : Number(text.trim()));
  const count = (field: (typeof counts)[number]): ReactElement => (
    <label key={field} className={lacking(field) ? 'rs-lacking' : undefined}>
      <span>{say(`form.${field}`)}</span>
      <input
        className="sz-input"
        inputMode="numeric"
        value={form[field] ?? ''}
        onChange={(event) => put({ [field]: number(event.target.value) })}
      />
    </label>
  );
  const long = (field: 'leadGroup' | 'disinfection' | 'note', help?: string): ReactElement => (
    <label className={`rs-wide${lacking(field) ? ' rs-lacking' : ''}`}>
      <span>{say(`form.${field}`)}</span>
      <textarea
        className="sz-input"
        rows={2}
        value={form[field]}
        maxLength={500}
        onChange={(event) => put({ [field]: event.target.value })}
      />
      {help && <span className="sz-label">{help}</span>}
    </label>
  );
  const supply = (kind: SupplyKind): Supply => supplies.find((one) => one.kind === kind) ?? { kind, stock: 0, perDay: 0 };
  const stock = (kind: SupplyKind, part: 'stock' | 'perDay', value: string): void => {
    const next = { ...supply(kind), [part]: /^\d{1,8}(\.\d{1,2})?$/.test(value) ? Number(value) : 0 };
    change({
      form,
      supplies: [...supplies.filter((one) => one.kind !== kind), next].sort(
        (a, b) => SupplyKind.options.indexOf(a.kind) - SupplyKind.options.indexOf(b.kind),
      ),
    });
  };
  return (
    <>
      <Section title={say('form.title')} note={<span role="status">{say(`form.${state}`)}</span>}>
        <div className="rs-form">
          <DayField
            label={say('form.plannedOn')}
            value={form.plannedOn ?? ''}
            lacking={lacking('plannedOn')}
            onChange={(day) => put({ plannedOn: /^\d{4}-\d\d-\d\d$/.test(day) ? (day as never) : null })}
          />
          {counts.slice(0, 4).map(count)}
          <label className={lacking('canteen') ? 'rs-lacking' : undefined}>
            <span>{say('form.canteen')}</span>
            <select
              className="sz-input"
              value={form.canteen ?? ''}
              onChange={(event) => put({ canteen: CanteenKind.options.find((one) => one === event.target.value) ?? null })}
            >
              <option value="">{say('form.choose')}</option>
              {CanteenKind.options.map((one) => (
                <option key={one} value={one}>
                  {pick(canteenWords[one])}
                </option>
              ))}
            </select>
          </label>
          {counts.slice(4).map(count)}
          <label>
            <span>{say('form.dormitoryArea')}</span>
            <input
              className="sz-input"
              inputMode="decimal"
              value={form.dormitoryArea ?? ''}
              onChange={(event) => put({ dormitoryArea: number(event.target.value) })}
            />
          </label>
          <label>
            <span>{say('form.hotline')}</span>
            <input
              className="sz-input"
              inputMode="tel"
              maxLength={40}
              value={form.hotline}
              onChange={(event) => put({ hotline: event.target.value })}
            />
          </label>
          {long('leadGroup', say('form.leadGroup.help'))}
          {long('disinfection')}
          {long('note')}
        </div>
      </Section>
      <Section title={say('supplies.title')}>
        <table className="rs-supplies">
          <thead>
            <tr>
              <th scope="col">{say('supplies.title')}</th>
              <th scope="col">{say('supplies.stock')}</th>
              <th scope="col">{say('supplies.perDay')}</th>
              <th scope="col">{say('supplies.cover')}</th>
            </tr>
          </thead>
          <tbody>
            {SupplyKind.options.map((kind) => {
              const one = supply(kind);
              return (
                <tr key={kind}>
                  <th scope="row">{pick(supplyWords[kind])}</th>
                  {(['stock', 'perDay'] as const).map((part) => (
                    <td key={part}>
                      <input
                        className="sz-input"
                        inputMode="decimal"
                        aria-label={`${pick(supplyWords[kind])} ${say(`supplies.${part}`)}`}
                        value={one[part] === 0 && !supplies.some((held) => held.kind === kind) ? '' : one[part]}
                        onChange={(event) => stock(kind, part, event.target.value)}
                      />
                    </td>
                  ))}
                  <td>
                    {one.stock === 0
                      ? '—'
                      : one.perDay > 0
                        ? say('supplies.days', { count: Math.floor(one.stock / one.perDay) })
                        : say('supplies.lasting')}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Section>
      <Papers data={data} />
      <Letter data={data} />
    </>
  );
}

function Sent({ data }: { data: CaseReply }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const { form } = data;
  const items = [
    { name: say('form.plannedOn'), value: form.plannedOn ?? '—' },
    ...counts.map((field) => ({ name: say(`form.${field}`), value: form[field] === null ? '—' : String(form[field]) })),
    { name: say('form.canteen'), value: form.canteen ? pick(canteenWords[form.canteen]) : '—' },
    { name: say('form.leadGroup'), value: form.leadGroup || '—', wide: true },
    { name: say('form.disinfection'), value: form.disinfection || '—', wide: true },
    ...data.supplies.map((one) => ({
      name: pick(supplyWords[one.kind]),
      value: `${one.stock}${one.perDay > 0 ? ` · ${say('supplies.days', { count: Math.floor(one.stock / one.perDay) })}` : ''}`,
    })),
  ];
  return (
    <>
      <Section title={say('case.sent')}>
        <Facts items={items} />
      </Section>
      <Papers data={data} />
      <Letter data={data} />
    </>
  );
}
