/**
 * What an enterprise sends: the form (复工报备表), supplies with days of cover, papers and the commitment letter signed on the screen. Everything may
 * be empty while it is a draft; what is missing when it is sent is named by rules-papers.ts, one by one.
 */
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import type { Words } from './words.ts';
import { PaperKind } from './words-regimes.ts';
import { freeText } from './words-texts.ts';

const count = z.number().int().min(0).max(1_000_000).nullable().default(null);
const text = freeText(500).default('');

export const CanteenKind = z.enum(['none', 'boxed', 'staggered']);
export type CanteenKind = z.infer<typeof CanteenKind>;
export const canteenWords: Record<CanteenKind, Words> = {
  none: { zh: '不设食堂', en: 'No canteen' },
  boxed: { zh: '盒饭分散用餐', en: 'Boxed meals, eaten apart' },
  staggered: { zh: '错峰用餐', en: 'Staggered meals' },
};

export const ApplicationForm = z.object({
  plannedOn: Day.nullable().default(null),
  peopleToReturn: count,
  fromOutsideProvince: count,
  fromSevereAreas: count,
  /** Who leads epidemic work, down to the shop: posts and names as the enterprise writes them. */
  leadGroup: text,
  isolationRooms: count,
  canteen: CanteenKind.nullable().default(null),
  dormitoryRooms: count,
  dormitoryPeople: count,
  dormitoryArea: z.number().min(0).max(1_000_000).nullable().default(null),
  disinfection: text,
  hotline: z.string().trim().max(40).default(''),
  note: text,
});
export type ApplicationForm = z.infer<typeof ApplicationForm>;

export const SupplyKind = z.enum(['masks', 'thermometers', 'disinfectant', 'gloves', 'suits']);
export type SupplyKind = z.infer<typeof SupplyKind>;
export const supplyWords: Record<SupplyKind, Words> = {
  masks: { zh: '口罩（只）', en: 'Masks (pieces)' },
  thermometers: { zh: '测温仪（支）', en: 'Thermometers (pieces)' },
  disinfectant: { zh: '消毒液（升）', en: 'Disinfectant (litres)' },
  gloves: { zh: '手套（副）', en: 'Gloves (pairs)' },
  suits: { zh: '防护服（套）', en: 'Protective suits (sets)' },
};

/** What is in stock and what a day takes; a thermometer is used and not used up, so its daily number is 0. */
export const Supply = z.object({ kind: SupplyKind, stock: z.number().min(0).max(100_000_000), perDay: z.number().min(0).max(10_000_000) });
export type Supply = z.infer<typeof Supply>;
export const Supplies = z.array(Supply).max(20);

/** A paper that was uploaded. */
export const Paper = z.object({ kind: PaperKind, sha256: z.string(), name: z.string(), bytes: z.number().int(), at: z.string() });
export type Paper = z.infer<typeof Paper>;

/** The letter as it was signed. `strokes`: what the finger drew, as an SVG path in a field of 600 by 200. */
export const Commitment = z.object({
  version: z.string(),
  signer: z.string(),
  post: z.string(),
  strokes: z.string(),
  how: z.enum(['screen', 'paper']),
  at: z.string(),
});
export type Commitment = z.infer<typeof Commitment>;

/** What the enterprise promises; a changed letter gets another version, and what was signed names its own. */
export const commitmentLetter: { version: string; points: readonly Words[] } = {
  version: '2020-02',
  points: [
    {
      zh: '主要负责人是本企业疫情防控第一责任人，成立专班，责任到车间、到班组、到人。',
      en: 'The head of the enterprise answers for epidemic control; a group is set up and duties reach every shop, team and person.',
    },
    {
      zh: '防控和安全生产措施逐条落实，每条都有责任人。',
      en: 'Every measure of epidemic control and of work safety is carried out and has somebody who answers for it.',
    },
    { zh: '不符合防控要求的人员不安排上岗。', en: 'Nobody who does not meet the requirements is put to work.' },
    {
      zh: '应当隔离观察的返岗人员隔离满规定天数后再上岗。',
      en: 'Returning workers who have to be isolated work only after the days prescribed.',
    },
    {
      zh: '每日测温、登记、消毒，异常情况立即停工、隔离并报告。',
      en: 'Temperatures, registers and disinfection every day; anything abnormal stops the work, is isolated and reported at once.',
    },
  ],
};
