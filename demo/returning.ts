// The invented people who came back to work: for what purposes a county collects them, and rows of rosters whose numbers nobody bears (division 220499
// does not exist). The purpose of spring 2020 is over, its people are deleted; another one holds the rosters of the applications that are still under way.
import { residentCheck } from '../vocabulary/codes.ts';
import { addDays, type Day } from '../vocabulary/days.ts';

type Field = 'name' | 'identity' | 'phone' | 'from' | 'returnedOn' | 'isolationUntil' | 'contact';
export type DemoPurpose = {
  name: string;
  basis: string;
  fields: Field[];
  beginsOn: Day;
  endsOn: Day;
  keepDays: number;
  assessedOn: Day;
  assessedBy: string;
  assessment: string;
};

/** The purpose of spring 2020 and the one that is in force; the second runs from a week before `today` for a year. */
export function demoPurposes(today: Day): { spring: DemoPurpose; standing: DemoPurpose; expiredOn: Day } {
  const weighed =
    '只收核对返岗人员所需的字段；姓名、证件号、手机号加密存放，页面遮盖显示，查看须写明用途并留痕；到期删除，只留人数。对个人权益影响低，同意收集。';
  return {
    spring: {
      name: '2020年春季返岗人员健康核查',
      basis: '传染病防治法第十二条、第三十一条；中央网信办2020年2月9日关于做好个人信息保护利用大数据支撑联防联控工作的通知',
      fields: ['name', 'identity', 'phone', 'from', 'returnedOn', 'isolationUntil', 'contact'],
      beginsOn: '2020-02-08' as Day,
      endsOn: '2020-04-30' as Day,
      keepDays: 14,
      assessedOn: '2020-02-07' as Day,
      assessedBy: '复工专班、网信办',
      assessment: weighed,
    },
    standing: {
      name: '返岗人员核对',
      basis: '个人信息保护法第十三条第一款第三项；企业复工备案须核对返岗人员',
      fields: ['name', 'identity', 'phone', 'from'],
      beginsOn: addDays(today, -7),
      endsOn: addDays(today, 357),
      keepDays: 14,
      assessedOn: addDays(today, -8),
      assessedBy: '复工专班、网信办',
      assessment: weighed,
    },
    expiredOn: '2020-05-15' as Day,
  };
}

const families = ['柏', '苗', '栾', '符', '祖', '厉', '虞', '桑', '蔺', '奚', '郦', '靳', '庾', '鄢', '宓', '逄', '冀', '岑', '蔚'];
const given = [
  '知衡',
  '砚秋',
  '云舒',
  '棠宁',
  '予安',
  '青禾',
  '若谷',
  '星野',
  '怀瑾',
  '鹿鸣',
  '景行',
  '之遥',
  '听澜',
  '南乔',
  '疏桐',
  '晚晴',
];
const outside = ['辽宁省沈阳市', '山东省烟台市', '河北省唐山市', '黑龙江省哈尔滨市'];

/** The cells of the n-th person of the demonstration; the same for the same number. `wrong`: the check digit of the number is not right. */
export function demoReturning(n: number, fromOutside: boolean, wrong: boolean): Record<Field, string> {
  const body = `220499${1965 + (n % 35)}${String(1 + (Math.floor(n / 35) % 12)).padStart(2, '0')}${String(1 + (Math.floor(n / 420) % 28)).padStart(2, '0')}${String(1 + (Math.floor(n / 11_760) % 999)).padStart(3, '0')}`;
  const check = residentCheck(body);
  return {
    name: `${families[n % families.length]}${given[(n * 7 + Math.floor(n / 19)) % given.length]}`,
    identity: body + (wrong ? (check === '1' ? '2' : '1') : check),
    phone: `1990${String(n + 1_000_000).padStart(7, '0')}`,
    from: fromOutside ? outside[n % outside.length]! : n % 5 === 0 ? '吉林省长春市' : '本地',
    returnedOn: `2020-02-0${3 + (n % 5)}`,
    isolationUntil: fromOutside ? '2020-02-22' : '',
    contact: '否',
  };
}
