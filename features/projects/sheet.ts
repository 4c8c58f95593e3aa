// What a ledger's columns may be called and what its sheets may be asked. Titles are those met in real lists of counties, and in open
// data of other countries; how a title is compared is the imports room's business, what a row means is sheet-read.ts.
import type { Field, SheetOption } from '../imports/door.ts';

/** Lists that a ledger may mark in a column of their own: the kind, as `lists.kind` says it, and titles of such columns. */
export const listColumns: readonly { kind: string; zh: string; en: string; titles: readonly string[] }[] = [
  { kind: '省三早', zh: '省“三早”', en: 'Province three-early list', titles: ['是否省三早', '省三早项目', '是否省三早项目', '是否纳入省三早', '三早项目', '是否三早', '是否三早项目', '省级三早', '三抓三早', '是否列入三早', 'three early'] },
  { kind: '省重点', zh: '省重点', en: 'Province key list', titles: ['是否省重点', '省重点项目', '是否省重点项目', '省级重点', '是否省级重点项目', 'provincial key project'] },
  { kind: '市重点', zh: '市重点', en: 'City key list', titles: ['是否市重点', '市重点项目', '是否市重点项目', '市级重点', '是否市级重点项目', 'city key project'] },
  { kind: '县重点', zh: '县（区）重点', en: 'County key list', titles: ['是否县重点', '县重点项目', '区重点项目', '是否区重点', '县区重点', '县级重点', '是否县级重点项目', '是否重点项目', 'county key project'] },
  { kind: '专项债', zh: '专项债', en: 'Special bonds', titles: ['专项债券', '是否专项债', '专项债项目', '专项债券项目', '地方政府专项债券', '是否申报专项债', '是否专项债券项目', '专项债申报情况', '专项债进展', 'special bond'] },
  { kind: '中央预算内', zh: '中央预算内', en: 'Central budget', titles: ['中央预算内投资', '是否中央预算内', '中央预算内项目', '是否争取中央预算内', '中央预算内投资项目', '是否中央预算内投资', 'central budget'] },
];

/** The field id of a list's own column. */
export const listField = (kind: string): string => `list:${kind}`;

export const ledgerFields: readonly Field[] = [
  {
    id: 'name', kind: 'text', zh: '项目名称', en: 'Project name', required: true,
    titles: ['项目全称', '工程名称', '项目', '建设项目名称', '重点项目名称', '工程项目名称', '项目名', '项目工程名称', 'Project', 'Name of project', 'Project title', 'project_name', 'project_description', 'Title', 'Scheme name', 'Programme name', 'name'],
  },
  {
    id: 'code', kind: 'project-code', zh: '项目代码', en: 'National project code',
    titles: ['投资项目代码', '投资项目统一代码', '统一项目代码', '国家项目代码', '全国投资项目代码', '项目统一代码', '在线平台项目代码', '审批监管平台代码', '全国投资项目在线审批监管平台代码', '赋码', '国家编码', '项目编码', 'project code'],
  },
  {
    id: 'owner', kind: 'text', zh: '建设单位', en: 'Owner',
    titles: ['项目单位', '业主单位', '项目业主', '建设单位名称', '项目单位名称', '单位名称', '责任单位', '主管单位', '项目法人', '项目法人单位', '法人单位', '投资单位', '实施单位', '申报单位', '企业名称', '承建业主', '项目主体', '建设主体', '实施主体', '业主', 'Owner name', 'Implementing agency', 'Implementing Agency Name', 'managing_agency', 'Managing agency', 'Department', 'Agency', 'Sponsor', 'Borrower', 'Promoter', 'impagency', 'lead agency'],
  },
  { id: 'creditCode', kind: 'credit-code', zh: '统一社会信用代码', en: 'Unified social credit code', titles: ['社会信用代码', '信用代码', '组织机构代码', '单位代码', '法人代码', 'credit code'] },
  {
    id: 'place', kind: 'text', zh: '建设地点', en: 'Place',
    titles: ['地址', '建设地址', '项目地点', '项目地址', '所属乡镇', '所在乡镇', '所属乡镇街道', '所属辖区', '所属区县', '所在地', '项目所在地', '建设位置', '所属园区', '选址', '项目选址', '落户地点', '具体位置', 'Location', 'Project location', 'project_location', 'Borough', 'Address', 'Region', 'District', 'location of project', 'site'],
  },
  { id: 'industry', kind: 'text', zh: '行业代码', en: 'Industry code', titles: ['国标行业代码', '所属行业', '所属行业代码', '行业', '行业类别', '国民经济行业代码', '国民经济行业', '行业分类', '行业小类', '行业代码4位', 'Industry', 'industry classification'] },
  { id: 'line', kind: 'text', zh: '所属产业', en: 'Line', titles: ['产业类别', '产业', '行业线', '类别', '项目类别', '项目类型', '所属领域', '领域', '投资领域', '分类', '板块', 'Sector', 'Line', 'Category', 'Sector1', 'Major sector', 'Annual Report Category', 'ten_year_plan_category', 'mjsector1'] },
  { id: 'nature', kind: 'text', zh: '建设性质', en: 'New or continuing', titles: ['项目性质', '新建/续建', '新续建', '新建续建', '新开工/续建', '性质', '建设类型', '开工类型', '新开工或续建', '建设状态', '新、续建', 'Construction nature', 'New or continuing', 'nature'] },
  { id: 'content', kind: 'text', zh: '建设规模及内容', en: 'Content and capacity', titles: ['主要建设内容', '主要建设内容及规模', '建设内容', '建设内容及规模', '建设规模及主要内容', '建设规模', '项目内容', '项目概况', '项目简介', '建设规模和内容', '主要建设规模及内容', '建设规模与内容', '建设内容和规模', 'Description', 'Description / Aims', 'Project description', 'Scope', 'scope_summary', 'Scope summary', 'Development objective', 'Project Development Objective', 'pdo'] },
  { id: 'span', kind: 'span', zh: '建设起止年限', en: 'Planned start and finish', titles: ['建设年限', '建设工期', '建设周期', '起止年限', '建设起止时间', '建设起止年月', '起止年月', '建设时间', '计划建设年限', '计划工期', '工期', '起止时间', '建设期', '建设期限', '计划起止时间', 'Period', 'Construction period', 'Start and finish'] },
  { id: 'start', kind: 'day', zh: '计划开工时间', en: 'Planned start', titles: ['开工时间', '开工年月', '开工日期', '拟开工时间', '计划开工日期', '开工', '开工年份', '计划建设年限开工', '建设起始年', '开始时间', '起始年', '计划开工', '建设开始时间', 'Start', 'Start date', 'Planned start date', 'Project - Start Date', 'Project start date', 'Approval date', 'Board approval date', 'boardapprovaldate', 'date of approval', 'commencement date'] },
  { id: 'finish', kind: 'day', zh: '计划竣工时间', en: 'Planned finish', titles: ['竣工时间', '竣工年月', '竣工日期', '完工时间', '计划完工时间', '拟竣工时间', '计划竣工日期', '竣工', '完工', '竣工年份', '计划建设年限竣工', '建成时间', '计划建成时间', '结束时间', '计划竣工', '建设结束时间', 'Finish', 'Finish date', 'End date', 'Completion date', 'Planned finish date', 'Project - End Date', 'Project end date', 'Closing date', 'Project Closing Date', 'closingdate'] },
  {
    id: 'total', kind: 'money', zh: '计划总投资', en: 'Total investment', summed: true,
    titles: ['总投资', '总投资额', '项目总投资', '计划总投资额', '投资总额', '投资额', '概算总投资', '估算总投资', '总投资规模', '投资规模', '预计总投资', '拟投资额', '总投资金额', 'Total', 'Total cost', 'Total investment', 'Total Project Cost', 'Project cost', 'TOTAL Baseline Whole Life Costs', 'Whole life cost', 'Total Baseline Whole Life Costs (£m)', 'lendprojectcost', 'Total amount', 'Total Commitment', 'combined_total', 'original_budget', 'Total budget', 'Budget', 'totalcommamt', 'totalamt', 'Total IDA and IBRD Commitment'],
  },
  {
    id: 'annualPlan', kind: 'money', zh: '年度计划投资', en: 'Annual plan', summed: true,
    titles: ['年计划投资', '年度投资计划', '本年计划投资', '当年计划投资', '当年计划完成投资', '本年度计划投资', '今年计划投资', '年度计划', '年度计划完成投资', '年度计划投资额', '计划当年完成投资', '当年投资计划', '本年投资计划', '年度投资', '年内计划投资', '年内计划完成投资', '{year}年投资计划', '{year}年计划投资', '{year}年度计划投资', '{year}年计划完成投资', '{year}年度投资计划', '{year}年拟完成投资', '{year}年计划', '{year}年度计划', '{year}计划投资', '{year}投资计划', 'Annual plan', 'Annual budget', 'Planned this year', 'Plan {year}', 'combined{year}', 'FY{year}', 'Financial Year Baseline', 'Financial Year Baseline (£m)'],
  },
  {
    id: 'doneBefore', kind: 'money', zh: '上年底累计完成投资', en: 'Done before this year', summed: true,
    titles: ['累计完成投资', '已完成投资', '截至上年底累计完成投资', '截止上年底累计完成投资', '截至{year}年底累计完成投资', '截止{year}年底累计完成投资', '截至{year}年累计完成投资', '{year}年底累计完成投资', '至{year}年底累计完成投资', '截至{year}年底完成投资', '自开工累计', '自开工累计完成投资', '自开始建设累计完成投资', '历年完成投资', '开工以来累计完成投资', 'Done before', 'Spent to date', 'Expenditure to date', 'combined_prior_actuals', 'Prior actuals'],
  },
  { id: 'maturity', kind: 'choice', zh: '储备阶段', en: 'Reserve tier', titles: ['成熟度', '梯次', '储备梯次', '谋划阶段', '储备类别', '前期深度', 'maturity'], choices: [
    { value: 'idea', words: ['谋划', '谋划项目', '谋划类'] }, { value: 'reserve', words: ['储备', '储备项目', '储备类'] }, { value: 'mature', words: ['成熟', '成熟项目', '成熟类'] }, { value: 'annual', words: ['年度实施', '拟实施', '年度'] },
  ] },
  { id: 'stage', kind: 'text', zh: '项目阶段', en: 'Stage', titles: ['阶段', '项目状态', '建设阶段', '当前阶段', '目前阶段', '状态', '项目进展阶段', 'Stage', 'Status', 'Project status', 'projectstatusdisplay', 'phase', 'project phase'] },
  { id: 'funding', kind: 'text', zh: '资金来源', en: 'Funding', titles: ['资金筹措', '投资来源', '资金构成', '资金筹措方式', '投资主体', '资金渠道', 'Funding source', 'Source of funds', 'Financing'] },
  { id: 'progress', kind: 'text', zh: '形象进度', en: 'Progress in words', titles: ['项目形象进度', '截至目前项目形象进度', '截至月底项目形象进度', '目前形象进度', '工程进度', '进展情况', '项目进展', '项目进展情况', '目前进展', '前期工作进展情况', '前期工作', '工作进展', '进度情况', 'Progress', 'Departmental commentary on actions planned or taken on the IPA RAG rating.'] },
  { id: 'problems', kind: 'text', zh: '存在问题', en: 'Problems', titles: ['主要问题', '问题', '需协调解决的问题', '存在困难', '存在的问题', '困难和问题', 'Issues', 'explanation_for_delay'] },
  { id: 'leader', kind: 'text', zh: '包保领导', en: 'Responsible leader', titles: ['责任领导', '分管领导', '包联领导', '联系领导', '牵头领导', '包保县领导', '包保区领导'] },
  { id: 'leadDepartment', kind: 'text', zh: '包保部门', en: 'Responsible department', titles: ['责任部门', '牵头部门', '牵头单位', '包联部门', '行业主管部门', '主管部门'] },
  { id: 'contact', kind: 'contact', zh: '联系人及电话', en: 'Contact', personal: true, titles: ['联系人及联系电话', '联系人电话', '联系方式', '联系人及联系方式', '项目联系人及电话', '联系人和电话', 'Contact details'] },
  { id: 'contactName', kind: 'text', zh: '联系人', en: 'Contact name', personal: true, titles: ['项目联系人', '联络员', '联系人姓名', '负责人', '项目负责人', 'Contact person', 'Team leader', 'Senior Responsible Owner'] },
  { id: 'contactPhone', kind: 'text', zh: '联系电话', en: 'Contact telephone', personal: true, titles: ['电话', '手机', '手机号', '联系人手机', '电话号码', '手机号码', '办公电话', 'Telephone', 'Phone'] },
  { id: 'longitude', kind: 'decimal', zh: '经度', en: 'Longitude', titles: ['东经', 'lng', 'lon', 'Longitude', 'X坐标'] },
  { id: 'latitude', kind: 'decimal', zh: '纬度', en: 'Latitude', titles: ['北纬', 'lat', 'Latitude', 'Y坐标'] },
  ...listColumns.map((list): Field => ({ id: listField(list.kind), kind: 'text', zh: list.zh, en: list.en, titles: list.titles })),
  { id: 'lists', kind: 'text', zh: '所属名单', en: 'Lists', titles: ['名单', '纳入名单', '列入名单', '项目层级', '重点级别', '项目级别', '纳入情况', '申报类别', 'Lists'] },
  { id: 'note', kind: 'text', zh: '备注', en: 'Note', titles: ['说明', '备注说明', '其他', 'Remarks', 'Notes', 'Comment', 'Comments'] },
];

const reserveWords = /谋划|储备|前期库|预备|蓄水池|pipeline|reserve/i;

/** Digits of a threshold in a title: 500万元以上, 5000万元及以上, 1亿元以上. */
export function thresholdIn(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,，]/g, '');
  const found = [...plain.matchAll(/(\d+(?:\.\d+)?)(亿|万)元?(?:及)?以上/g)].map((match) => Math.round(Number(match[1]) * (match[2] === '亿' ? 100_000_000 : 10_000)));
  // A title may name two lines (500万元以上…5000万元以上重点): the sheet holds everything from the lowest on.
  return found.length > 0 ? Math.min(...found) : null;
}

export const ledgerOptions: readonly SheetOption[] = [
  {
    id: 'pool', zh: '项目库', en: 'Pool',
    choices: [
      { value: 'annual', zh: '年度实施', en: 'Annual list', words: ['年度', '实施', '重点项目', '项目计划'] },
      { value: 'reserve', zh: '谋划储备', en: 'Reserve', words: ['谋划', '储备'] },
    ],
    guess: (text) => (reserveWords.test(text) && !/年度实施|年度计划/.test(text) ? 'reserve' : 'annual'),
  },
  {
    id: 'thresholdYuan', zh: '统计起点', en: 'Counting line',
    choices: [
      { value: '5000000', zh: '500万元以上', en: 'from 5 million yuan', words: ['500万'] },
      { value: '50000000', zh: '5000万元以上', en: 'from 50 million yuan', words: ['5000万'] },
      { value: '100000000', zh: '1亿元以上', en: 'from 100 million yuan', words: ['1亿', '亿元以上'] },
    ],
    guess: (text) => {
      const line = thresholdIn(text);
      return line === null ? null : String(line);
    },
  },
];
