// Bulletins of regions nobody had in mind, written as offices write them, with invented figures. What stands in braces takes part in a relation:
// as printed the text is silent; with any one of these figures changed, a contradiction stands on the changed figure.
import { describe, expect, it } from 'vitest';
import { proofread } from './rules.ts';
import type { Finding, Knowledge } from './rules-model.ts';

const knowledge: Knowledge = {
  today: '2026-01-15',
  year: null,
  region: null,
  places: [],
  organisations: [],
  events: [],
  register: null,
};
const serious = (text: string): Finding[] => proofread({ text, tables: [] }, knowledge).findings.filter((one) => one.severity !== 'ask');

/** {24} is exact and fails by one of its last place; {~72.9} is rounded, or a part of what is rounded, and fails by its first digit. */
const bulletins: [what: string, text: string][] = [
  [
    'numbers before their nouns, one class without an amount',
    `前八月重点项目建设情况通报

今年，全市安排重点项目{458}个，总投资7206.7亿元，年度计划投资{~853.8}亿元。1—8月共完成投资{~622.2}亿元，占年度计划的{~72.9}%。其中{133}个续建项目完成投资454.31亿元；{124}个新建项目已开工{~122}个，开工率为{~98.4}%，完成投资124.06亿元；{50}个建成项目完成投资40.48亿元；{151}个前期项目有序推进。
列入省级重点项目共17个，年度计划投资{~258.08}亿元。1—8月完成投资{~277.58}亿元，占年计划的{~107.56}%。`,
  ],
  [
    'a bracket that counts the parts of packages',
    `今年安排全市重点建设项目444项（打包项目拆分后共569项），项目总投资5141亿元，年度投资计划{~647.4}亿元。1-10月项目累计完成投资{~629.0}亿元，占年度投资计划的{~97.2}%，超过时间进度{~13.8}个百分点。本年度计划开工项目{~255}项（其中1-10月份计划新开工223项），目前实际已开工{~206}项，完成年度计划开工的{~80.8}%。`,
  ],
  [
    'three industries, town and country',
    `初步核算，2021年全市实现地区生产总值{1260.35}亿元，按可比价格计算，比上年增长7.2%。其中，第一产业增加值{201.48}亿元，增长6.8%；第二产业增加值{478.62}亿元，增长7.9%；第三产业增加值{580.25}亿元，增长6.9%。三次产业结构比为16.0:38.0:46.0。年末常住人口{312.6}万人，其中城镇人口{178.4}万人，乡村人口{134.2}万人。`,
  ],
  [
    'taxes and what is no tax',
    `1—9月，全县完成一般公共预算收入{8.64}亿元，同比增长5.4%，完成年初预算的72%。其中：税收收入{5.91}亿元，占一般公共预算收入的{~68.4}%；非税收入{2.73}亿元，占{~31.6}%。一般公共预算支出32.58亿元，同比增长2.1%，其中民生支出26.4亿元，占比81.0%。`,
  ],
  [
    'households and people in pairs',
    `全镇共有建档立卡贫困户{428}户{1163}人，其中：一般贫困户{213}户{645}人，低保户{164}户{431}人，五保户{51}户{87}人。截至目前，已脱贫{391}户{1082}人，未脱贫{37}户{81}人，贫困发生率由2014年的12.6%降至0.9%。`,
  ],
  [
    'those who should be back, those who are',
    `截至2月28日，全区规模以上工业企业{~214}家，已复工{~203}家，复工率{~94.9}%；返岗员工{~18650}人，返岗率{~88.4}%，应返岗{~21097}人。重点项目{~65}个，已复工{~48}个，复工率{~73.8}%，到岗人员3260人。对未复工的{11}家企业逐户建立台账，其中缺原材料的{5}家，缺员工的{4}家，缺资金的{2}家。`,
  ],
  [
    'each district with its plan, its start and its rate',
    `（一）项目开工情况。全市计划新开工项目{150}个，已开工{112}个，开工率{~74.7}%。其中：东湖区计划{40}个，开工{34}个，开工率{~85}%；西湖区计划{35}个，开工{28}个，开工率{~80}%；南城县计划{45}个，开工{30}个，开工率{~66.7}%；北川县计划{30}个，开工{20}个，开工率{~66.7}%。
（二）投资完成情况。全市完成投资{96.8}亿元，其中东湖区{30.5}亿元、西湖区{24.6}亿元、南城县{23.4}亿元、北川县{18.3}亿元。`,
  ],
  [
    'values dealt out over names',
    `2021年，甲县、乙县、丙县分别实施重点项目{24}个、{31}个、{19}个，合计{74}个；分别完成投资{12.5}亿元、{18.7}亿元、{9.3}亿元，合计{40.5}亿元。`,
  ],
  [
    'parts in brackets',
    `今年以来，青坪县计划实施重点项目{45}个（新建{21}个，续建{24}个），总投资{270.94}亿元（新建{142.15}亿元，续建{128.79}亿元）。`,
  ],
  [
    'a base that ends at the semicolon',
    `1—6月，全区完成工业投资{~58.3}亿元，上年同期{~51.7}亿元，同比增长{~12.8}%；技改投资{~21.4}亿元，比上年同期增加{~2.6}亿元，增长{~13.8}%；新增规上工业企业18户，总数达到146户。基础设施投资33.5亿元，同比下降4.2%，降幅比一季度收窄2.1个百分点。`,
  ],
  [
    'a base inside its percentage',
    `截至9月底，全市384个重点项目完成投资{~521.6}亿元，占年度计划{~682.5}亿元的{~76.4}%，超序时进度{~1.4}个百分点。其中省重点项目56个，完成投资{~168.2}亿元，占年度计划{~203.1}亿元的{~82.8}%。`,
  ],
  [
    'shares of four classes',
    `全市规上工业企业{428}户。其中大型企业{12}户，占{~2.8}%；中型企业{67}户，占{~15.7}%；小型企业{258}户，占{~60.3}%；微型企业{91}户，占{~21.3}%。`,
  ],
  [
    'a task beside a list',
    `全年完成造林绿化{8.6}万亩，其中人工造林{3.2}万亩、封山育林{4.1}万亩、退化林修复{1.3}万亩，占年度任务{~8}万亩的{~107.5}%。治理水土流失面积126平方公里，新建高标准农田12.5万亩，新改建农村公路386.4公里，完成棚户区改造2860套。`,
  ],
  [
    'English: respectively',
    `Donghu, Xihu and Beishan completed {3.2}, {4.1} and {2.7} billion yuan respectively, {10.0} billion yuan in total. Industrial output rose 8.3 percent year on year to 21.7 billion yuan. Call 0431-8890 for details; see Document No. 12 (2020), p. 7.`,
  ],
  [
    'stages of one whole',
    `全市应建在建民生项目{120}个，已完工{86}个，在建{29}个，未开工{5}个，开工率{~95.8}%。剩余5个项目均已明确开工时间。`,
  ],
  [
    'shares that make a hundred',
    `截至8月末，全省累计发行新增专项债券{1426.3}亿元。其中，交通基础设施{412.6}亿元，占{~28.9}%；市政和产业园区{508.2}亿元，占{~35.6}%；棚改{296.4}亿元，占{~20.8}%；社会事业{209.1}亿元，占{~14.7}%。`,
  ],
  [
    'completion of tasks, amounts and counts',
    `1—6月份，全市引进亿元以上省外项目资金{~219.22}亿元，完成年度目标任务{~589}亿元的{~37.22}%，同比增长8.08%。新开工工业项目{~78}个，完成年度目标任务{~132}个的{~59.09}%，同比增长16.42%。其中，投资1亿元以上工业项目{~63}个，完成年度目标任务{~81}个的{~77.78}%。`,
  ],
  [
    'a list behind a colon inside a list',
    `截至6月底，全县共有在库项目{132}个，计划总投资{486.5}亿元。其中，5000万元以上项目{57}个，计划总投资462.3亿元：新开工{26}个、计划总投资{180.6}亿元，续建{31}个、计划总投资{281.7}亿元；5000万元以下项目{75}个，计划总投资{24.2}亿元。`,
  ],
  [
    'English: including, and points between rates',
    `There were {2,140} posts, including {630} technical, {1,280} general and {230} managerial posts. The unemployment rate fell by {0.4} percentage points, from {3.8}% to {3.4}%.`,
  ],
  [
    'begun and not begun with amounts',
    `本次调度共涉及项目{48}个，总投资{86.4}亿元，其中：已开工{31}个、总投资{58.2}亿元；未开工{17}个、总投资{28.2}亿元。`,
  ],
  [
    'growth told after a list',
    `累计争取上级资金{8.42}亿元，其中中央预算内资金{3.16}亿元、专项债券{4.2}亿元、省级专项{1.06}亿元，比上年同期的{~6.57}亿元增长{~28.2}%。`,
  ],
  ['two lots together', `第一批{24}个项目总投资{36.5}亿元，第二批{31}个项目总投资{52.8}亿元，两批共{55}个项目，总投资{89.3}亿元。`],
  [
    'English: a rate of a target',
    `The plan for 2022 lists {150} projects, of which {112} have started, a start rate of {~74.7}%. Investment of {~96.8} billion yuan has been completed, {~64.5}% of the annual target of {~150} billion yuan.`,
  ],
  [
    'numbered paragraphs under one whole, and what is still lacking',
    `青禾县2023年计划实施重点项目{64}个，总投资{512.6}亿元，年度计划投资{118.4}亿元。
（一）新建项目{38}个，总投资{~287.9}亿元，年度计划投资{76.1}亿元。其中：工业项目{21}个，总投资{168.4}亿元；服务业项目{17}个，总投资{119.5}亿元。
（二）续建项目{26}个，总投资{224.7}亿元，年度计划投资{42.3}亿元。
全部项目共需用地{9400}亩，已落实{7050}亩，占{~75}%；尚缺{2350}亩。`,
  ],
  [
    'shares and values dealt out in order',
    `全市在册合作社中，示范社{84}家、一般社{126}家，合计{210}家，分别占{~40}%和{~60}%。三个园区分别完成投资{8.4}亿元、{6.7}亿元和{5.2}亿元，合计{20.3}亿元。`,
  ],
  [
    'counties without known names, seen from their side',
    `上半年，全市完成投资{243.5}亿元。
从县区看，甲县完成投资{58.3}亿元，乙区完成投资{71.62}亿元，丙县完成投资{49.08}亿元，丁区完成投资{64.5}亿元。`,
  ],
  ['an average, what was taken away and what was kept', `{15}个村共设服务点{~135}处，平均每个村{~9}处。整合后，撤销{~48}处，保留{~87}处。`],
  ['new posts of town and country', `全年新增岗位{9640}个，其中城镇新增{6120}个，农村新增{3520}个。`],
  ['a rate of the amount in the sentence before', `全县共争取专项资金{~24600}万元。已拨付{~18450}万元，拨付率{~75}%。`],
  [
    'English: so many of so many, the remaining, growth over a year before',
    `Of {~250} projects, {~165} ({~66}%) had started by May; the remaining {~85} had not. Investment totalled {~7.2} billion yuan. This was {~20}% more than the {~6.0} billion yuan of 2021.`,
  ],
  ['one amount in two units', `新建学校{14}所，总投资{2.4}亿元（{24000}万元），其中小学{9}所、其他学校{5}所。`],
  ['growth of a plan over a year before', `今年全区安排项目58个，年度计划投资{~42.5}亿元。年度计划投资比2020年的{~34.0}亿元增长{~25}%。`],
  ['net increase', `开发区入驻企业{263}家，其中规上企业{87}家、规下企业{176}家；今年新入驻{35}家，迁出{9}家，净增{26}家。`],
];

const silent: string[] = [
  '东山区\n\n东山区共排查问题182个，已整改72个，未整改110个。\n\n西山县\n\n按产业分，西山县73个重点项目中，农业项目22个、工业项目35个、服务业项目16个。',
  '北滩区\n\n北滩区续建项目41个，总投资139.41亿元，年度计划投资79.63亿元。\n\n南滩县\n\n一是新建项目13个，总投资14.58亿元；二是续建项目28个，总投资55.09亿元。两项合计41个，总投资69.67亿元。',
  '五个乡镇分别新建卫生室2个、3个、1个、2个，青山镇未建；四个县分别完成投资3.1亿元、2.8亿元、4.2亿元，另有一县未报。',
  '今年计划完成投资80亿元，其中一季度完成18亿元。二季度完成投资比去年的20亿元增长15%。',
  '全县需补助资金3200万元，已到位1800万元，占56.3%；尚缺配套资金600万元。争取专项资金5000万元，其中已下达3000万元。已拨付1500万元，拨付率50%。',
  '从行业看，工业投资23.5亿元，农业投资12.1亿元，服务业投资18.4亿元；从区域看，城区12.4亿元，东区8.8亿元，西区9.1亿元，其余为跨区项目。全市完成投资86亿元，增长5%。',
  '未开工的36个项目中，因征地受阻18个，因资金不足15个，因手续不全11个（部分项目存在多重原因）。',
  '募集善款1.5亿元（1.2亿元为企业捐赠），已使用8600万元。投资3亿元（2亿元）。',
  '全市在库亿元以上项目64个，总投资520亿元。\n（一）东片区项目20个，总投资160亿元。\n（二）西片区项目25个，总投资210亿元。\n（三）存在的问题。19个项目尚未落地。',
  '全市共有重点项目128个，其中省重点30个、市重点45个、列入“双百工程”28个。总投资1200亿元，其中省重点480亿元、市重点390亿元。',
  '共抽调干部63名，其中A镇12名、B镇16名、C镇15名。全县共接待游客128.6万人次，其中景区52.3万人次，民宿31.2万人次。',
  '全年新增贷款86.5亿元，其中制造业贷款21.3亿元、小微企业贷款38.6亿元、绿色贷款19.2亿元。',
  '截至5月底，已开工42个，其中6月份以来开工8个，亿元以上项目11个；已竣工15个，其中提前竣工3个。',
  '全县在建项目56个，其中投资5亿元以上项目9个、1亿元以上项目31个、5000万元以上项目48个。',
  '完成造林5.2万亩，完成年度计划的104%；治理水土流失面积26平方公里，完成年度计划的65%；栽植苗木320万株。',
  '市住建局牵头项目12个，已开工10个，开工率83.3%；市交通局牵头项目9个，已开工6个，开工率66.7%；市水利局牵头项目7个，全部开工；其余单位牵头项目16个，已开工11个，开工率68.8%。',
  '项目建设期2年，共分3个标段，其中一标段12公里，二标段9.5公里，三标段14.3公里（含桥梁2.1公里）。',
  '全区共有住宅小区186个，其中老旧小区74个，已改造41个，在改造22个；有物业管理的小区132个。',
  '全市城镇新增就业2.8万人，完成年度目标的70%；失业人员再就业0.9万人，就业困难人员就业0.35万人。',
  '今年以来共发生火灾42起，同比下降12.5%，直接财产损失186万元，同比上升8.6%；其中居民住宅火灾18起，占42.9%，生产经营场所火灾9起，占21.4%。',
  '从区域看，东部地区投资占全省的56.3%，中部占24.8%；从产业看，二产占38.2%，三产占57.5%。',
  '全年计划新开工项目80个，上半年已开工36个，下半年计划开工44个；续建项目65个，复工60个，复工率92.3%。',
  '新签约项目38个，其中：10亿元以上5个，亿元以上22个；工业项目25个，现代服务业项目10个。合同引资额156亿元，到位资金23亿元，资金到位率14.7%。',
  '全县有劳动力8.6万人，其中外出务工3.2万人（省外2.1万人、省内1.1万人），本地就业4.1万人。',
  'Of the 240 firms surveyed, 96 are large, 81 medium; 54 firms export more than half of output. Investment totalled 3.6 billion yuan, including 1.2 billion in equipment and 0.8 billion in land.',
  '全市污水处理厂18座，日处理能力46万吨；垃圾处理场7座，其中焚烧厂2座、填埋场3座、综合处理场1座。',
  '已办理施工许可证项目33个，已办理土地证项目41个，已办理规划许可证项目45个，四证齐全项目29个。共有69个项目进入报批程序。',
];

type Figure = { start: number; printed: string; rounded: boolean };

function figuresOf(marked: string): { text: string; figures: Figure[] } {
  const figures: Figure[] = [];
  let text = '';
  let last = 0;
  for (const match of marked.matchAll(/\{(~?)([^}]*)\}/g)) {
    text += marked.slice(last, match.index);
    figures.push({ start: text.length, printed: match[2]!, rounded: match[1] === '~' });
    text += match[2];
    last = match.index + match[0].length;
  }
  return { text: text + marked.slice(last), figures };
}

function slip({ printed, rounded }: Figure): string {
  if (rounded) return `${printed[0] === '9' ? 8 : Number(printed[0]) + 1}${printed.slice(1)}`;
  const places = printed.split('.')[1]?.length ?? 0;
  return (Number(printed.replaceAll(',', '')) + 10 ** -places).toFixed(places);
}

describe('a bulletin never seen', () => {
  for (const [what, marked] of bulletins)
    it(`${what}: silent as it is, and every figure that is bound is found when it is changed`, () => {
      const { text, figures } = figuresOf(marked);
      expect(serious(text).map((one) => one.sentence.zh)).toEqual([]);
      const missed = figures.filter((figure) => {
        const to = slip(figure);
        const altered = text.slice(0, figure.start) + to + text.slice(figure.start + figure.printed.length);
        const end = figure.start + to.length;
        return !serious(altered).some(
          (one) =>
            one.severity === 'contradiction' &&
            one.positions.some((place) => place.kind === 'text' && place.span.start < end && place.span.end > figure.start),
        );
      });
      expect(missed.map((figure) => `${figure.printed} at ${figure.start}`)).toEqual([]);
    });
});

describe('a text in which nothing has to add up', () => {
  it.each(silent)('is left alone: %s', (text) => {
    expect(serious(text).map((one) => one.sentence.zh)).toEqual([]);
  });
});
