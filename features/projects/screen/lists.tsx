// The lists of a year: how many are on each and what they are worth, how they overlap and how many there are together, each project counted
// once. A list is named and dated here; who is on it is decided on the projects.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { countText, dayText, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { SetDiagram } from '../../../ui/kit/SetDiagram.tsx';
import { useMay, useRegion, useSession, useYear } from '../../../ui/session.ts';
import { unitWord, useMoneyUnit } from '../../../ui/unit.ts';
import type { InputOf, ReplyOf } from '../../../vocabulary/endpoint.ts';
import { createList, editList, lists } from '../words-lists.ts';
import { terms } from '../words-terms.ts';
import { ChoiceField, TextField } from './fields.tsx';
import { FormDrawer, useFindings, useForm } from './form.tsx';
import { Money } from './money.tsx';
import { Scroll } from './scroll.tsx';
import { useTerm } from './term.ts';
import { useDeskWords } from './words.ts';
import './register.css';
import './desk.css';

type ListOne = ReplyOf<typeof lists>['lists'][number];

export default function Lists(): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const pick = usePick();
  const region = useRegion();
  const year = useYear();
  const unit = useMoneyUnit();
  const may = useMay('list.edit');
  const { person } = useSession();
  const [panel, setPanel] = useState<'new' | ListOne | undefined>();
  const { data, error, refetch } = useRead(lists, { region: region.code as never, year }, { keepPrevious: true });
  const own = (one: ListOne): boolean => may && person.regions.some((mine) => mine.code === one.region);
  const levels = Object.keys(terms.level);
  const ordered = [...(data?.lists ?? [])].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || b.count - a.count);
  return (
    <Page
      title={say('lists.title', { region: region.name, year })}
      about={say('lists.about')}
      actions={
        <>
          {may && (
            <Button type="primary" onClick={() => setPanel('new')}>
              {say('list.new')}
            </Button>
          )}
          <Button onClick={() => window.print()}>{say('print')}</Button>
        </>
      }
    >
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && ordered.length === 0 && (
        <Empty
          text={say('lists.none', { year })}
          action={may ? <Button onClick={() => setPanel('new')}>{say('list.new')}</Button> : undefined}
        />
      )}
      {ordered.length > 0 && data && (
        <>
          <Section title={say('lists.of')} note={say('lists.note', { unit: unitWord(unit) })}>
            <Scroll label={say('lists.of')}>
              <table className="pj-table">
                <thead>
                  <tr>
                    <th scope="col">{say('list')}</th>
                    <th scope="col">{say('level')}</th>
                    <th scope="col" className="sz-numbers">
                      {say('count')}
                    </th>
                    <th scope="col" className="sz-numbers">
                      {say('total')}
                    </th>
                    <th scope="col" className="sz-numbers">
                      {say('plan')}
                    </th>
                    <th scope="col">{say('dates')}</th>
                    <th scope="col" className="pj-wide">
                      {say('list.states')}
                    </th>
                    {may && (
                      <th scope="col" className="sz-screen-only">
                        <span className="sz-hidden">{say('edit')}</span>
                      </th>
                    )}
                  </tr>
                </thead>
                <tbody>
                  {ordered.map((one) => (
                    <tr key={one.code}>
                      <th scope="row">
                        <Go to="/projects" search={{ list: one.code, pool: 'all' }}>
                          {pick(one)}
                        </Go>
                        {one.words && <div className="sz-label pj-wide">{say('list.words.are', { words: one.words })}</div>}
                      </th>
                      <td className="pj-nowrap">{word('level', one.level)}</td>
                      <td className="sz-numbers">
                        <Go to="/projects" search={{ list: one.code, pool: 'all' }}>
                          {countText(one.count)}
                        </Go>
                      </td>
                      <td className="sz-numbers">
                        <Money yuan={one.totalYuan} column />
                      </td>
                      <td className="sz-numbers">
                        <Money yuan={one.annualPlanYuan} column />
                      </td>
                      <td className="pj-nowrap">
                        {dayText(one.from)} – {one.to ? dayText(one.to) : say('now')}
                      </td>
                      <td className="pj-wide">{one.states.map(pick).join(' → ') || '—'}</td>
                      {may && (
                        <td className="sz-screen-only">
                          {own(one) && (
                            <button type="button" className="pj-link" onClick={() => setPanel(one)}>
                              {say('edit')}
                            </button>
                          )}
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
                <tfoot>
                  <tr>
                    <th scope="row">{say('lists.union')}</th>
                    <td />
                    <td className="sz-numbers">{countText(data.union.count)}</td>
                    <td className="sz-numbers">
                      <Money yuan={data.union.totalYuan} column />
                    </td>
                    <td className="sz-numbers">
                      <Money yuan={data.union.annualPlanYuan} column />
                    </td>
                    <td colSpan={may ? 3 : 2} className="sz-label">
                      {say('lists.union.note')}
                    </td>
                  </tr>
                </tfoot>
              </table>
            </Scroll>
          </Section>
          {data.overlaps.length > 0 && (
            <Section title={say('lists.overlap')} note={say('lists.overlap.note')}>
              <div className="sz-panel sz-panel-body">
                <SetDiagram
                  label={say('lists.overlap')}
                  lists={ordered.filter((one) => one.count > 0).map((one) => ({ key: one.code, name: pick(one) }))}
                  parts={data.overlaps.map((one) => ({
                    lists: one.lists,
                    count: one.count,
                    shown: (
                      <Go to="/projects" search={{ list: one.lists.join(','), listMode: 'only', pool: 'all' }}>
                        {countText(one.count)}
                      </Go>
                    ),
                  }))}
                />
              </div>
            </Section>
          )}
        </>
      )}
      {panel && <ListPanel list={panel === 'new' ? undefined : panel} onClose={() => setPanel(undefined)} />}
    </Page>
  );
}

/** 谋划 → 报送国家, one a line. */
const statesText = (states: ListOne['states']): string =>
  states.map((one) => (one.en && one.en !== one.zh ? `${one.zh} / ${one.en}` : one.zh)).join('\n');
const statesOf = (text: string, before: ListOne['states']): ListOne['states'] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [zh = '', en = ''] = line.split('/').map((part) => part.trim());
      return { code: before.find((one) => one.zh === zh)?.code ?? zh.slice(0, 40), zh, en: en || zh };
    });

function ListPanel({ list, onClose }: { list: ListOne | undefined; onClose: () => void }): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const findings = useFindings();
  const region = useRegion();
  const year = useYear();
  const form = useForm(`list.${list?.code ?? 'new'}.${list?.version ?? ''}`, {
    zh: list?.zh ?? '',
    en: list?.en ?? '',
    kind: list?.kind ?? '',
    level: list?.level ?? (region.level as string),
    code: list?.code ?? '',
    words: list?.words ?? '',
    from: list?.from ?? `${year}-01-01`,
    to: list?.to ?? '',
    states: statesText(list?.states ?? []),
  });
  const options = {
    quiet: true,
    done: { zh: '名单已保存', en: 'The list is saved' },
    onDone: () => {
      form.forget();
      onClose();
    },
  };
  const create = useWrite(createList, options);
  const edit = useWrite(editList, options);
  const submit = (): void => {
    const { values } = form;
    const facts = {
      kind: values.kind.trim(),
      level: values.level,
      year: list?.year ?? year,
      zh: values.zh.trim(),
      en: values.en.trim() || values.zh.trim(),
      words: values.words.trim(),
      campaign: list?.campaign ?? null,
      from: values.from,
      to: values.to || null,
      states: statesOf(values.states, list?.states ?? []),
    };
    const input = list
      ? { region: list.region, code: list.code, version: list.version, ...facts }
      : { region: region.code, code: values.code.trim(), ...facts };
    const read = (list ? editList : createList).input.safeParse(input);
    if (!read.success) {
      form.setErrors(findings(read.error, (path) => path.split('.')[0]!));
      return;
    }
    if (list) edit.mutate(input as InputOf<typeof editList>);
    else create.mutate(input as InputOf<typeof createList>);
  };
  return (
    <FormDrawer
      title={list ? say('list.edit', { name: list.zh }) : say('list.new')}
      form={form as never}
      action={say('save')}
      busy={create.isPending || edit.isPending}
      idle={form.changed.length === 0}
      problem={create.error ?? edit.error ?? undefined}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField form={form} name="zh" label={say('list.zh')} required wide />
      <TextField form={form} name="en" label={say('list.en')} wide />
      {!list && <TextField form={form} name="code" label={say('list.code')} required help={say('list.code.help')} />}
      <TextField
        form={form}
        name="kind"
        label={say('list.kind')}
        required
        help={say('list.kind.help')}
        options={['省三早', '省重点', '市重点', '县重点', '专项债', '中央预算内'].map((value) => ({ value }))}
      />
      <ChoiceField
        form={form}
        name="level"
        label={say('level')}
        required
        options={Object.keys(terms.level).map((value) => ({ value, text: word('level', value) }))}
      />
      <TextField form={form} name="from" label={say('list.from')} type="date" required />
      <TextField form={form} name="to" label={say('list.to')} type="date" />
      <TextField form={form} name="words" label={say('list.words')} area wide help={say('list.words.help')} />
      <TextField form={form} name="states" label={say('list.states')} area wide help={say('list.states.help')} />
    </FormDrawer>
  );
}
