// The words of the template language: which tags there are, what may limit each, in Chinese and by ids. Read by the reader of templates, by the
// help beside the editor, and by nothing else; a word that is not in this table is a mistake of the template.
type Words = { zh: string; en: string };
interface Choice {
  zh: string;
  id: string;
}
interface Key extends Choice {
  about: Words;
  values?: readonly Choice[];
  must?: true;
}
export interface Tag {
  id: string;
  zh: string;
  kind: 'figure' | 'word' | 'control' | 'inline' | 'table';
  about: Words;
  example: Words;
  keys: readonly Key[];
  /** Bare words after the name. */
  words?: { least: number; most: number; word: Words };
}

const natures = [
  { zh: '新建', id: 'new' },
  { zh: '续建', id: 'continuing' },
] as const;
const units = [
  { zh: '亿元', id: '亿元' },
  { zh: '万元', id: '万元' },
  { zh: '元', id: '元' },
] as const;

const region: Key = { zh: '地区', id: 'region', about: { zh: '县区的名称或代码', en: 'name or code of a county' } };
const nature: Key = { zh: '性质', id: 'nature', about: { zh: '新建或续建', en: 'new or continuing' }, values: natures };
const size: Key = { zh: '规模', id: 'size', about: { zh: '总投资的起点，如 5000万元', en: 'least total investment, like 5000万元' } };
const line: Key = { zh: '行业', id: 'line', about: { zh: '行业线的名称', en: 'name of a line' } };
const list: Key = { zh: '名单', id: 'list', about: { zh: '名单的名称或代码', en: 'name or code of a list' } };
const unit: Key = { zh: '单位', id: 'unit', about: { zh: '金额的单位', en: 'unit of money' }, values: units };
const style: Key = {
  zh: '样式',
  id: 'style',
  about: { zh: '只印数，不印单位', en: 'the number without its unit' },
  values: [
    { zh: '数', id: 'number' },
    { zh: '带单位', id: 'unit' },
  ],
};
const columns: Key = {
  zh: '列',
  id: 'columns',
  about: {
    zh: '数字名称，用逗号隔开；前面可加“新建.”“续建.”',
    en: 'figures, parted by commas; "new." and "continuing." may stand before one',
  },
};
const caption: Key = { zh: '题', id: 'title', about: { zh: '表题', en: 'title of the table' } };
const note: Key = { zh: '注', id: 'note', about: { zh: '表下的注', en: 'note under the table' } };
const total: Key = {
  zh: '合计',
  id: 'total',
  about: { zh: '要不要合计行', en: 'with or without a row of totals' },
  values: [
    { zh: '有', id: 'yes' },
    { zh: '无', id: 'no' },
  ],
};
const by: Key = { zh: '按', id: 'by', about: { zh: '按哪个数字排', en: 'by which figure' } };
const first: Key = { zh: '前', id: 'first', about: { zh: '只取前几名', en: 'only the first' } };

const facets = [region, nature, size, line] as const;
const listFacets = [region, list, nature, size] as const;

const figure = (id: string, zh: string, keys: readonly Key[]): Tag => ({
  id,
  zh,
  kind: 'figure',
  about: { zh, en: id },
  example: { zh, en: id },
  keys: [...keys, unit, style],
});

/** Figures by their names in a text. */
export const figureTags: readonly Tag[] = [
  figure('projects.count', '项目个数', facets),
  figure('projects.total', '总投资', facets),
  figure('projects.plan', '年度计划投资', facets),
  figure('projects.plan-share', '年度计划占比', facets),
  figure('projects.average', '平均规模', facets),
  figure('projects.plan-growth', '年度计划增长', [region]),
  figure('projects.count-growth', '项目个数增长', [region]),
  figure('projects.total-unstated', '未填总投资个数', [region, nature, line]),
  figure('projects.plan-unstated', '未填年度计划个数', facets),
  figure('reserve.count', '储备个数', [region, size, line]),
  figure('reserve.total', '储备总投资', [region, size, line]),
  figure('lists.count', '名单个数', listFacets),
  figure('lists.total', '名单总投资', listFacets),
  figure('lists.plan', '名单年度计划投资', listFacets),
  figure('counties.reported', '已报县区数', [region]),
  figure('resumption.expected', '应复工企业', [region]),
  figure('resumption.applied', '已申请企业', [region]),
  figure('resumption.accepted', '验收合格企业', [region]),
  figure('resumption.filed', '已备案企业', [region]),
  figure('resumption.open', '复工企业', [region]),
  figure('resumption.suspended', '暂停复工企业', [region]),
  figure('resumption.people', '返岗人数', [region]),
  figure('resumption.output', '达产程度', [region]),
  figure('resumption.short', '物资不足企业', [region]),
  figure('resumption.difficulties', '未解决困难', [region]),
  figure('resumption.overdue', '超期困难', [region]),
  figure('resumption.reported', '上报企业', [region]),
];

const word = (id: string, zh: string, about: Words, keys: readonly Key[] = []): Tag => ({
  id,
  zh,
  kind: 'word',
  about,
  example: { zh, en: id },
  keys,
});
const rowsOf: Words = { zh: '县区、名单、行业或规模', en: 'counties, lists, lines or sizes' };
const rowWord = { least: 1, most: 2, word: rowsOf };
const projectKeys = [
  region,
  nature,
  size,
  line,
  list,
  first,
  unit,
  {
    zh: '按',
    id: 'by',
    about: { zh: '按总投资或年度计划投资从大到小', en: 'by total or plan, largest first' },
    values: [
      { zh: '总投资', id: 'projects.total' },
      { zh: '年度计划投资', id: 'projects.plan' },
    ],
  },
] as const satisfies readonly Key[];

export const otherTags: readonly Tag[] = [
  word('region-name', '地区名', { zh: '本期的地区', en: "this bulletin's region" }),
  word('name', '名', { zh: '循环里的县区、名单、行业或规模的名称', en: 'the name of the county, list, line or size in a loop' }),
  word('county-name', '县区名', { zh: '循环里的县区，循环外是本期的地区', en: 'the county of a loop; outside a loop the region' }),
  word('rank', '序', { zh: '循环里的第几个', en: 'the place in a loop' }),
  word('year', '年', { zh: '计划年度', en: 'the plan year' }),
  word('as-of', '截至', { zh: '数字截至哪一天', en: 'the day of the books' }),
  word('today', '今天', { zh: '印发的日期', en: 'the day of issue' }),
  word('office', '机关', { zh: '印发机关', en: 'the issuing office' }),
  word('silent', '未报县区', { zh: '未报的县区，用顿号隔开', en: 'counties that have not reported' }),
  word('told', '已报县区', { zh: '已报的县区，用顿号隔开', en: 'counties that have reported' }),
  word(
    'floor',
    '起点',
    { zh: '台账写明的统计起点，如“500万元以上”；没写明的不印', en: 'the size from which the ledger counts, where it says so' },
    [region],
  ),
  {
    id: 'entry',
    zh: '填',
    kind: 'inline',
    about: {
      zh: '由印发机关填写的数字，写明来源；没填就印“未报”',
      en: 'a number the office fills in with its source; unreported until then',
    },
    example: { zh: '填 已复工企业 单位=家', en: 'entry 已复工企业 unit=家' },
    keys: [{ zh: '单位', id: 'unit', about: { zh: '单位', en: 'unit' } }],
    words: { least: 1, most: 1, word: { zh: '填报项的名称', en: 'the name of the entry' } },
  },
  {
    id: 'rate',
    zh: '率',
    kind: 'inline',
    about: { zh: '两个填报数相除，百分数一位小数', en: 'one entry as a percentage of another' },
    example: { zh: '率 已复工企业/规上企业', en: 'rate 已复工企业/规上企业' },
    keys: [],
    words: { least: 1, most: 1, word: { zh: '两个填报项，中间用“/”', en: 'two entries with "/" between' } },
  },
  {
    id: 'order',
    zh: '排序',
    kind: 'inline',
    about: { zh: '一句话的排名：甲县3亿元、乙县2亿元', en: 'a ranking in one sentence' },
    example: { zh: '排序 县区 按=总投资', en: 'order counties by=projects.total' },
    keys: [by, nature, size, first, unit],
    words: rowWord,
  },
  {
    id: 'projects',
    zh: '项目名',
    kind: 'inline',
    about: { zh: '点名的项目，用顿号隔开', en: 'projects by name' },
    example: { zh: '项目名 按=总投资 前=3', en: 'projects by=projects.total first=3' },
    keys: projectKeys,
  },
  {
    id: 'table',
    zh: '表',
    kind: 'table',
    about: { zh: '一张表，单独占一行', en: 'a table, alone on its line' },
    example: { zh: '表 县区 列=项目个数,总投资 单位=亿元', en: 'table counties columns=projects.count,projects.total unit=亿元' },
    keys: [columns, unit, caption, note, total, nature, size],
    words: rowWord,
  },
  {
    id: 'ranking',
    zh: '排名',
    kind: 'table',
    about: { zh: '带名次的表，未报的列在最后、不排名次', en: 'a table with ranks; who has not reported stands last and has none' },
    example: { zh: '排名 县区 按=年度计划投资', en: 'ranking counties by=projects.plan' },
    keys: [by, columns, unit, caption, note, nature, size, first],
    words: rowWord,
  },
  {
    id: 'project-table',
    zh: '项目表',
    kind: 'table',
    about: { zh: '点名的项目列成表', en: 'projects as a table' },
    example: { zh: '项目表 按=总投资 前=10', en: 'project-table by=projects.total first=10' },
    keys: [...projectKeys, caption, note],
  },
  {
    id: 'if',
    zh: '若',
    kind: 'control',
    about: {
      zh: '条件：已报、未报、有未报、全未报、多县区、有、无、填了、未填；“有”“无”后面写数字名称',
      en: 'a condition: told, silent, some-silent, all-silent, several, some, none, filled, unfilled; a figure follows some and none',
    },
    example: { zh: '若 未报 地区=东辽县', en: 'if silent region=220422' },
    keys: [...facets, list],
    words: { least: 1, most: 2, word: { zh: '条件', en: 'a condition' } },
  },
  {
    id: 'else-if',
    zh: '否则若',
    kind: 'control',
    about: { zh: '上面的条件不成立时再看这个条件', en: 'another condition when those before do not hold' },
    example: { zh: '否则若 有 储备个数', en: 'else-if some reserve.count' },
    keys: [...facets, list],
    words: { least: 1, most: 2, word: { zh: '条件', en: 'a condition' } },
  },
  {
    id: 'else',
    zh: '否则',
    kind: 'control',
    about: { zh: '条件都不成立时', en: 'when no condition holds' },
    example: { zh: '否则', en: 'else' },
    keys: [],
  },
  {
    id: 'end',
    zh: '完',
    kind: 'control',
    about: { zh: '结束条件或循环', en: 'closes a condition or a loop' },
    example: { zh: '完', en: 'end' },
    keys: [],
  },
  {
    id: 'each',
    zh: '每',
    kind: 'control',
    about: { zh: '循环：每个县区（可加“已报”“未报”）、名单、行业、规模', en: 'a loop over counties (told, silent), lists, lines, sizes' },
    example: { zh: '每 县区 已报 间隔=；', en: 'each counties told between=;' },
    keys: [{ zh: '间隔', id: 'between', about: { zh: '两个之间印什么', en: 'what is printed between two' } }],
    words: rowWord,
  },
];

const all = [...figureTags, ...otherTags];
const byName = new Map<string, Tag>(all.flatMap((tag) => [[tag.zh, tag] as const, [tag.id, tag] as const]));

/** The tag that a word names, in Chinese or by its id. */
export const tagOf = (name: string): Tag | undefined => byName.get(name);

/** The rows that a loop, table or ranking goes over. */
export const rowKinds: Record<string, 'counties' | 'lists' | 'lines' | 'sizes'> = {
  县区: 'counties',
  counties: 'counties',
  名单: 'lists',
  lists: 'lists',
  行业: 'lines',
  lines: 'lines',
  规模: 'sizes',
  sizes: 'sizes',
};

/** The conditions, by what is written. */
export const conditions: Record<
  string,
  'told' | 'silent' | 'some-silent' | 'all-silent' | 'several' | 'some' | 'none' | 'filled' | 'unfilled'
> = {
  已报: 'told',
  told: 'told',
  未报: 'silent',
  silent: 'silent',
  有未报: 'some-silent',
  'some-silent': 'some-silent',
  全未报: 'all-silent',
  'all-silent': 'all-silent',
  多县区: 'several',
  several: 'several',
  有: 'some',
  some: 'some',
  无: 'none',
  none: 'none',
  填了: 'filled',
  filled: 'filled',
  未填: 'unfilled',
  unfilled: 'unfilled',
};
