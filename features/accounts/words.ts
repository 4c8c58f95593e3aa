// Accounts: who signs in, which posts they hold and what the administrator does about them. Nouns and calls; roles and what each may do
// are in rules.ts, the chain of entries has its own room (audits).
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

export const Role = z.enum(['clerk', 'owner', 'officer', 'leader', 'dispatcher', 'auditor', 'administrator']);
export type Role = z.infer<typeof Role>;

const Words = z.object({ zh: z.string(), en: z.string() });

/** What people type to sign in: letters, digits, dot, dash, underscore or Chinese; compared without case. */
export const Login = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N}._-]+$/u);
const Password = z.string().min(1).max(1024);
const Code = z.string().trim().min(4).max(64);
const PersonName = z.string().trim().min(1).max(60);

const Region = z.object({ code: z.string(), name: z.string(), nameEn: z.string(), level: z.enum(['province', 'city', 'county']) });

export const SessionReply = z.object({
  person: z.object({
    id: z.string(),
    login: z.string(),
    name: z.string(),
    nameEn: z.string(),
    role: Role,
    roleName: Words,
    /** Every permission held, for showing and hiding; the server decides again at each call. */
    may: z.array(z.string()),
    /** Where: every region in reach, widest first. */
    regions: z.array(Region),
    /** The address this person's work begins at. */
    home: z.string(),
  }),
  demo: z.boolean(),
  /** Planning years that hold something, latest first. */
  years: z.array(z.number().int()),
});
export type SessionReply = z.infer<typeof SessionReply>;

const Entered = z.object({ home: z.string() });

export const readSession = endpoint({
  method: 'GET',
  path: '/api/session',
  access: { may: 'session.own', on: 'self' },
  audit: 'read',
  input: z.object({}),
  reply: SessionReply,
  summary: { zh: '当前登录的人', en: 'Who is signed in' },
});

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  access: { public: 'signing in is how one stops being a stranger' },
  audit: { action: 'session.begin', facts: ['address', 'how'] },
  input: z.object({ login: z.string().min(1).max(100), password: Password }),
  reply: Entered,
  summary: { zh: '登录', en: 'Sign in' },
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  access: { may: 'session.own', on: 'self' },
  audit: { action: 'session.end', facts: ['how', 'count'] },
  input: z.object({}),
  reply: z.object({ ended: z.number().int() }),
  summary: { zh: '退出', en: 'Sign out' },
});

export const DemoPerson = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  role: Role,
  roleName: Words,
  region: z.object({ code: z.string(), name: z.string(), nameEn: z.string() }),
  about: Words,
});
export type DemoPerson = z.infer<typeof DemoPerson>;

export const listDemoPeople = endpoint({
  method: 'GET',
  path: '/api/session/demo',
  access: { public: 'the demonstration people, on this machine only' },
  audit: 'read',
  input: z.object({}),
  reply: z.object({ people: z.array(DemoPerson) }),
  summary: { zh: '演示人员', en: 'People of the demonstration' },
});

export const enterAsDemo = endpoint({
  method: 'POST',
  path: '/api/session/demo',
  access: { public: 'entering the demonstration as one of its people, on this machine only' },
  audit: { action: 'session.begin', facts: ['address', 'how'] },
  input: z.object({ person: Id }),
  reply: Entered,
  summary: { zh: '以演示人员身份进入', en: 'Enter as a person of the demonstration' },
});

export const redeemCode = endpoint({
  method: 'POST',
  path: '/api/session/code',
  access: { public: 'a person with a one-time code has no password yet' },
  audit: { action: 'account.set-password', facts: ['how', 'address'] },
  input: z.object({ login: z.string().min(1).max(100), code: Code, password: Password }),
  reply: Entered,
  summary: { zh: '用一次性代码设置密码并登录', en: 'Set a password with a one-time code and sign in' },
});

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/session/password',
  access: { may: 'session.own', on: 'self' },
  audit: { action: 'account.set-password', facts: ['how', 'address', 'sessions'] },
  input: z.object({ old: Password, new: Password }),
  reply: z.object({ ended: z.number().int() }),
  summary: { zh: '更换自己的密码，其他登录全部退出', en: 'Change your own password; every other session ends' },
});

export const OwnSession = z.object({
  id: z.string(),
  current: z.boolean(),
  since: z.string(),
  seen: z.string(),
  until: z.string(),
  address: z.string(),
  agent: z.string(),
});
export type OwnSession = z.infer<typeof OwnSession>;

export const listOwnSessions = endpoint({
  method: 'GET',
  path: '/api/session/own',
  access: { may: 'session.own', on: 'self' },
  audit: 'read',
  input: z.object({}),
  reply: z.object({ sessions: z.array(OwnSession) }),
  summary: { zh: '我的登录', en: 'My sessions' },
});

export const endOwnSessions = endpoint({
  method: 'POST',
  path: '/api/session/own/end',
  access: { may: 'session.own', on: 'self' },
  audit: { action: 'session.end', facts: ['how', 'count'] },
  input: z.object({
    id: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .optional(),
  }),
  reply: z.object({ ended: z.number().int() }),
  summary: { zh: '结束我的一个登录，或除当前外的全部', en: 'End one of my sessions, or all but this one' },
});

export const checkFirstCode = endpoint({
  method: 'POST',
  path: '/api/first-administrator/check',
  access: { public: 'before the first administrator there is nobody who could sign in' },
  audit: 'read',
  input: z.object({ code: Code }),
  reply: z.object({ regions: z.array(Region) }),
  summary: { zh: '核对首位管理员的一次性代码', en: "Check the first administrator's code" },
});

export const becomeFirstAdministrator = endpoint({
  method: 'POST',
  path: '/api/first-administrator',
  access: { public: 'before the first administrator there is nobody who could sign in' },
  audit: { action: 'account.first-administrator', facts: ['login', 'region', 'address'] },
  input: z.object({
    code: Code,
    login: Login,
    name: PersonName,
    nameEn: z.string().trim().max(60).default(''),
    region: RegionCode,
    password: Password,
  }),
  reply: Entered,
  summary: { zh: '首位管理员开户', en: 'The first administrator' },
});

export const Grant = z.object({
  id: z.string(),
  role: Role,
  roleName: Words,
  region: z.object({ code: z.string(), name: z.string() }),
  organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
  from: z.string(),
  to: z.string().nullable(),
  current: z.boolean(),
});
export type Grant = z.infer<typeof Grant>;

export const Account = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  nameEn: z.string(),
  state: z.enum(['active', 'waiting', 'disabled']),
  disabledAt: z.string().nullable(),
  createdAt: z.string(),
  lastSeen: z.string().nullable(),
  /** False when some of this person's grants lie outside the asker's reach: then only somebody higher may change the account. */
  mine: z.boolean(),
  grants: z.array(Grant),
  version: z.number().int(),
});
export type Account = z.infer<typeof Account>;

export const listAccounts = endpoint({
  method: 'GET',
  path: '/api/accounts',
  access: { may: 'account.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    q: z.string().trim().max(60).optional(),
    role: Role.optional(),
    state: z.enum(['active', 'waiting', 'disabled']).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  }),
  reply: z.object({ total: z.number().int(), accounts: z.array(Account) }),
  summary: { zh: '辖区内的账号', en: 'Accounts of the region' },
});

const GrantInput = { role: Role, region: RegionCode, organisation: Id.optional(), from: Day.optional(), to: Day.optional() };
const Issued = z.object({ code: z.string(), until: z.string() });

export const createAccount = endpoint({
  method: 'POST',
  path: '/api/accounts',
  access: { may: 'account.edit', on: 'region' },
  audit: { action: 'account.create', facts: ['login', 'role', 'region', 'organisation', 'from', 'to'] },
  input: z.object({ login: Login, name: PersonName, nameEn: z.string().trim().max(60).default(''), ...GrantInput }),
  reply: Issued.extend({ account: Account }),
  summary: { zh: '开户：得到一次性代码，由本人设密码', en: 'Open an account; its owner sets the password with the one-time code' },
});

export const addGrant = endpoint({
  method: 'POST',
  path: '/api/accounts/:id/grants',
  access: { may: 'account.edit', on: 'region' },
  audit: { action: 'account.grant', facts: ['role', 'region', 'organisation', 'from', 'to', 'sessions'] },
  input: z.object({ id: Id, ...GrantInput }),
  reply: Account,
  summary: { zh: '授予岗位', en: 'Grant a post' },
});

export const endGrant = endpoint({
  method: 'POST',
  path: '/api/accounts/:id/grants/:grant/end',
  access: { may: 'account.edit', on: 'scope' },
  audit: { action: 'account.end-grant', facts: ['role', 'region', 'to', 'sessions'] },
  input: z.object({ id: Id, grant: Id, to: Day.optional() }),
  reply: Account,
  summary: { zh: '结束授权', en: 'End a grant' },
});

export const disableAccount = endpoint({
  method: 'POST',
  path: '/api/accounts/:id/disable',
  access: { may: 'account.edit', on: 'scope' },
  audit: { action: 'account.disable', facts: ['reason', 'sessions'] },
  input: z.object({ id: Id, reason: z.string().trim().min(2).max(200) }),
  reply: Account,
  summary: { zh: '停用账号，立即退出所有登录', en: 'Disable an account; all its sessions end at once' },
});

export const enableAccount = endpoint({
  method: 'POST',
  path: '/api/accounts/:id/enable',
  access: { may: 'account.edit', on: 'scope' },
  audit: { action: 'account.enable', facts: ['reason'] },
  input: z.object({ id: Id, reason: z.string().trim().min(2).max(200) }),
  reply: Account,
  summary: { zh: '恢复账号', en: 'Enable an account again' },
});

export const issueCode = endpoint({
  method: 'POST',
  path: '/api/accounts/:id/code',
  access: { may: 'account.edit', on: 'scope' },
  audit: { action: 'account.issue-code', facts: ['until', 'sessions'] },
  input: z.object({ id: Id }),
  reply: Issued,
  summary: { zh: '重置：发一次性代码', en: 'Reset: issue a one-time code' },
});

export const listRoles = endpoint({
  method: 'GET',
  path: '/api/accounts/roles',
  access: { may: 'account.read', on: 'scope' },
  audit: 'read',
  input: z.object({}),
  reply: z.object({
    roles: z.array(z.object({ role: Role, name: Words, does: Words, may: z.array(z.string()) })),
    regions: z.array(Region),
  }),
  summary: { zh: '岗位和可授予的地区', en: 'Posts, and the regions they can be granted in' },
});
