// Bulletins and tables made up for measuring the auditor: figures that close, written in many ways. A number in double braces takes part in an
// equality; the braces are taken off and the places remembered, so that what should be found is known without asking the auditor.

/** `loose`: bound by a percentage alone, which cannot tell small changes. */
export type Written = { text: string; bound: { start: number; end: number; loose: boolean }[] };
export type Sheet = {
  sheet: string;
  rows: string[][];
  bound: { row: number; column: number }[];
  merges?: { top: number; left: number; bottom: number; right: number }[];
  captions?: string[];
};

/** A generator of numbers that gives the same ones every time (mulberry32). */
export function dice(seed: number): {
  next: () => number;
  whole: (from: number, to: number) => number;
  pick: <T>(list: readonly T[]) => T;
} {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return { next, whole, pick: (list) => list[whole(0, list.length - 1)]! };
}
export type Dice = ReturnType<typeof dice>;

/** Takes the braces off. */
export function unmarked(marked: string): Written {
  let text = '';
  const bound: Written['bound'] = [];
  let from = 0;
  for (const found of marked.matchAll(/\{\{(~?)(.*?)\}\}/g)) {
    text += marked.slice(from, found.index);
    bound.push({ start: text.length, end: text.length + found[2]!.length, loose: found[1] === '~' });
    text += found[2]!;
    from = found.index + found[0].length;
  }
  return { text: text + marked.slice(from), bound };
}

/** Hundredths as people print them: 9594 → 95.94, 14560 → 145.6. */
export const yi = (hundredths: number): string => (hundredths / 100).toFixed(2).replace(/\.?0+$/, '');
const b = (value: number | string): string => `{{${value}}}`;
const by = (hundredths: number): string => b(yi(hundredths));
/** Bound by a percentage alone. */
const l = (value: number | string): string => `{{~${value}}}`;

const places = ['清河县', '白桦县', '望江区', '临泉县', '石门区', '云岭县', '松湾县', '北川区', '南屏县', '柳林县'];
/** A different name for every number: 青山县, 青水区 … */
const placeOf = (number: number): string => {
  const first = [...'青红金玉长永新安宁和东西明文武广大平太福'];
  const second = [...'山水河江湖岭原坪川谷'];
  const size = first.length * second.length;
  return `${first[number % first.length]}${second[Math.floor(number / first.length) % second.length]}${number >= size ? [...'甲乙丙丁戊己'][Math.floor(number / size) % 6] : ''}${number % 3 === 0 ? '区' : '县'}`;
};
const months = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

type Set3 = { n: number; t: number; p: number };
const setOf = (d: Dice): Set3 => {
  const n = d.whole(3, 60);
  const t = n * d.whole(55, 400) + d.whole(1, 99);
  return { n, t, p: Math.max(1, Math.round(t * (0.2 + d.next() * 0.5))) };
};
/** Projects of 5 to 50 million. */
const smallOf = (d: Dice): Set3 => {
  const n = d.whole(3, 40);
  const t = n * d.whole(8, 42) + d.whole(1, 9);
  return { n, t, p: Math.max(1, Math.round(t * (0.3 + d.next() * 0.4))) };
};
const add = (...sets: Set3[]): Set3 => sets.reduce((a, c) => ({ n: a.n + c.n, t: a.t + c.t, p: a.p + c.p }));

/** One paragraph with figures; each way of writing is one that offices use. */
const ways: ((d: Dice, place: string, year: number) => string)[] = [
  (d, place, year) => {
    const [x, c] = [setOf(d), setOf(d)];
    const all = add(x, c);
    return `${year}年，${place}拟实施500万元以上项目${b(all.n)}个，总投资${by(all.t)}亿元，年度计划投资${by(all.p)}亿元。其中，新建项目${b(x.n)}个，总投资${by(x.t)}亿元，年度计划投资${by(x.p)}亿元；续建项目${b(c.n)}个，总投资${by(c.t)}亿元，年度计划投资${by(c.p)}亿元。`;
  },
  (d, place) => {
    const [x, c] = [setOf(d), setOf(d)];
    const all = add(x, c);
    return `${place}今年共安排重点项目${b(all.n)}个，其中新开工项目${b(x.n)}个、续建项目${b(c.n)}个，计划总投资${yi(all.t)}亿元。`;
  },
  (d, place) => {
    const [x, c] = [setOf(d), setOf(d)];
    const all = add(x, c);
    return `今年以来，${place}计划实施重点项目${b(all.n)}个（新建${b(x.n)}个，续建${b(c.n)}个），总投资${by(all.t)}亿元（新建${by(x.t)}亿元，续建${by(c.t)}亿元）。`;
  },
  (d, place) => {
    const parts = [setOf(d), setOf(d), setOf(d)];
    const all = add(...parts);
    return `按产业分，${place}${b(all.n)}个重点项目中，农业项目${b(parts[0]!.n)}个、工业项目${b(parts[1]!.n)}个、服务业项目${b(parts[2]!.n)}个。`;
  },
  (d, place) => {
    const plan = d.whole(2000, 90000);
    const done = Math.round(plan * (0.3 + d.next() * 0.6));
    const rate = ((done / plan) * 100).toFixed(1);
    return `截至${d.pick(months)}月底，${place}重点项目年度计划投资${l(yi(plan))}亿元，已完成投资${l(yi(done))}亿元，完成年度计划的${l(rate)}%。`;
  },
  (d, place, year) => {
    const base = d.whole(2000, 60000);
    const now = Math.round(base * (1.02 + d.next() * 0.5));
    const growth = ((now / base - 1) * 100).toFixed(1);
    return `${place}完成固定资产投资${by(now)}亿元，上年同期为${by(base)}亿元，同比增长${l(growth)}%，比${year - 1}年同期增加${by(now - base)}亿元。`;
  },
  (d, place) => {
    const plan = d.whole(20, 300);
    const started = d.whole(5, plan - 1);
    const rate = ((started / plan) * 100).toFixed(1);
    return `${place}计划新开工项目${l(plan)}个，已开工${l(started)}个，开工率${l(rate)}%。`;
  },
  (d, place) => {
    const three = [d.whole(500, 9000), d.whole(500, 9000), d.whole(500, 9000)];
    const [p, q, r] = ['一镇', '二镇', '三乡'].map((end) => `${place.slice(0, 1)}家${end}`);
    return `${p}、${q}、${r}分别完成投资${by(three[0]!)}亿元、${by(three[1]!)}亿元和${by(three[2]!)}亿元，合计完成投资${by(three[0]! + three[1]! + three[2]!)}亿元。`;
  },
  (d, place) => {
    const big = [setOf(d), setOf(d)];
    const small = [smallOf(d), smallOf(d)];
    const x = add(big[0]!, small[0]!);
    const c = add(big[1]!, small[1]!);
    const all = add(x, c);
    const bigs = add(big[0]!, big[1]!);
    return `${place}全年谋划实施500万元以上项目${b(all.n)}个，总投资${by(all.t)}亿元；其中新建${b(x.n)}个，总投资${by(x.t)}亿元，续建${b(c.n)}个，总投资${by(c.t)}亿元。5000万元以上项目${b(bigs.n)}个，总投资${by(bigs.t)}亿元，其中新建${b(big[0]!.n)}个，总投资${by(big[0]!.t)}亿元，续建${b(big[1]!.n)}个，总投资${by(big[1]!.t)}亿元。`;
  },
  (d, place) => {
    const all = d.whole(60, 200);
    const done = d.whole(20, all - 10);
    return `${place}共排查问题${b(all)}个，已整改${b(done)}个，未整改${b(all - done)}个。`;
  },
  (d, place) => {
    const parts = [setOf(d), setOf(d), setOf(d), setOf(d)];
    const all = add(...parts);
    const names = ['产业转型升级', '基础设施', '民生保障', '生态环保'];
    return `全县${place.slice(0, 2)}片区共谋划项目${b(all.n)}个、总投资${by(all.t)}亿元，其中${names.map((name, at) => `${name}项目${b(parts[at]!.n)}个、总投资${by(parts[at]!.t)}亿元`).join('，')}。`;
  },
  (d, place) => {
    const [x, c] = [setOf(d), setOf(d)];
    const all = add(x, c);
    return `${place}项目建设情况。一是新建项目${b(x.n)}个，总投资${by(x.t)}亿元；二是续建项目${b(c.n)}个，总投资${by(c.t)}亿元。两项合计${b(all.n)}个，总投资${by(all.t)}亿元。`;
  },
  (d, place) => {
    const all = d.whole(30, 120);
    const done = d.whole(5, 15);
    const going = d.whole(5, 14);
    return `${place}${b(all)}个重点项目中，已竣工${b(done)}个，在建${b(going)}个，未开工${b(all - done - going)}个。`;
  },
  (d, place) => {
    const months6 = d.whole(500, 9000);
    const june = d.whole(50, 490);
    return `1—5月，${place}完成投资${by(months6 - june)}亿元，6月份完成投资${by(june)}亿元，上半年累计完成投资${by(months6)}亿元。`;
  },
  (d, place) => {
    const money = [d.whole(100, 900), d.whole(100, 900), d.whole(100, 900)];
    const all = money[0]! + money[1]! + money[2]!;
    return `${place}共争取各类资金${by(all)}亿元，其中中央预算内资金${by(money[0]!)}亿元、专项债券资金${by(money[1]!)}亿元、省级专项资金${by(money[2]!)}亿元。`;
  },
  (d, place) => {
    const men = d.whole(20, 300);
    const women = d.whole(20, 300);
    return `${place}共有返岗工人${b(men + women)}名，其中男工${b(men)}名、女工${b(women)}名，人均防护口罩2只。`;
  },
  (d, place) => {
    const plan = d.whole(3000, 20000);
    const rate = d.whole(35, 95);
    const done = Math.round((plan * rate) / 100);
    return `${place}年度计划投资${l(yi(plan))}亿元，1至9月完成${l(yi(done))}亿元，投资完成率${l(rate)}%。`;
  },
  (d, place) => {
    const [x, c] = [setOf(d), setOf(d)];
    const all = add(x, c);
    return `${place}：重点项目${b(all.n)}个，总投资${by(all.t)}亿元。新建${b(x.n)}个，总投资${by(x.t)}亿元；续建${b(c.n)}个，总投资${by(c.t)}亿元。`;
  },
  (d, place) => {
    const [x, c] = [setOf(d), setOf(d)];
    const all = add(x, c);
    const wan = (hundredths: number): string => b(String(hundredths * 100));
    return `${place}全年安排项目${b(all.n)}项，计划投资${wan(all.p)}万元，其中：政府投资项目${b(x.n)}项，计划投资${wan(x.p)}万元；企业投资项目${b(c.n)}项，计划投资${wan(c.p)}万元。`;
  },
  (d, place) => {
    const households = d.whole(200, 900);
    const done = d.whole(50, households - 20);
    return `${place}棚改征收涉及${b(households)}户，已签约${b(done)}户，剩余${b(households - done)}户。`;
  },
];

const fillers = [
  '各部门坚持“一手抓防疫、一手抓发展”，对重点项目逐个分析、逐项解决。',
  '要强化包保责任，落实“一个项目、一名领导、一个专班”机制，24小时待命，确保项目早落地、早开工、早见效。',
  '会议要求，严格执行2020年第3号文件，工作专班每周调度1次，问题清单第一时间交办。',
  '行百里者半九十，越是这个时候越不能放松，努力实现“十四五”良好开局。',
  '联系人：王某，电话0437-3216543，邮编136200。',
  '项目占地120亩，建设内容为3条生产线，设计年产能5万吨，计划工期18个月。',
  '深入企业开展“一对一”服务，化“两难”为“两全”。',
  '自2月10日起，实行“日调度、周通报”，第一批5家企业已于2月12日复工。',
  '该项目由5家单位共建，2019年6月开工，预计2021年底前竣工。',
  '据介绍，今年是实施“三年行动计划”的第二年。',
  '会议由市政府副秘书长主持，市直有关部门、各县区政府分管负责同志参加。',
];

/** A bulletin that closes: titles, figures in several ways, sentences without figures. Every place speaks once, so that nothing is said twice differently. */
export function bulletin(d: Dice, paragraphs: number, firstPlace = d.whole(0, 900)): string {
  const year = d.whole(2018, 2025);
  const lines = ['项目建设简报', `第${d.whole(1, 40)}期`, ''];
  for (let at = 0; at < paragraphs; at++) {
    const place = placeOf(firstPlace + at);
    const way = d.pick(ways);
    lines.push(place, '', `${d.next() < 0.5 ? d.pick(fillers) : ''}${way(d, place, year)}${d.next() < 0.6 ? d.pick(fillers) : ''}`, '');
  }
  return lines.join('\n');
}

/** A page of the kind that newspapers print: four places in sections, nested sets, restated counts, a funnel, a rate, a growth with its base. */
export const page: string = `统筹谋划抢进度 项目建设开新局

——全市重点项目建设综述

1

清河县

抢抓工期不松劲

今年，清河县拟实施500万元以上项目{{92}}个，总投资{{118.46}}亿元，年度计划投资{{58.23}}亿元。其中，新建项目{{61}}个，总投资{{47.35}}亿元，年度计划投资{{36.11}}亿元；续建项目{{31}}个，总投资{{71.11}}亿元，年度计划投资{{22.12}}亿元；拟实施5000万元以上重点项目{{45}}个，总投资{{104.08}}亿元，年度计划投资{{49.57}}亿元。其中，新建项目{{24}}个，总投资{{37.64}}亿元，年度计划投资{{28.46}}亿元。续建项目{{21}}个，总投资{{66.44}}亿元，年度计划投资{{21.11}}亿元。

纳入省重点项目{{14}}个。其中，新建项目{{6}}个，续建项目{{8}}个，项目总投资25.3亿元，年度计划投资10.42亿元。

在{{92}}个项目基础上，又谋划了63个500万元以上项目，计划总投资180.6亿元。

2

望江区

2021年，望江区拟实施重点项目{{38}}个，总投资132.7亿元，当年计划完成投资41.8亿元。其中：拟新开工项目{{29}}个，续建项目{{9}}个，纳入省重点项目6个。

先后谋划地方政府专项债券项目9个。其中，5个已通过省级审核，报送至国家。

截至6月底，望江区已开工项目{{~17}}个，开工率{{~58.6}}%。

3

石门区

今年，石门区计划组织实施500万元以上重点项目{{33}}个。其中，新开工项目{{12}}个、续建项目{{21}}个。计划总投资85.4亿元，年度计划投资{{~26.4}}亿元，比2020年的{{~22}}亿元增长{{~20}}%。

对全年拟新开工的{{12}}个项目、{{21}}个续建项目全部落实了一名区级领导、一个包保部门、一套工作专班的包保机制。
`;

const money = (d: Dice): number => d.whole(120, 98000);

/** Tables that close, of several builds. `bound` are cells of equalities. */
export const tables: ((d: Dice) => Sheet)[] = [
  // Counties under merged heads: 合计 | 新建 | 续建 by 个数, 总投资, 年度计划.
  (d) => {
    const counties = places.slice(0, d.whole(4, 8));
    const sets = counties.map(() => [setOf(d), setOf(d)] as const);
    const line = (x: Set3, c: Set3): string[] => [add(x, c), x, c].flatMap((one) => [String(one.n), yi(one.t), yi(one.p)]);
    const totals = [add(...sets.map((one) => one[0])), add(...sets.map((one) => one[1]))] as const;
    const rows = [
      ['全市重点项目建设情况表', '', '', '', '', '', '', '', '', ''],
      ['单位：个、亿元', '', '', '', '', '', '', '', '', ''],
      ['县区', '合计', '', '', '新建', '', '', '续建', '', ''],
      ['', '项目个数', '总投资', '年度计划投资', '项目个数', '总投资', '年度计划投资', '项目个数', '总投资', '年度计划投资'],
      ...(d.next() < 0.5
        ? [['合计', ...line(...totals)], ...sets.map((one, index) => [counties[index]!, ...line(...one)])]
        : [...sets.map((one, index) => [counties[index]!, ...line(...one)]), ['合计', ...line(...totals)]]),
    ];
    return { sheet: '情况表', rows, bound: cellsOf(rows, 4, 1) };
  },
  // Subtotals by group, a grand total, completion rate.
  (d) => {
    const rows: string[][] = [['序号', '项目名称', '总投资（万元）', '本年计划（万元）', '本年完成（万元）', '完成率（%）']];
    const grand = [0, 0, 0];
    const bound: Sheet['bound'] = [];
    const put = (name: string, number: string, three: number[]): void => {
      rows.push([number, name, ...three.map(String), ((three[2]! / three[1]!) * 100).toFixed(1)]);
      for (const column of [3, 4, 5, 6]) bound.push({ row: rows.length, column });
    };
    for (const group of ['工业项目', '农业项目', '服务业项目'].slice(0, d.whole(2, 3))) {
      rows.push(['', group, '', '', '', '']);
      const sub = [0, 0, 0];
      for (let at = 1; at <= d.whole(2, 6); at++) {
        const plan = money(d);
        const three = [plan + money(d), plan, Math.round(plan * (0.2 + d.next() * 0.75))];
        three.forEach((value, index) => {
          sub[index]! += value;
        });
        put(`${group.slice(0, 2)}${at}号项目`, String(at), three);
      }
      put('小计', '', sub);
      sub.forEach((value, index) => {
        grand[index]! += value;
      });
    }
    put('合计', '', grand);
    return { sheet: '进度表', rows, bound };
  },
  // Levels 一、（一）with their own numbers.
  (d) => {
    const rows: string[][] = [
      ['单位：万元', '', '', ''],
      ['项目类别', '项目个数', '总投资', '年度投资'],
    ];
    const bound: Sheet['bound'] = [];
    const lines: { name: string; three: number[] }[] = [];
    const all = [0, 0, 0];
    for (const [index, top] of ['一、基础设施', '二、产业发展', '三、社会民生'].entries()) {
      const head = { name: top, three: [0, 0, 0] };
      lines.push(head);
      for (const sub of ['（一）', '（二）', '（三）'].slice(0, 2 + ((index + d.whole(0, 1)) % 2))) {
        const three = [d.whole(2, 40), money(d), money(d)];
        lines.push({ name: `${sub}${d.pick(['交通', '水利', '装备', '医药', '教育', '卫生', '文化'])}`, three });
        three.forEach((value, at) => {
          head.three[at]! += value;
          all[at]! += value;
        });
      }
    }
    for (const { name, three } of [{ name: '总  计', three: all }, ...lines]) {
      rows.push([name, ...three.map(String)]);
      for (const column of [2, 3, 4]) bound.push({ row: rows.length, column });
    }
    return { sheet: '分类表', rows, bound };
  },
  // This year, last year, growth, shares, an unreported county.
  (d) => {
    const counties = places.slice(0, d.whole(4, 7));
    const pairs = counties.map(() => {
      const last = money(d);
      return [Math.round(last * (0.8 + d.next() * 0.6)), last] as const;
    });
    const total = pairs.reduce((sum, [now, last]) => [sum[0] + now, sum[1] + last] as [number, number], [0, 0] as [number, number]);
    const line = (name: string, now: number, last: number): string[] => [
      name,
      String(now),
      String(last),
      String(now - last),
      ((now / last - 1) * 100).toFixed(2),
      ((now / total[0]) * 100).toFixed(2),
    ];
    const rows = [
      ['单位：万元', '', '', '', '', ''],
      ['县区', '本年完成投资', '上年同期', '增减额', '同比增长（%）', '占全市比重（%）'],
      line('全市', total[0], total[1]),
      ...pairs.map(([now, last], index) => line(counties[index]!, now, last)),
      ['未报县', '—', '—', '—', '—', '—'],
    ];
    return { sheet: '对比表', rows, bound: cellsOf(rows.slice(0, -1), 2, 1, [6], 2) };
  },
  // English, of which, total at the foot.
  (d) => {
    const names = ['Clearwater', 'Birch Hill', 'Riverview', 'Stone Gate', 'Cloud Ridge'].slice(0, d.whole(3, 5));
    const sets = names.map(() => [setOf(d), setOf(d)] as const);
    const rows = [
      ['County', 'Total projects', 'of which: new', 'of which: continuing', 'Total investment (RMB million)', 'Annual plan (RMB million)'],
      ...sets.map(([x, c], index) => [names[index]!, x.n + c.n, x.n, c.n, x.t + c.t, x.p + c.p].map(String)),
    ];
    const all = add(...sets.map(([x, c]) => add(x, c)));
    const news = add(...sets.map(([x]) => x));
    rows.push(['Total', all.n, news.n, all.n - news.n, all.t, all.p].map(String));
    return { sheet: 'Summary', rows, bound: cellsOf(rows, 1, 1) };
  },
  // 其中 rows under a total, one column of money with decimals.
  (d) => {
    const [x, c] = [setOf(d), setOf(d)];
    const all = add(x, c);
    const three = (one: Set3): string[] => [String(one.n), yi(one.t), yi(one.p)];
    const rows = [
      ['指标', '项目数（个）', '总投资（亿元）', '年度计划投资（亿元）'],
      ['重点项目', ...three(all)],
      ['其中：新建', ...three(x)],
      ['续建', ...three(c)],
    ];
    return { sheet: '指标表', rows, bound: cellsOf(rows, 1, 1) };
  },
];

/** Every filled cell from that row and column on, except some columns of one row. */
function cellsOf(rows: readonly string[][], fromRow: number, fromColumn: number, but: readonly number[] = [], butRow = -1): Sheet['bound'] {
  return rows.flatMap((row, index) =>
    index < fromRow
      ? []
      : row.flatMap((text, at) =>
          at < fromColumn || text === '' || (index === butRow && but.includes(at + 1)) ? [] : [{ row: index + 1, column: at + 1 }],
        ),
  );
}
