// What an application still lacks, named one by one and at once: fields of the form, papers, the signature, supplies. What blocks sending is told from
// what is only noticed (a stock below the days of cover that the regime asks). The roster is counted by its own part; null: nobody counts it here.
import type { CaseState, Words } from './words.ts';
import { type ApplicationForm, type Commitment, type Paper, type Supply, supplyWords } from './words-application.ts';
import { type PaperKind, paperWords, type RegimeContent } from './words-regimes.ts';

export interface Missing extends Words {
  /** 'form.peopleToReturn', 'paper.prevention-plan', 'supplies.masks'. */
  code: string;
  /** False: noticed, but the application may be sent. */
  blocks: boolean;
}

export interface Application {
  form: ApplicationForm;
  supplies: readonly Supply[];
  papers: readonly Pick<Paper, 'kind'>[];
  commitment: Commitment | null;
  /** People employed by the county's list. */
  people: number;
  /** Null: no roster was begun. */
  roster: RosterTold | null;
  /** The day on which it is looked at. */
  day: string;
  /** Whether the county has a purpose in force, so that persons may be collected at all. */
  collecting: boolean;
}

/** What a roster counts. `outside`: who comes from outside the province, null where somebody's place is not asked; `waiting`: rows to correct. */
export interface RosterTold {
  people: number;
  outside: number | null;
  waiting: number;
  /** The purpose is over: the persons are deleted, the counts stay. */
  expired: boolean;
}

const needed: readonly [keyof ApplicationForm, Words][] = [
  ['plannedOn', { zh: '拟复工日期', en: 'the planned day' }],
  ['peopleToReturn', { zh: '拟返岗人数', en: 'the number of people to return' }],
  ['fromOutsideProvince', { zh: '其中省外返回人数', en: 'how many of them come from outside the province' }],
  ['fromSevereAreas', { zh: '其中疫情严重地区返回人数', en: 'how many of them come from severely affected areas' }],
  ['leadGroup', { zh: '防控领导小组', en: 'who leads epidemic control' }],
  ['isolationRooms', { zh: '隔离观察间数', en: 'the number of isolation rooms' }],
  ['canteen', { zh: '用餐方式', en: 'how meals are eaten' }],
  ['disinfection', { zh: '消毒安排', en: 'how disinfection is arranged' }],
];

/** What every enterprise takes of each day; thermometers stay, gloves and suits are not used everywhere. */
const usedUp: readonly string[] = ['masks', 'disinfectant'];

/** Days for which the stock lasts; null for what is not used up. */
const coverDays = (supply: Supply): number | null => (supply.perDay > 0 ? Math.floor(supply.stock / supply.perDay) : null);

/** The shortest cover over all supplies that are used up; null when none is. */
export function lowestCover(supplies: readonly Supply[]): number | null {
  const days = supplies.flatMap((one) => coverDays(one) ?? []);
  return days.length === 0 ? null : Math.min(...days);
}

/** Everything that is missing under a regime, in the order of the form. */
export function missingOf(application: Application, { papers, thresholds }: Pick<RegimeContent, 'papers' | 'thresholds'>): Missing[] {
  const found: Missing[] = [];
  const lack = (code: string, zh: string, en: string, blocks = true): void => void found.push({ code, zh, en, blocks });
  const asks = (kind: PaperKind): boolean => papers.includes(kind);
  const { form, supplies } = application;
  if (asks('form')) {
    for (const [field, words] of needed) {
      const value = form[field];
      if (value === null || value === '') lack(`form.${field}`, `申请表没有填${words.zh}。`, `The form does not say ${words.en}.`);
    }
    if (form.plannedOn !== null && form.plannedOn < application.day)
      lack('form.plannedOn', `拟复工日期 ${form.plannedOn} 已经过去。`, `The planned day ${form.plannedOn} is over.`, false);
    if (form.peopleToReturn === 0) lack('form.peopleToReturn', '拟返岗人数不能是 0。', 'The number of people to return cannot be 0.');
    if ((form.peopleToReturn ?? 0) > application.people)
      lack(
        'form.peopleToReturn',
        `拟返岗 ${form.peopleToReturn} 人，多于名单上的职工 ${application.people} 人；名单有误请联系县区复工专班改正。`,
        `${form.peopleToReturn} people are to return, more than the ${application.people} that the list says are employed; if the list is wrong, ask the county's resumption office to correct it.`,
      );
    const outside = (form.fromOutsideProvince ?? 0) > (form.peopleToReturn ?? Number.POSITIVE_INFINITY);
    if (outside)
      lack('form.fromOutsideProvince', '省外返回人数多于拟返岗人数。', 'More people come from outside the province than are to return.');
    if ((form.fromSevereAreas ?? 0) > (form.fromOutsideProvince ?? Number.POSITIVE_INFINITY))
      lack(
        'form.fromSevereAreas',
        '疫情严重地区返回人数多于省外返回人数。',
        'More people come from severely affected areas than from outside the province.',
      );
    if ((form.dormitoryPeople ?? 0) > 0 && (form.dormitoryRooms ?? 0) === 0)
      lack('form.dormitoryRooms', '住宿舍的有人，宿舍间数没有填。', 'People live in dormitories, but the number of rooms is not said.');
    if ((form.dormitoryRooms ?? 0) > 0 && (form.dormitoryPeople ?? 0) / form.dormitoryRooms! > thresholds.perRoom)
      lack(
        'form.dormitoryPeople',
        `宿舍每间超过 ${thresholds.perRoom} 人。`,
        `More than ${thresholds.perRoom} people live in one dormitory room.`,
        false,
      );
    if (
      (form.dormitoryPeople ?? 0) > 0 &&
      form.dormitoryArea !== null &&
      form.dormitoryArea / form.dormitoryPeople! < thresholds.areaPerPerson
    )
      lack(
        'form.dormitoryArea',
        `宿舍人均不足 ${thresholds.areaPerPerson} 平方米。`,
        `Dormitories have less than ${thresholds.areaPerPerson} m² a person.`,
        false,
      );
  }
  if (asks('commitment') && application.commitment === null)
    lack('paper.commitment', '承诺书没有签字。', 'The commitment letter is not signed.');
  for (const kind of ['prevention-plan', 'emergency-plan'] as const)
    if (asks(kind) && !application.papers.some((paper) => paper.kind === kind))
      lack(`paper.${kind}`, `没有上传${paperWords[kind].zh}。`, `The ${paperWords[kind].en.toLowerCase()} has not been uploaded.`);
  if (asks('supplies')) {
    const held = supplies.filter((one) => one.stock > 0);
    if (held.length === 0) lack('supplies', '没有填写防疫物资。', 'No supplies are named.');
    else {
      for (const kind of ['masks', 'thermometers', 'disinfectant'] as const)
        if (!held.some((one) => one.kind === kind))
          lack(
            `supplies.${kind}`,
            `防疫物资里没有${plain(supplyWords[kind].zh)}。`,
            `There is nothing of this among the supplies: ${plain(supplyWords[kind].en).toLowerCase()}.`,
          );
      for (const kind of new Set(held.map((one) => one.kind)))
        if (held.filter((one) => one.kind === kind).length > 1)
          lack(
            `supplies.${kind}.twice`,
            `${plain(supplyWords[kind].zh)}填了不止一行，请合并。`,
            `${plain(supplyWords[kind].en)} are on more than one line; put them together.`,
          );
      for (const one of held) {
        const days = coverDays(one);
        if (days === null && usedUp.includes(one.kind))
          lack(
            `supplies.${one.kind}.perDay`,
            `${plain(supplyWords[one.kind].zh)}没有填每日用量，算不出够用几天。`,
            `The daily use of this is not said, so that nobody knows how long it lasts: ${plain(supplyWords[one.kind].en).toLowerCase()}.`,
          );
        if (days !== null && days < thresholds.coverDays)
          lack(
            `supplies.${one.kind}.cover`,
            `${plain(supplyWords[one.kind].zh)}只够 ${days} 天，要求不少于 ${thresholds.coverDays} 天。`,
            `${plain(supplyWords[one.kind].en)} last ${days} days; ${thresholds.coverDays} are asked for.`,
            false,
          );
      }
    }
  }
  if (asks('roster')) for (const one of rosterLacks(application)) found.push(one);
  return found;
}

/** Why a roster keeps an application from being sent, or else where it does not agree with the form. */
function rosterLacks({ form, roster, collecting }: Application): Missing[] {
  const blocking = (code: string, zh: string, en: string): Missing[] => [{ code, zh, en, blocks: true }];
  if (roster === null || (roster.people === 0 && !roster.expired)) {
    if (!collecting)
      return blocking(
        'paper.roster.purpose',
        '没有返岗人员名册：本县区没有生效的个人信息收集用途，请先由县区复工专班登记用途并记录影响评估，然后才能登记名册。',
        'There is no roster of returning workers: no purpose for collecting personal data is in force in this county. The resumption office of the county has to declare one and record its impact assessment first.',
      );
    if (roster === null) return blocking('paper.roster', '没有返岗人员名册。', 'There is no roster of returning workers.');
    if (roster.waiting > 0)
      return blocking(
        'paper.roster',
        `返岗人员名册里还没有人，有 ${roster.waiting} 行待改正。`,
        `Nobody is on the roster of returning workers yet; ${several(roster.waiting, 'row waits', 'rows wait')} for correction.`,
      );
    return blocking('paper.roster', '返岗人员名册是空的。', 'The roster of returning workers is empty.');
  }
  if (roster.expired) return [];
  const noticed: Missing[] = [];
  const notice = (code: string, zh: string, en: string): void => void noticed.push({ code, zh, en, blocks: false });
  const asked = form.peopleToReturn;
  if (asked !== null && asked !== roster.people)
    notice(
      'roster.people',
      `名册 ${roster.people} 人，申请表拟返岗 ${asked} 人，${roster.people < asked ? '少' : '多'} ${Math.abs(asked - roster.people)} 人。`,
      `The roster has ${several(roster.people, 'person', 'people')}; the form says that ${asked} are to return.`,
    );
  if (roster.outside !== null && form.fromOutsideProvince !== null && form.fromOutsideProvince !== roster.outside)
    notice(
      'roster.outside',
      `名册上省外返回 ${roster.outside} 人，申请表填 ${form.fromOutsideProvince} 人。`,
      `By the roster ${several(roster.outside, 'person comes', 'people come')} from outside the province; the form says ${form.fromOutsideProvince}.`,
    );
  if (roster.waiting > 0)
    notice(
      'roster.waiting',
      `名册还有 ${roster.waiting} 行待改正，没有计入。`,
      `${several(roster.waiting, 'row', 'rows')} of the roster still ${roster.waiting === 1 ? 'waits' : 'wait'} for correction and ${roster.waiting === 1 ? 'is' : 'are'} not counted.`,
    );
  return noticed;
}

const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** 口罩（只） without the measure. */
const plain = (words: string): string => words.replace(/\s*[（(].*[）)]$/, '');

/** What the enterprise may change of its application there: everything in a draft and when papers are missing. */
export const mayEdit = (state: CaseState): boolean => state === 'draft' || state === 'incomplete';
