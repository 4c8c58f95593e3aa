// The living catalogue: every part of the kit in its states, in the language and mode that are on. For those who build screens.
import { Button, Form, Input, Select } from 'antd';
import { type ReactElement, useMemo, useState } from 'react';
import { ProblemError } from '../call.ts';
import { defineWords } from '../i18n.ts';
import { Bars } from '../kit/Bars.tsx';
import { type Column, DataTable, type Selection } from '../kit/DataTable.tsx';
import { DropZone } from '../kit/DropZone.tsx';
import { Empty } from '../kit/Empty.tsx';
import { ErrorNote } from '../kit/ErrorNote.tsx';
import { Figure, FigureRowGroup, FigureSourceContext, FigureValue } from '../kit/Figure.tsx';
import { FilterChips, type FilterField, FilterTabs } from '../kit/FilterChips.tsx';
import { Light } from '../kit/Light.tsx';
import { Page, Section } from '../kit/Page.tsx';
import { ProgressLine } from '../kit/ProgressLine.tsx';
import { SavedViews, useLocalViews } from '../kit/SavedViews.tsx';
import { SchematicMap } from '../kit/SchematicMap.tsx';
import { SetDiagram } from '../kit/SetDiagram.tsx';
import { SideBySide } from '../kit/SideBySide.tsx';
import { StageLine } from '../kit/StageLine.tsx';
import { Steps } from '../kit/Steps.tsx';
import { nothing } from '../kit/selection.ts';
import { notify } from '../notice.ts';
import { useSession } from '../session.ts';
import { unitWord, useMoneyUnit } from '../unit.ts';
import { figureSource, figures, type Project, projectAt } from './samples.ts';
import { en } from './words.en.ts';
import { zh } from './words.zh.ts';
import './catalogue.css';

const useWords = defineWords(zh, en);
const long = 100_000;

export default function Catalogue(): ReactElement {
  const say = useWords();
  const { demo } = useSession();
  if (!demo && !import.meta.env.DEV) return <Empty text={say('demo')} />;
  return (
    <FigureSourceContext.Provider value={figureSource}>
      <Page title={say('title')} about={say('about')} asOf="2020-03-15T06:05:00Z">
        <Figures />
        <Section title={say('light')} note={say('light.note')}>
          <div className="sz-panel sz-panel-body sz-kit-lights">
            <Light state="normal" />
            <Light state="warning" />
            <Light
              state="late"
              why={{
                sentence: {
                  zh: '开工比计划晚 32 天，超过 30 天的滞后线。',
                  en: 'Started 32 days after plan, beyond the 30-day line for late.',
                },
                numbers: [
                  { words: { zh: '计划开工', en: 'Planned start' }, value: '2020-03-01' },
                  { words: { zh: '实际开工', en: 'Actual start' }, value: '2020-04-02' },
                ],
                rule: { words: { zh: '节点逾期超过 30 天为滞后', en: 'A node more than 30 days overdue is late' }, version: '2020-01-01' },
                on: '2020-04-15',
                help: { zh: '施工许可证办结后即可转为预警。', en: 'Becomes a warning once the construction permit is issued.' },
              }}
            />
            <Light state="unreported" />
          </div>
        </Section>
        <Filters />
        <LongTable />
        <Importing />
        <Charts />
        <States />
      </Page>
    </FigureSourceContext.Provider>
  );
}

function Figures(): ReactElement {
  const say = useWords();
  return (
    <Section title={say('figure')} note={say('figure.note')}>
      <FigureRowGroup>
        <Figure figure={figures.count} label={say('count')} />
        <Figure figure={figures.money} label={say('total')} />
        <Figure figure={figures.rounded} label={say('plan')} />
        <Figure figure={figures.part} label={say('continuing')} />
        <Figure figure={figures.partly} label={say('city')} />
        <Figure figure={figures.none} label={say('dongliao')} />
        <Figure figure={figures.growth} label={say('growth')} />
      </FigureRowGroup>
      <p>
        {say('line')} <Figure figure={figures.count} label={say('count')} size="line" />
        {say('line.end')} <Figure figure={figures.part} label={say('continuing')} size="line" />。
      </p>
      <div className="sz-panel sz-panel-body">
        <Figure figure={figures.money} label={`${say('wall')} · ${say('total')}`} size="wall" showAsOf />
      </div>
    </Section>
  );
}

function useFields(): readonly FilterField[] {
  const say = useWords();
  return useMemo(
    () => [
      {
        key: 'place',
        title: say('place'),
        kind: 'choice',
        options: ['东丰县', '龙山区', '西安区', '东辽县'].map((name) => ({ value: name, text: name })),
      },
      { key: 'total', title: say('range'), kind: 'range', unit: unitWord('亿元'), factor: 100_000_000 },
      { key: 'start', title: say('start'), kind: 'days' },
      { key: 'name', title: say('name'), kind: 'text' },
    ],
    [say],
  );
}

function Filters(): ReactElement {
  const say = useWords();
  const fields = useFields();
  const keeper = useLocalViews('kit');
  return (
    <Section title={say('filters')}>
      <div className="sz-kit-line">
        <FilterTabs
          name="nature"
          label={say('nature')}
          options={[
            { value: undefined, words: { zh: zh.all, en: en.all }, count: 80 },
            { value: 'new', words: { zh: zh.new, en: en.new }, count: 55 },
            { value: 'continuing', words: { zh: zh.old, en: en.old }, count: 25 },
          ]}
        />
        <FilterChips fields={fields} />
        <SavedViews keeper={keeper} />
      </div>
    </Section>
  );
}

function useProjectColumns(): readonly Column<Project>[] {
  const say = useWords();
  const unit = useMoneyUnit();
  return useMemo(
    () => [
      { key: 'name', title: say('name'), width: 240, sortable: true, cell: (row) => row.name, plain: (row) => row.name },
      { key: 'state', title: say('state'), width: 128, cell: (row) => <Light state={row.light} />, plain: (row) => row.light },
      { key: 'place', title: say('place'), width: 88, sortable: true, cell: (row) => row.place, plain: (row) => row.place },
      { key: 'nature', title: say('nature'), width: 88, cell: (row) => row.nature, plain: (row) => row.nature },
      {
        key: 'total',
        title: say('total'),
        unit: unitWord(unit),
        align: 'right',
        width: 160,
        sortable: true,
        cell: (row) => <FigureValue value={row.total} unit="yuan" bare />,
        plain: (row) => row.total,
      },
      {
        key: 'plan',
        title: say('plan'),
        unit: unitWord(unit),
        align: 'right',
        width: 160,
        cell: (row) => <FigureValue value={row.plan} unit="yuan" bare />,
        plain: (row) => row.plan,
      },
      { key: 'start', title: say('start'), width: 112, sortable: true, cell: (row) => row.start, plain: (row) => row.start },
      { key: 'owner', title: say('owner'), width: 260, optional: true, cell: (row) => row.owner, plain: (row) => row.owner },
    ],
    [say, unit],
  );
}

function LongTable(): ReactElement {
  const say = useWords();
  const columns = useProjectColumns();
  const [selection, setSelection] = useState<Selection>(nothing);
  const short = useMemo(() => Array.from({ length: 6 }, (_, index) => projectAt(index)), []);
  return (
    <>
      <Section title={say('table')} note={say('table.note')}>
        <DataTable
          id="kit-long"
          label={say('table')}
          columns={columns}
          keyOf={(row) => row.id}
          height={420}
          source={{
            key: ['kit', 'long'],
            fetchPage: async ({ offset, limit, sort }) => {
              await new Promise((done) => setTimeout(done, 40));
              return {
                total: long,
                rows: Array.from({ length: Math.min(limit, long - offset) }, (_, index) =>
                  projectAt(sort?.down ? long - 1 - offset - index : offset + index),
                ),
              };
            },
          }}
          selection={selection}
          onSelection={setSelection}
          onOpen={(row) => notify('done', row.name)}
          totals={{
            label: say('sum'),
            cells: {
              total: <FigureValue value={45_454_500_000_000} unit="yuan" bare />,
              plan: <FigureValue value={18_181_800_000_000} unit="yuan" bare />,
            },
          }}
        />
      </Section>
      <Section title={say('short')}>
        <DataTable id="kit-short" label={say('short')} columns={columns} keyOf={(row) => row.id} height={280} source={{ rows: short }} />
        <DataTable
          id="kit-none"
          label={say('table')}
          columns={columns}
          keyOf={(row) => row.id}
          height={240}
          source={{ rows: [] }}
          empty={<Empty text={say('empty')} />}
        />
      </Section>
    </>
  );
}

function Importing(): ReactElement {
  const say = useWords();
  const [startedAt] = useState(() => Date.now() - 6000);
  return (
    <Section title={say('import')}>
      <Steps
        now={2}
        steps={[{ text: say('upload') }, { text: say('columns'), note: say('pending') }, { text: say('twice') }, { text: say('confirm') }]}
      />
      <DropZone types={['.xlsx', '.xls', '.csv']} most={100 * 2 ** 20} onFile={(file) => notify('done', file.name)} />
      <ProgressLine label={say('reading')} done={12_400} total={50_000} startedAt={startedAt} unit={say('rows')} />
      <ProgressLine label={say('reading')} done={12_400} total={null} unit={say('rows')} />
      <SideBySide
        left={say('row12')}
        right={say('known')}
        fields={[
          { key: 'name', title: say('name'), left: '钢背轴承有限公司技改项目', right: '钢背轴有限责任公司技改' },
          { key: 'place', title: say('place'), left: '东丰县', right: '东丰县' },
          { key: 'total', title: say('total'), left: '1.2亿元', right: '1.2亿元' },
          { key: 'code', title: say('code'), left: '91220421MA0Y1234X5', right: null },
        ]}
        foot={
          <>
            <Button type="primary">{say('same')}</Button>
            <Button>{say('other')}</Button>
          </>
        }
      />
    </Section>
  );
}

function Charts(): ReactElement {
  const say = useWords();
  const counties = [
    { code: '220421', name: '东丰县', value: 9_594_000_000, part: 5_596_000_000 },
    { code: '220402', name: '龙山区', value: 14_560_000_000, part: 3_000_000_000 },
    { code: '220403', name: '西安区', value: 7_780_000_000, part: 4_100_000_000 },
    { code: '220422', name: '东辽县', value: null, part: 0 },
  ];
  return (
    <Section title={say('charts')}>
      <div className="sz-kit-two">
        <div className="sz-panel sz-panel-body">
          <h3>{say('bars')}</h3>
          <Bars
            unit="yuan"
            label={say('bars')}
            bars={counties.map((county) => ({
              key: county.code,
              label: county.name,
              value: county.value,
              part: { value: county.part, word: say('old') },
            }))}
          />
        </div>
        <div className="sz-panel sz-panel-body">
          <h3>{say('map')}</h3>
          <SchematicMap
            title={say('map')}
            unit="yuan"
            tiles={counties.map((county) => ({ ...county, to: `/kit?region=${county.code}` }))}
          />
        </div>
      </div>
      <div className="sz-panel sz-panel-body">
        <h3>{say('sets')}</h3>
        <SetDiagram
          label={say('sets')}
          lists={[
            { key: 'sanzao', name: say('sanzao') },
            { key: 'city', name: say('citykey') },
            { key: 'bond', name: say('bond') },
          ]}
          parts={[
            { lists: ['city'], count: 18 },
            { lists: ['sanzao', 'city'], count: 9 },
            { lists: ['sanzao'], count: 2 },
            { lists: ['bond'], count: 4 },
            { lists: ['city', 'bond'], count: 2 },
            { lists: ['sanzao', 'city', 'bond'], count: 1 },
          ]}
        />
      </div>
      <div className="sz-panel sz-panel-body">
        <h3>{say('stages')}</h3>
        <StageLine
          label={say('stages')}
          now="building"
          stages={[
            { key: 'idea', name: say('idea'), on: '2018-06-01' },
            { key: 'reserve', name: say('reserve'), on: '2018-11-20' },
            { key: 'approved', name: say('approved') },
            { key: 'begun', name: say('begun'), noted: '2019-05-02' },
            { key: 'building', name: say('building'), on: '2019-05-20' },
            { key: 'done', name: say('done'), planned: '2020-11-30' },
            { key: 'full', name: say('full'), planned: '2021-06-30' },
          ]}
          side={[{ name: say('paused'), from: '2019-11-15', to: '2020-03-01', during: 'building', reason: say('paused.why') }]}
        />
      </div>
    </Section>
  );
}

function States(): ReactElement {
  const say = useWords();
  return (
    <Section title={say('states')}>
      <div className="sz-kit-two">
        <div className="sz-panel">
          <Empty text={say('none')} action={<Button type="primary">{say('none.do')}</Button>} />
        </div>
        <div className="sz-kit-stack">
          <ErrorNote
            error={
              new ProblemError(500, {
                code: 'server.fault',
                message: {
                  zh: '系统出错，编号 7F3A。请把编号告诉管理员。',
                  en: 'Something went wrong on our side, reference 7F3A. Please give it to your administrator.',
                },
                reference: '7F3A',
              })
            }
            onRetry={() => undefined}
          />
          <div className="sz-kit-line">
            <Button onClick={() => notify('done', say('said'))}>{say('say.done')}</Button>
            <Button onClick={() => notify('problem', say('saidno'))}>{say('say.problem')}</Button>
          </div>
        </div>
      </div>
      <div className="sz-panel sz-panel-body">
        <h3>{say('forms')}</h3>
        <Form layout="vertical" requiredMark={false} className="sz-kit-form">
          <Form.Item label={say('form.name')} extra={say('form.help')} validateStatus="error" help={say('form.wrong')} htmlFor="kit-name">
            <Input id="kit-name" />
          </Form.Item>
          <Form.Item label={say('form.nature')} htmlFor="kit-nature">
            <Select
              id="kit-nature"
              defaultValue="new"
              options={[
                { value: 'new', label: say('new') },
                { value: 'old', label: say('old') },
              ]}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit">
            {say('form.save')}
          </Button>
        </Form>
      </div>
    </Section>
  );
}
