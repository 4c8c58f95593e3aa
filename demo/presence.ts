// What the officers saw, day by day until 15 March 2020: who came, who did not and why, what was asked and answered, how long the supplies last; the
// guidance visits. The same numbers give the same days. Whether a day counts as missed is decided by the product.
import { addDays, type Day, daysBetween } from '../vocabulary/days.ts';
import type { DemoService } from './officers.ts';
import { DEMO_UNTIL, demoEnterprises } from './resumption.ts';

export type DemoPresence = { day: string; login: string; minute: number; substitute: boolean; note: string };
export type DemoRound = {
  day: string;
  login: string;
  minute: number;
  /** Questions that are not as they should be. */
  wrong: string[];
  supplies: { item: string; stock: number; dailyUse: number }[];
  seen: string;
};
export type DemoGuidance = { day: string; login: string; team: string[]; sections: Record<string, string> };
export type DemoDays = {
  presences: DemoPresence[];
  absences: { day: string; reason: string }[];
  rounds: DemoRound[];
  guidance: DemoGuidance[];
};

const excuses = ['防疫卡点值班，企业已电话询问', '参加县里复工调度会', '本人发热排查，已改为电话询问', '大雪封路，次日补到'];
const found: readonly [string, string][] = [
  ['measured', '早班门岗漏测两人，已当场补测并登记'],
  ['disinfected', '食堂餐后消毒没有记录，已要求补记'],
  ['meals', '午饭有三桌坐了四人，已分开'],
  ['masks', '包装车间有两人口罩拉到下巴，已提醒'],
  ['returned', '新到两人没有行程证明，先安排在隔离观察室'],
  ['safety', '西侧消防通道堆了纸箱，下午清走'],
  ['fever', '一人37.4℃，复测36.8℃，已记录并居家观察'],
];
const calm = ['两条线开工，工人间隔一米以上', '夜班改为两班，出入口只留南门', '新到一批工人，行程逐人核过', '发货两车，司机不下车'];

const sections = [
  [
    '测温登记齐全，建议把体温枪移到室内保温，读数更准',
    '分三批就餐，桌上加隔板；食堂人员每日晨检',
    '车间每班通风两次，宿舍楼道每日消毒两次，记录上墙',
    '复工前设备检修单已查看，两处电缆裸露当日整改',
    '讲了社保减免和稳岗返还，留下申请表和联系电话',
    '张贴洗手和戴口罩图示，建了班组微信群每天提醒',
  ],
  [
    '门岗一人一测一登记，建议增加返岗人员健康卡',
    '暂停堂食，盒饭送到工位，餐余垃圾专桶收集',
    '配比表贴在消毒间，电梯按键每两小时擦一次',
    '停产一月后的锅炉已由特检所复检，合格后点火',
    '电费缓交和房租减免可在园区窗口一次办',
    '班前会讲五分钟防护，外地员工单独讲隔离要求',
  ],
] as const;
const sectionNames = ['control', 'canteen', 'disinfection', 'safety', 'policy', 'publicity'] as const;

/** What happened at the one at `place` of a county's enterprises. */
export function demoDays(all: readonly DemoService[], place: number): DemoDays {
  const service = all[place]!;
  const one = demoEnterprises().find(({ name }) => name === service.enterprise)!;
  const told: DemoDays = { presences: [], absences: [], rounds: [], guidance: [] };
  const first = service.assignments[0]!.from as Day;
  for (let day = first; day <= DEMO_UNTIL; day = addDays(day, 1)) {
    const count = daysBetween(first, day);
    const turn = (place * 31 + count * 17) % 97;
    const own = service.assignments.find(({ from, to }) => from <= day && (to === null || to > day))!.login;
    if (turn === 5 || turn === 41) continue;
    if (day === DEMO_UNTIL && turn % 4 === 1) continue;
    if (turn === 12) {
      told.absences.push({ day, reason: excuses[(place + count) % excuses.length]! });
      continue;
    }
    const substitute = turn === 23 || turn === 60;
    const stands = all[(place + 1 + count) % all.length]!.assignments.at(-1)!.login;
    const login = substitute && stands !== own ? stands : own;
    const minute = (place * 13 + count * 7) % 95;
    told.presences.push({ day, login, minute, substitute: login !== own, note: substitute ? '代班' : '' });
    if ((place + count) % 9 === 4) continue;
    const odd = turn % 11 === 3 ? found[(place + count) % found.length] : undefined;
    const people = Math.max(6, Math.round(one.people * Math.min(1, 0.3 + count * 0.02)));
    const cover = 3 + ((place + count * 8) % 9) - (turn % 13 === 0 ? 2 : 0);
    told.rounds.push({
      day,
      login,
      minute: minute + 25,
      wrong: odd ? [odd[0]] : cover < 3 ? ['supplies'] : [],
      supplies: [
        { item: '口罩', stock: people * cover, dailyUse: people },
        { item: '消毒液', stock: 24 + ((place * 5 + count) % 40), dailyUse: 4 },
        { item: '测温仪', stock: 2 + (place % 4), dailyUse: 0 },
      ],
      seen: odd ? odd[1] : turn % 7 === 2 ? calm[(place + count) % calm.length]! : '',
    });
  }
  const visits = place % 3 === 0 ? ['2020-02-24', '2020-03-10'] : place % 3 === 1 ? ['2020-03-05'] : [];
  for (const [turn, day] of visits.entries()) {
    const texts = sections[(place + turn) % sections.length]!;
    const login = service.assignments.find(({ from, to }) => from <= day && (to === null || to > day))!.login;
    told.guidance.push({
      day: addDays(day as Day, place % 5),
      login,
      team: ['疾控中心 佘知微', '应急管理局 晏青岩', place % 2 === 0 ? '市场监管局 解明鉴' : '人社局 慕远山'],
      sections: Object.fromEntries(sectionNames.map((name, index) => [name, texts[index]!])),
    });
  }
  return told;
}
