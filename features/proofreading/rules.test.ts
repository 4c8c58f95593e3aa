// The auditor on a page of newspaper: four counties, an article broken in the middle of words, one wrong count. The page is invented; it has the
// grammar of such pages. Then claims about single sentences, each silent as it stands and caught when one number is changed.
import { describe, expect, it } from 'vitest';
import { countryKnowledge } from './country.ts';
import { proofread } from './rules.ts';
import type { Finding, Knowledge, Proof } from './rules-model.ts';

const knowledge: Knowledge = { today: '2020-04-01', year: null, region: null, places: [], register: null, ...countryKnowledge };
const read = (text: string): Proof => proofread({ text, tables: [] }, knowledge);
const serious = (proof: Proof): Finding[] => proof.findings.filter((each) => each.severity !== 'ask');
const spanned = (text: string, each: Finding): string[] =>
  each.positions.map((position) => (position.kind === 'text' ? text.slice(position.span.start, position.span.end) : ''));

const page = `抓项目 促发展

今年,已是全省开展“三抓”“三早”的第四个年头。过去的三年里,各地狠抓落实。

1

白桦县

项目建设不停步 疫情防控不松懈

今年,白桦县拟实施500万元以上项目92个,总投资104.37亿元,年度计划投资52.18亿元。其中,新建项目61个,总投资43.52亿元,年度计划投资33.07亿元;续建项目31个,总投资60.85亿元,年度计划投资19.11亿元;拟实施5000万元以上重点项目41个,总投资93.26亿元,年度计划投资43.5亿元。其中,新建项目20个,总投资34.11亿元,年度计划投资25.14亿元。续建项目22个,总投资59.15亿元,年度计划投资18.36亿元。

纳入省“三早”项目13个。其中,新建项目6个,续建项目7个,项目总投资22.6亿元,年度计划投资10.3亿元。

同时,按照梯次储备的原则,

在92个重点项目基础上,又谋划了64个500万元以上项目,计划总投资180.2亿元。

充分发挥作用,实现前期提速、审

批提速;推动宏远齿轮制造有限公司搬迁。目前,200万吨钢配套90万t/a炼焦项目、12m竖炉建设项目正在施工。

2

清泉县

1月27日,清泉县部署企业复工和疫情防控工作。各企业经清泉县应急管理局、清泉县卫计局验收后复工。

2月9日,清泉县正式复工复产。

3

望江区

疫情发生以来,望江区第一时间启动应急响应。2月25日,望江区委、区政府成立疫情防控领导小组,针对火车站设立临时卡点;2月26日,先后选派五名干部下派服务。目前,全市的疫情防控成果显著。

2020年,望江区拟实施重点项目38个,总投资132.7亿元,当年计划完成投资41.8亿元。其中:拟新开工项目29个,续建项目9个,纳入省“三早”项目6个。

先后谋划地方政府专项债券项目9个。其中,5个已通过省发改委审核,报送至国家发改委。

4

松湾区

今年,松湾区计划组织实施500万元以上重点项目28个。其中,新开工项目9个、续建项目19个。计划总投资81.4亿元,年度计划投资17.6亿元,比2019年增长340%。

对全年拟新开工的9个新建项目、19个续建项目全部落实了一名区级领导。聚焦“203515”发展目标。

①北川市宏远齿轮有限责任公司积极组织生产。
`;

describe('a page of four counties', () => {
  const proof = read(page);

  it('the one sum that fails is one contradiction with exactly its three single corrections', () => {
    const contradictions = proof.findings.filter((each) => each.severity === 'contradiction');
    expect(contradictions).toHaveLength(1);
    expect(spanned(page, contradictions[0]!)).toEqual(['41个', '20个', '22个']);
    const relation = proof.relations.find((each) => each.id === contradictions[0]!.relations[0])!;
    expect(relation).toMatchObject({ kind: 'sum', holds: false, difference: '-1个', arithmetic: '20 + 22 = 42 ≠ 41' });
    const text = (id: string): string => proof.statements.find((each) => each.id === id)!.text;
    expect(relation.repairs.map((repair) => repair.changes.map((change) => [text(change.term), change.to]))).toEqual([
      [['41个', '42']],
      [['20个', '19']],
      [['22个', '21']],
    ]);
    expect(relation.repairs[1]!.consequence.zh).toContain('19 + 22 = 41');
    // The band between the two thresholds fails for the same reason, and says so.
    const band = proof.relations.find((each) => each.kind === 'band' && !each.holds)!;
    expect(band.follows).toEqual([relation.id]);
  });

  it('two dates are doubtful and nothing else is', () => {
    const doubtful = proof.findings.filter((each) => each.severity === 'doubtful');
    expect(doubtful.map((each) => [each.kind, ...spanned(page, each)])).toEqual([
      ['date-adverb', '2月25日'],
      ['date-order', '2月26日'],
    ]);
    expect(doubtful[0]!.sentence.zh).toContain('第一时间');
  });

  it('names, units, labels, growth and codes are asked about', () => {
    const kinds = proof.findings.filter((each) => each.severity === 'ask').map((each) => each.kind);
    for (const kind of [
      'one-firm-two-names',
      'organisation-outdated',
      'label-two-scopes',
      'unit-doubtful',
      'growth-without-base',
      'never-expanded',
      'place-slip',
      'year-inferred',
      'measure-two-names',
    ])
      expect(kinds).toContain(kind);
    const growth = proof.findings.find((each) => each.kind === 'growth-without-base')!;
    expect(growth.sentence.zh).toContain('4亿元');
  });

  it('each number knows its place, set and indicator', () => {
    const of = (text: string): object => proof.statements.find((each) => each.text === text)!;
    expect(of('92个')).toMatchObject({ place: '白桦县', facets: { threshold: '500万元以上' }, measure: '项目个数' });
    expect(of('34.11亿元')).toMatchObject({ place: '白桦县', facets: { nature: '新建', threshold: '5000万元以上' }, measure: '总投资' });
    expect(of('22.6亿元')).toMatchObject({ facets: { list: '省“三早”' }, measure: '总投资' });
    expect(of('41.8亿元')).toMatchObject({ place: '望江区', measure: '年度计划投资' });
  });

  it('a restated number that was changed has one correction, which mends the sum as well', () => {
    const changed = page.replace('项目92个,', '项目93个,');
    const found = read(changed).findings.filter((each) => each.severity === 'contradiction');
    expect(found).toHaveLength(2);
    expect(found[0]!.sentence.zh).toContain('93→92');
  });
});

/** Silent as it stands; each change of one number is found at that number. */
const claims: { says: string; text: string; changes: [from: string, to: string][] }[] = [
  {
    says: 'classes of industry add up in count and money',
    text: '2021年，临川市实施亿元以上项目320个，总投资1520.3亿元，年度计划投资410.6亿元。其中，产业项目180个，总投资900.1亿元，年度计划投资250.3亿元；基础设施项目90个，总投资420.2亿元，年度计划投资110.3亿元；民生项目50个，总投资200亿元，年度计划投资50亿元。',
    changes: [
      ['180个', '190个'],
      ['420.2', '402.2'],
      ['50亿元。', '51亿元。'],
      ['320个', '302个'],
    ],
  },
  {
    says: 'rates, points and a growth with its base',
    text: '截至5月底，青河县年度计划投资410.6亿元，完成投资187.2亿元，完成年度计划的45.6%，比时间进度快3.9个百分点。一季度完成固定资产投资23.6亿元，上年同期为21.2亿元，同比增长11.3%。',
    changes: [
      ['45.6%', '54.6%'],
      ['3.9个', '9.3个'],
      ['187.2', '178.2'],
      ['11.3%', '13.1%'],
      ['21.2亿', '12.2亿'],
    ],
  },
  {
    says: 'figures dealt out by 分别 and their total',
    text: '东平县、西陵县、开发区分别完成固定资产投资10.25亿元、8.32亿元和5.11亿元，合计23.68亿元。',
    changes: [
      ['8.32', '8.23'],
      ['23.68', '26.38'],
      ['10.25', '10.26'],
    ],
  },
  {
    says: 'what started out of what was to start',
    text: '全县计划新开工项目255个，已开工206个，开工率80.8%。',
    changes: [
      ['206个', '260个'],
      ['80.8%', '88.0%'],
      ['255个', '355个'],
    ],
  },
  {
    says: 'stages of a whole, and what is left',
    text: '71个项目中，已竣工9个，在建47个，未开工15个。武河区征收涉及559户，已签约286户，剩余273户。',
    changes: [
      ['47个', '74个'],
      ['9个', '6个'],
      ['286户', '268户'],
      ['273户', '237户'],
    ],
  },
  {
    says: 'classes within classes',
    text: '全县共有项目96个，计划总投资152.8亿元。按隶属关系分：县属项目61个，计划总投资88.3亿元，其中工业项目30个、农业项目19个、服务业项目12个；乡镇项目35个，计划总投资64.5亿元，其中工业项目14个、农业项目16个、服务业项目5个。',
    changes: [
      ['96个', '69个'],
      ['61个', '60个'],
      ['30个', '33个'],
      ['16个', '61个'],
      ['64.5', '65.4'],
    ],
  },
  {
    says: 'parts in brackets',
    text: '今年以来，白桦县计划实施重点项目45个（新建21个，续建24个），总投资270.94亿元（新建142.15亿元，续建128.79亿元）。',
    changes: [
      ['45个', '54个'],
      ['24个', '42个'],
      ['270.94', '279.04'],
      ['128.79', '128.97'],
    ],
  },
  {
    says: 'a list and its total in the next sentence',
    text: '一是新建项目32个，总投资61.65亿元；二是续建项目10个，总投资20.05亿元。两项合计42个，总投资81.7亿元。',
    changes: [
      ['32个', '23个'],
      ['42个', '24个'],
      ['81.7', '87.1'],
    ],
  },
  {
    says: 'a funnel does not grow',
    text: '全市谋划专项债券项目120个，申报80个，通过审核60个。',
    changes: [
      ['80个', '180个'],
      ['60个', '160个'],
    ],
  },
  {
    says: 'an average cannot lie below the threshold of its tier',
    text: '青河县实施5000万元以上项目20个，总投资35.6亿元。',
    changes: [
      ['35.6', '3.56'],
      ['20个', '200个'],
    ],
  },
  {
    says: 'the names that are listed and their number',
    text: '县发改局、县财政局、县自然资源局、县住建局四个部门参加。',
    changes: [['四个', '五个']],
  },
  {
    says: 'an increase and the growth it makes',
    text: '全省开工项目1941个，其中新开工658个，续建1283个。全市完成投资313.64亿元，同比增加153.34亿元，增长95.66%。',
    changes: [
      ['1283个', '1238个'],
      ['153.34', '135.34'],
      ['95.66%', '59.66%'],
    ],
  },
  {
    says: 'English prose',
    text: 'The county runs 64 key projects with a total investment of 12.4 billion yuan. Of these, 40 are new projects (7.15 billion yuan) and 24 are continuing projects (5.25 billion yuan). By the end of June, 3.1 billion yuan had been invested, 62% of the annual plan of 5 billion yuan, 12 percentage points ahead of schedule.',
    changes: [
      ['64 key', '46 key'],
      ['40 are', '41 are'],
      ['7.15', '7.51'],
      ['62%', '26%'],
      ['12 per', '21 per'],
    ],
  },
];

describe('one changed number is found where it stands', () => {
  for (const { says, text, changes } of claims)
    it(says, () => {
      expect(serious(read(text)).map((each) => each.sentence.zh)).toEqual([]);
      for (const [from, to] of changes) {
        const at = text.indexOf(from);
        const changed = text.slice(0, at) + to + text.slice(at + from.length);
        const over = serious(read(changed)).filter((each) =>
          each.positions.some((position) => position.kind === 'text' && position.span.start <= at && position.span.end > at),
        );
        expect([from, to, over.length > 0]).toEqual([from, to, true]);
        expect(over[0]!.severity).toBe('contradiction');
      }
    });
});

describe('what is left open is not claimed', () => {
  const silent: [says: string, text: string][] = [
    ['其中 that names only some', '全县实施项目80个，总投资95.94亿元，其中亿元以上项目12个，工业项目30个。'],
    ['counties of which one is missing', '全市项目256个，其中东河县80个、西山县41个、南湖区25个。'],
    [
      'projects each with their own investment',
      '重点推进滨江综合体项目，总投资12亿元，已完成投资3.5亿元；城南污水处理厂项目，总投资2.1亿元；站前广场项目，总投资5.6亿元。',
    ],
    [
      'amounts that were rounded for print',
      '全市重点项目204个，总投资1009.5亿元，年度计划投资176亿元。其中，新开工项目82个，总投资258.2亿元，年度计划投资61亿元；续建项目122个，总投资751.4亿元，年度计划投资115亿元。',
    ],
    ['a percentage that was cut instead of rounded', '年度计划新开工项目270个，已开工129个，开工率47%。'],
    [
      'idioms, telephones, documents and 24 hours',
      '各部门一手抓防疫、一手抓发展，开展一对一服务，24小时待命。联系电话0437-3216543，邮编136200，见吉政办发〔2020〕12号。',
    ],
    ['a prompt answer that was prompt', '疫情发生以来，白桦县第一时间启动响应。2020年1月26日，成立疫情防控领导小组，设立临时卡点。'],
    ['about, more than and nearly', '全县约80个项目，其中新建超过50个，续建近30个。'],
  ];
  for (const [says, text] of silent) it(says, () => expect(serious(read(text)).map((each) => each.sentence.zh)).toEqual([]));
});

describe('dates', () => {
  it('a day that does not exist, a weekday that does not fit, a span that ends before it begins', () => {
    const kinds = (text: string): string[] => serious(read(text)).map((each) => each.kind);
    expect(kinds('2021年2月30日召开会议。')).toEqual(['date-impossible']);
    expect(kinds('2020年2月10日（星期三）召开会议。')).toEqual(['date-order']);
    expect(kinds('2020年2月10日（星期一）召开会议。')).toEqual([]);
    expect(kinds('公示期为2020年5月10日至2020年4月9日。')).toEqual(['date-order']);
  });

  it('the year of the page is inferred from its own years and said to be', () => {
    const asked = read('2020年计划投资。3月11日召开会议。').findings.find((each) => each.kind === 'year-inferred')!;
    expect(asked.sentence.zh).toContain('推定为2020年');
  });
});
