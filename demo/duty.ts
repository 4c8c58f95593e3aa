// The duty of the counties from 3 February to 15 March 2020: two shifts a day with the note handed to the next one, one hole, and the calls that came
// with the minutes until somebody answered. Every call was answered.
import { addDays, type Day, instantOfDay } from '../vocabulary/days.ts';
import { DEMO_UNTIL } from './resumption.ts';

export type DemoShift = { from: string; to: string; login: string; note: string; takenBy: string | null };
export type DemoCall = { at: string; about: string; enterprise: string | null; login: string; minutes: number; answer: string };

const notes = [
  '来电均已答复；明早九点把口罩到货数报县指挥部',
  '一家企业问通行证，材料已收，等交通局回话后回电',
  '两批返岗工人今晚到站，接站车已落实，名单在桌上',
  '夜间无来电；值班室体温枪电池已换',
  '省里调度报表明早八点前报，数字已核，附件在共享夹',
  '热线转来一件宿舍供暖的事，已转住建局，明天回访',
];
const calls: readonly [string, string][] = [
  ['问复工备案要哪几样材料，能不能网上交', '告知五样材料，可在线提交，发了清单'],
  ['外地司机到厂装货，要不要隔离', '不下车、全程戴口罩并测温登记的不隔离'],
  ['厂里一人发热37.5℃，怎么办', '已通知就近发热门诊，派车接送，企业先隔离同班组'],
  ['口罩只够明天用，哪里能买', '转工信局调拨，当日下午送到两千只'],
  ['复工证明什么时候能拿到', '当日核准，二维码在企业页面可下载'],
  ['从沈阳回来的工人要隔离几天', '按现行口径隔离十四天，自到达之日起算'],
  ['食堂能不能堂食', '错峰、分散，单人单桌；没有条件的送餐到岗'],
  ['房东不肯减租，政策怎么申请', '国有房产减免两个月，民房由协会协调，留了联系人'],
  ['验收时提的整改拍照后传哪里', '在本企业案件页上传，明天上午复查该项'],
  ['园区门口车辆排队一小时', '已加开一个测温通道，二十分钟内疏通'],
];

/** A county's roster; `logins` take turns. The night before the last day begins late in the first county: its hole. */
export function demoDuty(
  logins: readonly string[],
  enterprises: readonly string[],
  county: number,
): { shifts: DemoShift[]; calls: DemoCall[] } {
  const shifts: DemoShift[] = [];
  const made: DemoCall[] = [];
  const at = (day: string, minutes: number): string => new Date(Date.parse(instantOfDay(day)) + minutes * 60_000).toISOString();
  for (let day = '2020-02-03' as Day, count = 0; day <= DEMO_UNTIL; day = addDays(day, 1), count += 1) {
    const last = day === DEMO_UNTIL;
    const who = (turn: number): string => logins[(count * 2 + turn) % logins.length]!;
    const early = county === 0 && last ? 30 : 0;
    shifts.push(
      {
        from: at(day, 8 * 60),
        to: at(day, 20 * 60 - early * 3),
        login: who(0),
        note: notes[count % notes.length]!,
        takenBy: last ? null : who(1),
      },
      {
        from: at(day, 20 * 60),
        to: at(day, 32 * 60),
        login: who(1),
        note: last ? '' : notes[(count + 3) % notes.length]!,
        takenBy: last ? null : who(2),
      },
    );
    const many = county === 0 ? 2 + (last ? 2 : 0) : count % 2;
    for (let turn = 0; turn < many; turn += 1) {
      const which = (count * 3 + turn + county) % calls.length;
      const late = (count * 5 + turn * 3 + county) % 17 === 4;
      made.push({
        at: at(day, (8 + turn * 3) * 60 + ((count * 17 + turn * 23) % 170)),
        about: calls[which]![0],
        enterprise: (count + turn) % 3 === 0 ? null : enterprises[(count * 7 + turn * 3) % enterprises.length]!,
        login: who(0),
        minutes: late ? 14 + (count % 22) : 1 + ((count + turn * 4) % 9),
        answer: calls[which]![1],
      });
    }
  }
  return { shifts, calls: made };
}
