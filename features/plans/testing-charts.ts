// Invented plans for tests and benches of the charts: so many nodes over all streams, some done, some late, one blocked, names short and long. The same
// number gives the same plan.
import { addDays, type Day, daysBetween } from '../../vocabulary/days.ts';
import type { ChartPlan } from './chart-marks.ts';
import { type DrawnNode, Guarantee, Stream } from './words.ts';

const names: readonly [Stream, string, string][] = [
  ['procedures', '项目建议书批复', 'Proposal approved'],
  ['procedures', '可行性研究报告评审及批复', 'Feasibility study reviewed and approved'],
  ['procedures', '建设项目环境影响报告表审批', 'Environmental impact report form approved'],
  ['land', '用地预审与选址意见书', 'Land pre-examination and site opinion'],
  ['land', '建设用地规划许可证', 'Land planning permit'],
  ['clearance', '青苗和地上附着物补偿协议签订', 'Compensation agreements for crops and structures signed'],
  ['funding', '资本金到位', 'Equity paid in'],
  ['funding', '专项债券资金拨付', 'Bond money paid out'],
  ['design', '初步设计及概算批复', 'Preliminary design and budget approved'],
  ['design', '施工图审查合格', 'Working drawings passed'],
  ['design', '施工总承包招标', 'Tender of the main contract'],
  ['utilities', '临时用电接入', 'Temporary power connected'],
  ['utilities', '厂区外给排水管网接通', 'Water and sewer mains outside the works connected'],
  ['construction', '基础土方开挖', 'Excavation'],
  ['construction', '一号车间主体结构封顶', 'Frame of hall no. 1 topped out'],
  ['construction', '钢结构屋面安装', 'Steel roof'],
  ['construction', '设备基础', 'Machine foundations'],
  ['construction', '进口生产线设备安装与单机调试', 'Imported production line installed and tested'],
  ['acceptance', '消防验收', 'Fire acceptance'],
  ['acceptance', '联合竣工验收', 'Joint acceptance'],
  ['own', '省级督查组现场核查', 'Provincial inspection on site'],
];
const offices = [
  '县发展和改革局',
  '县自然资源局',
  '市生态环境局东丰分局',
  '县住房和城乡建设局',
  '项目建设指挥部',
  '国网东丰县供电公司',
  '县水利局',
  '施工总承包单位',
  '',
];

/** `random` gives numbers from 0 to 1; the plain one repeats itself. */
export function inventedPlan(count: number, random: () => number = steps(count)): ChartPlan {
  const from = '2019-04-01' as Day;
  const asOf = '2020-03-15' as Day;
  const nodes = Array.from({ length: count }, (_, i): DrawnNode => {
    const [stream, zh, en] =
      names[Math.min(names.length - 1, Math.floor((i / count) * names.length * 0.8 + random() * names.length * 0.25))]!;
    const at = addDays(from, Math.floor((i / count) * 700 + random() * 40));
    const done = at < asOf;
    const chance = random();
    const state = done ? 'done' : chance < 0.12 ? 'blocked' : chance < 0.3 ? 'late' : chance < 0.45 ? 'doing' : 'waiting';
    const light = done ? 'normal' : state === 'blocked' || state === 'late' ? 'late' : chance < 0.6 ? 'warning' : 'normal';
    const slip = chance < 0.4 ? Math.floor(chance * 60) : 0;
    const left = daysBetween(asOf, at);
    return {
      code: `N${i + 1}`,
      name: { zh: i % 11 === 10 ? `${zh}（第${(i % 3) + 1}标段）及相关配套工程手续办理` : zh, en },
      kind: stream === 'construction' ? 'work' : 'matter',
      stage: Guarantee.options[Math.min(5, Math.floor((i / count) * 6))]!,
      stream,
      duty: {
        organisation: offices[(Stream.options.indexOf(stream) + (i % 2)) % offices.length]!,
        post: '',
        person: i % 3 === 0 ? '李建国' : '',
      },
      baseline: chance > 0.9 ? null : addDays(at, -slip),
      forecastStart: addDays(at, -12),
      forecast: at,
      latestStart: addDays(at, -5),
      latest: addDays(at, 7),
      actualStart: done ? addDays(at, -12) : null,
      actual: done ? at : null,
      state,
      light,
      word: done
        ? { zh: slip > 0 ? `已完成，晚 ${slip} 天` : '已完成', en: slip > 0 ? `done, ${slip} days late` : 'done' }
        : state === 'blocked'
          ? { zh: '受阻', en: 'blocked' }
          : state === 'late'
            ? { zh: `预计晚 ${slip} 天`, en: `${slip} days late by forecast` }
            : { zh: `距节点还有 ${left} 天`, en: `${left} days to go` },
      driving: i % 4 === 1,
      floatDays: i % 4 === 1 ? 0 : 12,
      problem: state === 'blocked' ? '12 户村民对青苗补偿标准有异议，测绘队无法进场，需要县里协调' : null,
      promise: i === count - 1,
    };
  });
  const forecast = nodes.reduce((day, node) => (node.forecast > day ? node.forecast : day), '2020-03-15');
  return {
    region: '220421',
    projectId: '0197f000-0000-7000-8000-000000000001',
    projectName: '年产 3000 吨梅花鹿深加工产品产业园建设项目',
    asOf,
    from,
    promised: addDays(forecast as Day, -21),
    forecast,
    gapDays: 15,
    nodes,
    links: [],
  };
}

/** Numbers from 0 to 1 that look like chance and are not. */
function steps(seed: number): () => number {
  let held = seed * 2654435761 + 1;
  return () => {
    held = (held * 1664525 + 1013904223) % 4294967296;
    return held / 4294967296;
  };
}
