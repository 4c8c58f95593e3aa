// What the words around a figure say of it: which set is counted (threshold, nature, stage, list, line), which thing, which indicator. The
// vocabulary is that of project offices anywhere; whatever is left over after the known words is a line of its own (产业, 梅花鹿产业 …), so that a
// classification nobody has listed here still works.
export type Facets = Record<string, string>;
export type Reading = { facets: Facets; noun: string | null; measure: string | null; residue: string; loose: string[] };

const stages: [pattern: RegExp, stage: string][] = [
  [/通过财政部[^,，。;；]{0,10}?(?:审核|审查|评审|批准)/, '通过财政部审核'],
  [/通过国家[^,，。;；]{0,10}?(?:审核|审查|评审|批准)/, '通过国家审核'],
  [/通过省[^,，。;；]{0,10}?(?:审核|审查|评审|批准|初审)/, '通过省审核'],
  [/通过市[^,，。;；]{0,10}?(?:审核|审查|评审|批准|初审)/, '通过市审核'],
  [/通过(?!率)[^,，。;；]{0,12}?(?:审核|审查|评审|评估|批准|初审)|(?:审核|评审)通过|过审/, '通过审核'],
  [/(?:报送|上报|报至|报)(?:至|到|给)?(?:国家|省)[\u4e00-\u9fff]{0,8}/, '上报'],
  [/(?:未|尚未|没有|还未)(?:开工|动工)(?:建设)?/, '未开工'],
  [/(?:未|尚未|没有|还未)复工/, '未复工'],
  [/(?:未|尚未)(?:竣工|完工)/, '未竣工'],
  [/(?:未|尚未)(?:入统|入库)/, '未入库'],
  [/(?:已|累计|实现|全部|目前)?(?:经)?开(?:\/|[((])?复[))]?工/, '开复工'],
  [/(?:已|实现|全部)(?:经)?新?(?:开工|动工)(?:建设)?|(?<!新|拟|计划|率)(?:开工|动工)(?!率)(?:建设)?/, '开工'],
  [/(?:已|实现|全部)?(?:经)?复工(?!率|复产)/, '复工'],
  [/(?:已|实现)?(?:竣工|完工)(?!率|验收)/, '竣工'],
  [/(?:已|实现)?(?:建成)?(?:投产|投用|投运|投入使用|投入运营)/, '投产'],
  [/达产(?:达效)?|达效/, '达产'],
  [/(?:已|纳入)?入统(?!率)|(?:已)?入库(?!率)/, '入库'],
  [/在建/, '在建'],
  [/建成(?!投)/, '建成'],
  [/停工|停建|缓建|停缓建/, '停工'],
  [/谋划|策划|包装/, '谋划'],
  [/储备/, '储备'],
  [/前期/, '前期'],
  [/申报|申请/, '申报'],
  [/获批|批复|获得批准/, '批复'],
  [/下达/, '下达'],
  [/发行/, '发行'],
  [/洽谈|在谈/, '洽谈'],
  [/签约|签订/, '签约'],
  [/落地/, '落地'],
];

/** The order of a funnel: a later stage has no more than an earlier one. Numbers of different families are never compared. */
export const funnels: readonly (readonly string[])[] = [
  ['谋划', '储备', '申报', '入库', '通过市审核', '通过省审核', '通过审核', '上报', '通过国家审核', '批复', '下达', '发行'],
  ['洽谈', '签约', '落地'],
];

const natures: [RegExp, string][] = [
  [/(?:改扩建|扩建)/, '扩建'],
  [/(?:技术改造|技改|改建)/, '改建'],
  [/迁建/, '迁建'],
  [/(?:拟|计划|预计)?新(?:建设?|开工|上|启动)|(?:拟|计划)开工(?:建设)?/, '新建'],
  [/续建|结转|跨年度/, '续建'],
  [/收尾/, '收尾'],
];

const lists: [RegExp, string][] = [
  [/(?:地方)?(?:政府)?专项债券?(?:资金)?/, '专项债券'],
  [/中央预算内(?:投资)?/, '中央预算内'],
  [/(?:纳入|列入|进入|入选|列为)?(国家|省|市|县|区)(?:级|属)?重[点大](?=项目|工程|产业|$)/, ''],
  [/(?:纳入|列入|进入|入选|列为)((?:国家|省|市|县|区)?(?:级)?“[^”]{1,10}”)/, ''],
  [/(?:纳入|列入|进入|入选|列为)([\u4e00-\u9fff“”]{2,10}?)(?:的)?(?=项目|名单|计划|$)/, ''],
  [/((?:国家|省|市|县|区)(?:级)?“[^”]{1,8}”)/, ''],
  [/招商引资/, '招商引资'],
  [/规模以上|规上/, '规上'],
];

const nouns =
  /项目|企业|工程|单位|部门|公司|园区|乡镇|街道|社区|干部|领导|工人|员工|人员|职工|卡点|问题|事项|县区|地区|课题|标段|方案|小区|党员|志愿者|岗位|学校|医院|村/g;
const loosely = /重点|重大|大项目|骨干|亿元级/g;
const verbs =
  /比上年同期|上年同期|去年同期|比上年|比去年|较上年|较去年|上年|同比|环比|增加|减少|净增|增长|下降|超过|一共|总共|共计|共有|共|合计|总计|累计|全部|其中|包括|包含|涵盖|分别[为是]?|达到|实现|已经|目前|预计|计划|拟|组织|实施|安排|推进|争取|完成|建设|涉及|总数|总量|数量|个数|计|有|为|达|是|约|近|超过|超|逾|又|再|先后|新增|同时|另外|此外|还|以及|上述|今年|去年|明年|当年|本年|年度|全年|年内|年初|以来|截至|月底|月末|底|末|上半年|下半年|季度|前三|一|方面|类|按|看|从|对|在|由|将|把|等|及|和|与|的|了|个|也|均|都|该|这|其|各|就|于|至|到|即|则|并|实|际|确定|名单|计划表|共同|集中|加快|全面|统筹|已|正|中(?![型小央心学医部])|每|被|含|里|内|全市|全县|全区|全省|我市|我县|我区|所有|现|向|经|范围|规模|部分|本|要|能|可|使|惠及|覆盖|带动|列入|纳入|分成|分为|组成|构成|筛选|选派|选|派/g;

const measures: [RegExp, string][] = [
  [/总投资额?|投资总[额量]|投资概算|概算投资|估算投资/, '总投资'],
  [
    /(?:已|累计|实际|共|总共|已经|实)(?:经)?(?:累计|共)?完成[\u4e00-\u9fff]{0,4}?(?:年度)?投资额?|(?:投资完成额|完成投资额|完成投资(?=占))/,
    '完成投资',
  ],
  [
    /(?:年度|当年|本年度?|全年|今年|年内|\d{4}年度?)(?:计划|预计|拟)?(?:完成)?投资(?:计划|额|目标|任务)?|(?:年度|当年|全年|今年)投资计划|年(?:度)?计划(?:完成)?(?:投资)?|(?:计划|拟|预计)(?:年内)?(?:完成)?投资(?!总)/,
    '年度计划投资',
  ],
  [/完成(?:固定资产)?(?:项目)?投资额?|投资完成|(?:已|累计|实际)?完成\s*$/, '完成投资'],
  [/(?:到位|落实)(?:各类)?(?:建设)?资金|资金到位|到位/, '到位资金'],
  [/固定资产投资/, '固定资产投资'],
  [/投资额?/, '投资'],
];

/** Measure words that carry no set of their own, for amounts that are not investment. The longest first. */
const heads =
  /(?:一般公共预算收入|财政收入|主营业务收入|营业收入|收入|增加值|生产总值|总产值|产值|利润总额|利润|税收|销售额|销售收入|贷款余额|贷款|授信额?度?|额度|债券|资金需求|需求资金|资金缺口|发行总?额|发行规模|资金|补助|补贴|进出口总额|出口额|需求|缺口|支出|预算(?!内)|合同额|金额|存款)/;

const cut = (words: string, pattern: RegExp): [string, RegExpExecArray | null] => {
  const match = pattern.exec(words);
  return [match ? `${words.slice(0, match.index)} ${words.slice(match.index + match[0].length)}` : words, match];
};

/** Of a money figure: which indicator; `null` when the words name none. */
export function measureOf(words: string): { measure: string | null; rest: string } {
  for (const [pattern, measure] of measures) {
    const [rest, match] = cut(words, pattern);
    if (match) return { measure: /(?:本月|当月)/.test(words) ? `当月${measure}` : measure, rest };
  }
  const last = [...words.matchAll(new RegExp(heads, 'g'))].at(-1);
  const match = last ?? null;
  const rest = last ? `${words.slice(0, last.index)} ${words.slice(last.index + last[0].length)}` : words;
  return match ? { measure: match[0], rest } : { measure: null, rest: words };
}

/** The facets of the words that stand in one clause with a figure. Thresholds and places are cut out before, by those who know them. */
export function facetsOf(words: string, ahead = false): Reading {
  const facets: Facets = {};
  let rest = words;
  for (const [pattern, name] of lists) {
    const [without, match] = cut(rest, pattern);
    if (!match) continue;
    const found = name !== '' ? name : `${match[1]!.replace(/级$/, '')}${/重[点大]/.test(match[0]) ? '重点' : ''}`;
    if (found.length > 1 && !facets.list && !/^(?:今?年度?|全年|当年)?(?:实施)?(?:计划|目标)?$/.test(found)) {
      facets.list = found;
      rest = without;
    }
  }
  const bothNatures =
    /新(?:建|开工|上)[^,，。;；]{0,4}[、和及与][^,，。;；]{0,4}(?:续建|结转)|(?:续建|结转)[^,，。;；]{0,4}[、和及与][^,，。;；]{0,4}新(?:建|开工|上)/.test(
      rest,
    );
  if (bothNatures) rest = rest.replace(/(?:拟|计划)?新(?:建|开工|上)|续建|结转/g, ' ');
  for (const [pattern, nature] of natures) {
    const [without, match] = cut(rest, pattern);
    if (!match || facets.nature) continue;
    facets.nature = nature;
    // 已新开工: the nature stays new and the stage says that it happened.
    rest = /已(?:经)?$/.test(rest.slice(0, match.index)) && /开工/.test(match[0]) ? `${without.replace(/已(?:经)?/, '')}已开工` : without;
  }
  for (const [pattern, stage] of stages) {
    const [without, match] = cut(rest, pattern);
    if (!match || facets.stage) continue;
    facets.stage = stage;
    rest = without;
  }
  // 已整改, 未整改, 应返岗: any verb may be a stage.
  const happened = facets.stage ? null : /(已经?|未|尚未|应|需)(?!有|达|为)([\u4e00-\u9fff]{2,4}?)(?:的|了)?\s*$/.exec(rest);
  if (happened) {
    facets.stage = `${/未/.test(happened[1]!) ? '未' : /应|需/.test(happened[1]!) ? '应' : ''}${happened[2]}`;
    rest = rest.slice(0, happened.index);
  }
  const loose = rest.match(loosely) ?? [];
  rest = rest.replace(loosely, ' ');
  // The noun that is counted stands at the end (项目共80个) or at the beginning (8个项目), not anywhere (因用地问题未开工的8个).
  const found = [...words.matchAll(nouns)]
    .filter((match) => words.trimEnd().length - match.index - match[0].length <= 3 || (ahead && match.index <= 12))
    .map((match) => match[0]);
  const counted = ahead ? found[0] : found.at(-1);
  rest = rest.replace(/项目/g, ' ');
  if (counted && counted !== '项目')
    rest = ahead
      ? rest.replace(counted, ' ')
      : rest.slice(0, Math.max(0, rest.lastIndexOf(counted))) + rest.slice(rest.lastIndexOf(counted) + counted.length);
  const residue = rest
    .replace(verbs, ' ')
    .replace(/[\s\d.,，、:：;()%~—\-“”"+]+/g, ' ')
    .trim()
    .replace(/ /g, '');
  return { facets, noun: counted ?? null, measure: null, residue: residue.length === 1 ? '' : residue, loose };
}

/** Classes that are known to leave nothing over: when the parts named are one of these sets, their sum is the whole. */
const complete: readonly RegExp[][] = [
  [/^新建$/, /^续建$/],
  [/男/, /女/],
  [/城/, /[乡村]/],
  [/一产|第一产业/, /二产|第二产业/, /三产|第三产业/],
  [/^(?:农业|农林)/, /^工业/, /^(?:服务业|三产|商贸|现代服务业)/],
  [/产业/, /基础设施|基建/, /民生|社会|环保|公共服务/],
  [/中央/, /省/, /市/],
  [/国有|政府/, /民间|民营|企业|社会/],
  [/内资/, /外资/],
];
/** Stages that leave nothing over: what is finished, under way and not begun. 已X and 未X always do. */
const stageSets: readonly (readonly string[])[] = [
  ['竣工', '在建', '未开工'],
  ['投产', '在建', '未开工'],
  ['开工', '未开工'],
  ['开复工', '未开工'],
  ['开复工', '未开复工'],
];

/** Whether two lines are classes of one classification (工业 and 农业, 产业 and 民生). */
export const sameClass = (a: string, b: string): boolean =>
  complete.some((set) => set.some((pattern) => pattern.test(a)) && set.some((pattern) => pattern.test(b)));

/** Levels of a list exclude each other: 省重点, 市重点. */
export const isLevel = (list: string): boolean => /^(?:国家|省|市|县|区)(?:级|属)?重[点大]?$/.test(list);

/** Where money comes from. Three of them named are taken for all. */
const sources = /中央|国家|省级|市级|县级|债券|自筹|贷款|社会资本|财政/;

/** Whether these values of one dimension are known to make up the whole. */
export function isComplete(dimension: string, values: readonly string[]): boolean {
  if (dimension === 'stage')
    return (
      (values.length === 2 && values.some((value) => values.includes(`未${value}`))) ||
      stageSets.some((set) => set.length === values.length && set.every((each) => values.includes(each)))
    );
  if (dimension !== 'nature' && dimension !== 'line' && dimension !== 'line2') return false;
  if (values.some((value) => /其[他它余]/.test(value))) return true;
  if (values.length > 2 && values.every((value) => sources.test(value))) return true;
  return complete.some(
    (set) =>
      set.length <= values.length &&
      set.every((pattern) => values.some((value) => pattern.test(value))) &&
      values.every((value) => set.some((pattern) => pattern.test(value)) || dimension === 'nature'),
  );
}
