// Decisions about posts and passwords; pure. Which post may do what is the one table below: everything that is not written in it is denied.
// Nobody manages the accounts and reads the audit chain or personal data as well; whoever reads the chain changes nothing.
import type { Day } from '../../vocabulary/days.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import { levelOf } from '../../vocabulary/regions.ts';
import type { Role } from './words.ts';

type Words = { zh: string; en: string };

/** In the order in which a person with several posts is named. `home` is where the work of the post begins. */
export const roles: Record<Role, { name: Words; does: Words; home: string; may: readonly string[] }> = {
  clerk: {
    name: { zh: '县区台账员', en: 'County clerk' },
    does: {
      zh: '导入和维护本县区的项目台账，核对重复，申报增减，查看和导出数字；受理复工申请，约验收，备案。',
      en: 'Imports and keeps the county ledger, settles duplicates, proposes changes, reads and exports figures; receives applications to resume work, appoints visits, files.',
    },
    home: '/',
    may: [
      'region.read',
      'organisation.edit',
      'project.read',
      'project.edit',
      'project.propose',
      'project.reveal-contact',
      'list.edit',
      'reserve.move',
      'year.roll',
      'import.read',
      'import.run',
      'import.undo',
      'figure.read',
      'figure.export',
      'manuscript.read',
      'manuscript.check',
      'plan.read',
      'plan.edit',
      'plan.feed',
      'plan.template',
      'bulletin.read',
      'bulletin.write',
      'bulletin.issue',
      'bulletin.template',
      'resumption.read',
      'resumption.apply',
      'resumption.handle',
      'resumption.file',
      'resumption.officer',
      'resumption.report',
      'resumption.reveal-worker',
      'resumption.purpose',
      'resumption.serve',
      'resumption.difficulty',
    ],
  },
  dispatcher: {
    name: { zh: '市级调度员', en: 'City dispatcher' },
    does: {
      zh: '看全市各县区的项目和数字，催报未报县区，审批增减，维护市级名单。',
      en: 'Reads every county, chases those that have not reported, approves changes, keeps the city lists.',
    },
    home: '/',
    may: [
      'region.read',
      'project.read',
      'project.approve',
      'project.reveal-contact',
      'list.edit',
      'import.read',
      'figure.read',
      'figure.export',
      'manuscript.read',
      'manuscript.check',
      'plan.read',
      'plan.approve',
      'plan.feed',
      'plan.stop',
      'plan.template',
      'bulletin.read',
      'bulletin.write',
      'bulletin.issue',
      'bulletin.approve',
      'bulletin.template',
      'resumption.read',
      'resumption.regime',
      'resumption.purpose',
      'resumption.officer',
    ],
  },
  leader: {
    name: { zh: '包保领导', en: 'Leader' },
    does: {
      zh: '看辖区的项目和数字，批示，审批项目的退出、缩减和变更。',
      en: 'Reads projects and figures, instructs, approves what leaves, shrinks or changes.',
    },
    home: '/',
    may: [
      'region.read',
      'project.read',
      'project.approve',
      'import.read',
      'figure.read',
      'figure.export',
      'manuscript.read',
      'plan.read',
      'plan.approve',
      'plan.feed',
      'plan.stop',
      'bulletin.read',
      'bulletin.issue',
      'bulletin.approve',
      'resumption.read',
      'resumption.officer',
    ],
  },
  officer: {
    name: { zh: '部门干部', en: 'Department officer' },
    does: {
      zh: '看辖区的项目和数字，提出变更申请；代表本部门参加复工验收，签署意见。',
      en: 'Reads projects and figures, proposes changes; signs the opinion of the own department at joint visits.',
    },
    home: '/',
    may: [
      'region.read',
      'project.read',
      'project.propose',
      'import.read',
      'figure.read',
      'figure.export',
      'manuscript.read',
      'manuscript.check',
      'plan.read',
      'plan.edit',
      'plan.feed',
      'bulletin.read',
      'resumption.read',
      'resumption.inspect',
      'resumption.report',
      'resumption.serve',
      'resumption.difficulty',
    ],
  },
  owner: {
    name: { zh: '项目单位填报员', en: 'Project owner' },
    does: {
      zh: '只看本企业的项目，提出更正申请；为本企业申请复工。',
      en: "Sees the own enterprise's projects alone, proposes corrections; applies to resume its work.",
    },
    home: '/projects',
    may: [
      'region.read',
      'project.read',
      'project.propose',
      'resumption.read',
      'resumption.apply',
      'resumption.report',
      'resumption.difficulty',
    ],
  },
  auditor: {
    name: { zh: '审计员', en: 'Auditor' },
    does: {
      zh: '核对留痕链，查谁在何时改了什么；只读，不改任何内容。',
      en: 'Verifies the chain, finds who changed what and when; reads only, changes nothing.',
    },
    home: '/audit',
    may: [
      'region.read',
      'project.read',
      'import.read',
      'figure.read',
      'manuscript.read',
      'audit.read',
      'audit.verify',
      'plan.read',
      'bulletin.read',
      'resumption.read',
    ],
  },
  administrator: {
    name: { zh: '管理员', en: 'Administrator' },
    does: {
      zh: '开户、授权、停用，维护区划、单位和规则；看不到留痕和联系方式。',
      en: 'Opens, grants and disables accounts, keeps divisions, organisations and rules; sees neither the chain nor contacts.',
    },
    home: '/accounts',
    may: [
      'region.read',
      'region.edit',
      'organisation.edit',
      'rule.edit',
      'account.read',
      'account.edit',
      'resumption.regime',
      'resumption.purpose',
    ],
  },
};

/** What everybody who is signed in may do: mind the own session and password. */
export const everybodyMay: readonly string[] = ['session.own'];

export const rolesInOrder = Object.keys(roles) as Role[];

/** Every permission that some post holds. */
export const permissionsHeld: ReadonlySet<string> = new Set([...everybodyMay, ...rolesInOrder.flatMap((role) => roles[role].may)]);

export const roleMay = (role: Role, permission: string): boolean =>
  everybodyMay.includes(permission) || roles[role].may.includes(permission);

/** A grant holds from its first day up to, not including, the day in `to` (spans of days are half-open here as in the regions room). */
export const holdsOn = (grant: { from: string; to: string | null }, day: Day): boolean =>
  grant.from <= day && (grant.to === null || grant.to > day);

const widths = { province: 0, city: 1, county: 2 } as const;

/** The grants of a person, widest region first, then in the order of posts. */
export function byWeight<G extends { role: Role; region: string }>(grants: readonly G[]): G[] {
  return [...grants].sort(
    (a, b) =>
      widths[levelOf(a.region)] - widths[levelOf(b.region)] ||
      rolesInOrder.indexOf(a.role) - rolesInOrder.indexOf(b.role) ||
      (a.region < b.region ? -1 : 1),
  );
}

/** May this person change that account? Never the own one; and never one that also holds a post outside the asker's reach. */
export function mayManage(
  asker: { id: string },
  account: { id: string; current: readonly { region: string }[] },
  reach: ReadonlySet<string>,
): Problem | undefined {
  if (account.id === asker.id) return { code: 'account.own' };
  if (!account.current.every((grant) => reach.has(grant.region))) return { code: 'thing.unknown' };
  return undefined;
}

const passwordLeast = 8;
const passwordBetter = 15;
const passwordMostBytes = 1024;

/**
 * May this be a password? Length, commonness and names; no rules about kinds of characters (NIST SP 800-63B 3.1.1.2). `common` is asked with
 * the password in lower case and simple disguises taken off.
 */
export function judgePassword(
  password: string,
  person: { login: string; name: string },
  common: (plain: string) => boolean,
): Problem | undefined {
  const signs = [...password.normalize('NFKC')];
  if (signs.length < passwordLeast) return { code: 'password.too-short', params: { least: passwordLeast, better: passwordBetter } };
  if (new TextEncoder().encode(password).length > passwordMostBytes)
    return { code: 'password.too-long', params: { most: passwordMostBytes } };
  const plain = signs.join('').toLowerCase();
  if (common(plain)) return { code: 'password.too-common' };
  for (const part of namePartsOf(person)) if (plain.includes(part)) return { code: 'password.holds-name' };
  return undefined;
}

/** Parts of a sign-in name and a name that a password may not contain: the whole, and its pieces of three signs or more (two in Chinese). */
function namePartsOf({ login, name }: { login: string; name: string }): string[] {
  const parts = [login, name, ...login.split(/[._-]+/), ...name.split(/[\s·.]+/)].map((part) => part.normalize('NFKC').toLowerCase());
  return parts.filter((part) => (/\p{Script=Han}/u.test(part) ? part.length >= 2 : part.length >= 3));
}

export interface SignInRules {
  idleMinutes: number;
  absoluteMinutes: number;
  pairTries: number;
  addressTries: number;
  accountTries: number;
  blockFirstSeconds: number;
  blockMostSeconds: number;
  accountBlockSeconds: number;
  forgetAfterMinutes: number;
  codeHours: number;
  firstCodeMinutes: number;
}

/**
 * How long a subject waits after its n-th failed try, in seconds: nothing at first, then twice as long each time, never above the most.
 * The account as a whole (guesses from everywhere) waits only a little, so that a stranger cannot keep its owner out.
 */
export function waitAfter(failures: number, subject: 'pair' | 'address' | 'account', rules: SignInRules): number {
  const free = { pair: rules.pairTries, address: rules.addressTries, account: rules.accountTries }[subject];
  if (failures < free) return 0;
  if (subject === 'account') return rules.accountBlockSeconds;
  return Math.min(rules.blockFirstSeconds * 2 ** Math.min(failures - free, 20), rules.blockMostSeconds);
}
