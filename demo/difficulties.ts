// What troubled the invented enterprises of spring 2020, of every kind, and how far each got by 15 March: with the department, late, answered, sent
// back, solved. What is solved was closed by the enterprise's own word. Which department answers and by when is the product's dated rule.
import type { DemoEnterprise } from './resumption.ts';

export type DemoDifficultyStep = {
  action: 'route' | 'answer' | 'confirm' | 'reopen' | 'withdraw';
  /** Hours since the step before. */
  after: number;
  note: string;
  organisation?: string;
  /** Whose account takes the step; an officer writes down the word of whoever is named. */
  by: 'clerk' | 'officer' | 'enterprise';
  saidBy?: string;
};
export type DemoDifficulty = {
  region: string;
  enterprise: string;
  kind: 'labour' | 'transport' | 'materials' | 'funds' | 'protection' | 'orders' | 'other';
  text: string;
  raisedOn: string;
  hour: number;
  by: 'officer' | 'enterprise';
  steps: DemoDifficultyStep[];
};

type End = 'open' | 'answered' | 'solved' | 'told' | 'back' | 'back-solved' | 'on' | 'withdrawn';
/** Kind, sectors it befalls, what they say, what the department answers, what the enterprise says when that was not enough. */
type Story = [DemoDifficulty['kind'], string, string, string];
const stories: readonly Story[] = [
  ['labour', '缺二十名熟练操作工，多数在外县，回不来', '已组织两辆包车点对点接返，三日内到厂', '只到了九人，还缺十一人'],
  ['transport', '两车原料卡在省界高速口，司机要隔离', '已开具应急运输车辆通行证，司机不下车即不隔离', '通行证到外省不认，车还在路口'],
  ['protection', '口罩只够用一天，县城药店没有货', '从调拨物资中先拨三千只，另联系长春厂家直供', '拨的口罩三天就用完了'],
  ['materials', '上游纱线厂没有复工，库存只够四天', '已与外市工信部门对接，供货厂列入首批复工', '供货厂开工了，但只给一半的量'],
  ['funds', '工人工资和房租同时到期，账上差八十万元', '农商行已受理，按专项再贷款利率放款', '银行要求追加抵押，没有放款'],
  ['orders', '两家外地客户取消三月订单，合计一百二十万元', '已列入本地采购推荐目录，对接两家商超', '对接的两家没有下单'],
  ['labour', '返岗工人宿舍不够，隔离要一人一间', '协调闲置校舍二十间作临时隔离宿舍', '校舍没有供暖，工人不去'],
  ['transport', '饲料车进村被设卡劝返，断料两天', '已通知乡镇撤除设卡，凭通行证放行', '邻镇路口仍不放行'],
  ['protection', '没有额温枪，门岗只能用水银体温计，排队一小时', '调剂两支额温枪，开工前送到', '一支已坏，读数不准'],
  ['materials', '包装箱厂停工，成品发不出去', '介绍县内另一家纸箱厂供货，规格已对上', '纸箱强度不够，客户不收'],
  ['funds', '三月到期贷款二百万元，没有回款', '银行同意展期六个月，不算逾期', '展期要补的材料来不及'],
  ['orders', '出口订单工期到期，担心违约', '贸促会出具不可抗力证明，已寄出', '客户要求英文公证'],
  ['other', '员工子女停课在家没人带，三名班长请假', '工会组织临时看护点，名额先给班长', '看护点离厂太远'],
  ['materials', '熔喷布涨价五倍，成本倒挂', '省里统一调配，按协议价供三吨', '只到一吨'],
  ['labour', '电工和锅炉工都在外省，设备点不了火', '由县供热公司借调两名持证人员两周', '借调人员证件类别不符'],
  ['transport', '快递和零担都停了，样品寄不出去', '邮政开通企业专线，每日一班', '专线不到外省'],
];

/** Where of the list, which story, on which day, how it went. */
const told: readonly [number, number, string, End][] = [
  [1, 0, '2020-02-11', 'solved'],
  [2, 1, '2020-02-12', 'told'],
  [0, 2, '2020-02-13', 'back-solved'],
  [4, 3, '2020-02-18', 'solved'],
  [8, 4, '2020-02-20', 'solved'],
  [7, 6, '2020-02-21', 'told'],
  [9, 10, '2020-02-25', 'back'],
  [6, 14, '2020-02-26', 'solved'],
  [10, 15, '2020-02-27', 'withdrawn'],
  [3, 8, '2020-03-02', 'solved'],
  [11, 5, '2020-03-03', 'on'],
  [1, 9, '2020-03-06', 'told'],
  [12, 12, '2020-03-09', 'answered'],
  [0, 11, '2020-03-10', 'open'],
  [2, 13, '2020-03-13', 'answered'],
  [4, 7, '2020-03-14', 'open'],
  [3, 0, '2020-03-15', 'open'],
];
/** The enterprise without an officer speaks for itself. */
const own: readonly [Story, string, End][] = [
  [stories[6]!, '2020-03-04', 'solved'],
  [['materials', '胶合板厂没有复工，板材库存只够三天', '已与胶合板厂所在县对接，列入首批复工名单，先供一车', ''], '2020-03-12', 'answered'],
];

/** The steps after raising; the hours are working hours of a day or two. */
function stepsOf([, , answer, refused]: Story, end: End, turn: number, by: 'officer' | 'enterprise'): DemoDifficultyStep[] {
  const answered: DemoDifficultyStep = { action: 'answer', after: 5 + ((turn * 7) % 17), note: answer, by: 'clerk' };
  const confirm: DemoDifficultyStep =
    end === 'told' && by === 'officer'
      ? { action: 'confirm', after: 20 + (turn % 9), note: '电话确认', by: 'officer', saidBy: '生产部负责人' }
      : { action: 'confirm', after: 18 + (turn % 7), note: '已解决', by: 'enterprise' };
  const reopen: DemoDifficultyStep = { action: 'reopen', after: 26, note: refused, by: 'enterprise' };
  switch (end) {
    case 'open':
      return [];
    case 'answered':
      return [answered];
    case 'solved':
    case 'told':
      return [answered, confirm];
    case 'back':
      return [answered, reopen];
    case 'back-solved':
      return [answered, reopen, { ...answered, after: 22, note: `${answer}；已到厂复核，补足缺口` }, { ...confirm, after: 30 }];
    case 'on':
      return [
        { action: 'route', after: 4, note: '要几个部门一起办，转统筹', organisation: '发展和改革局', by: 'clerk' },
        { ...answered, after: 40 },
        { ...confirm, after: 50 },
      ];
    case 'withdrawn':
      return [{ action: 'withdraw', after: 9, note: '已自行联系到货车', by: 'enterprise' }];
  }
}

/** The difficulties of one county; `enterprises` in the order of its list, `alone` the one without an officer. */
export function demoDifficulties(enterprises: readonly DemoEnterprise[], alone: string): DemoDifficulty[] {
  const { region } = enterprises[0]!;
  const served = enterprises.filter((one) => one.name !== alone);
  const most = Math.ceil(enterprises.length / 1.6);
  const made = told.slice(0, Math.max(6, most)).map(([where, which, raisedOn, end], turn): DemoDifficulty => {
    const story = stories[(which + enterprises.length) % stories.length]!;
    const by = turn % 3 === 2 ? 'enterprise' : 'officer';
    return {
      region,
      enterprise: served[where % served.length]!.name,
      kind: story[0],
      text: story[1],
      raisedOn,
      hour: 9 + (turn % 5),
      by,
      steps: stepsOf(story, end, turn, by),
    };
  });
  if (!enterprises.some((one) => one.name === alone)) return made;
  return [
    ...made,
    ...own.map(([story, raisedOn, end], turn): DemoDifficulty => {
      return {
        region,
        enterprise: alone,
        kind: story[0],
        text: story[1],
        raisedOn,
        hour: 10,
        by: 'enterprise',
        steps: stepsOf(story, end, turn, 'enterprise'),
      };
    }),
  ];
}
