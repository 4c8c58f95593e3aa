/**
 * A joint visit laid out for the journeys, by the product's own calls as its local operator: an inspection regime in force today, five departments with
 * an inspector each, enterprises whose papers are complete and whose visits are appointed for today.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext } from 'playwright-core';
import { declared, filledForm, filledRoster, filledSupplies, weighed } from '../features/resumption/testing.ts';
import { addDays } from '../vocabulary/days.ts';
import type { Served } from './demo-server.ts';

export const county = '220422';
export const departments = {
  emergency: '应急管理局',
  industry: '工业和信息化局',
  health: '卫生健康局',
  zone: '经济开发区管委会',
  market: '市场监督管理局',
} as const;
export type DepartmentCode = keyof typeof departments;
export const codes = Object.keys(departments) as DepartmentCode[];
const password = '早春复工检查二〇二〇';

// biome-ignore lint/suspicious/noExplicitAny: a journey reads what it expects
export type Ask = (method: string, path: string, body?: unknown) => Promise<any>;

/** Calls as the local operator. */
export function operator(served: Served): Ask {
  const { token } = JSON.parse(readFileSync(join(served.directory, 'server.json'), 'utf8')) as { token: string };
  return async (method, path, body) => {
    const form = body instanceof FormData;
    const reply = await fetch(served.address + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'x-sanzao': '1',
        ...(!form && body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
}

export interface LaidVisits {
  /** Sign-in names with the one-time code of each; used up by the first sign-in. */
  logins: Record<DepartmentCode | 'owner', { id: string; login: string; code: string }>;
  visits: { enterprise: string; case: string; visit: string; name: string }[];
}

/** `names`: one enterprise each, in the order of the route. The first one has an account of its own. */
export async function layVisits(ask: Ask, names: readonly string[]): Promise<LaidVisits> {
  // What came with the product is law until another version takes its place: filing for giants alone, inspection for everybody else.
  const { today, regimes } = await ask('GET', `/api/resumption/${county}/regimes`);
  const enter = async (region: string, code: string, change: object): Promise<void> => {
    const found = regimes.find((one: { code: string; region: string }) => one.region === region && one.code === code);
    const fields = ['code', 'zh', 'en', 'since', 'until', 'mode', 'binding', 'conditions', 'addressee', 'basis', 'content'];
    const text = Object.fromEntries(fields.map((field) => [field, found[field]]));
    await ask('POST', `/api/resumption/${region}/regimes`, { regime: { ...text, ...change }, dryRun: false });
  };
  for (const code of ['filing-park', 'filing-sector']) await enter('220000', code, { conditions: { peopleFrom: 900_000 } });
  await enter(county, 'joint-inspection', { until: null });

  const logins: Partial<LaidVisits['logins']> = {};
  const account = async (login: string, name: string, role: string, organisation: string) => {
    const { code, account: made } = await ask('POST', '/api/accounts', { login, name, role, region: county, organisation });
    return { id: made.id as string, login, code: code as string };
  };
  for (const code of codes) {
    // The demonstration has named the departments of this county already; elsewhere they are made.
    const name = `东辽县${departments[code]}`;
    const { organisations } = await ask('GET', `/api/organisations?region=${county}&search=${encodeURIComponent(name)}`);
    const { id } =
      organisations.find((one: { name: string }) => one.name === name) ??
      (await ask('POST', `/api/organisations/${county}`, { name, kind: 'department' }));
    await ask('PUT', `/api/resumption/${county}/departments/${code}`, { organisation: id, since: '2019-01-01' });
    logins[code] = await account(`visit.${code}`, `${departments[code].slice(0, 2)}检查员`, 'officer', id);
  }
  const purpose = await ask('POST', `/api/resumption/${county}/purposes`, declared(today, addDays(today, 30)));
  await ask('POST', `/api/resumption/${county}/purposes/${purpose.id}/assessment`, weighed(today));
  const visits: LaidVisits['visits'] = [];
  for (const name of names) {
    const { id: enterprise } = await ask('POST', `/api/organisations/${county}`, { name, kind: 'enterprise' });
    await ask('PUT', `/api/resumption/${county}/enterprises/${enterprise}`, {
      sector: 'industry',
      sectorDepartment: '工业和信息化局',
      address: '白泉镇工业路 12 号',
      peopleEmployed: 86,
      version: null,
    });
    if (!logins.owner) logins.owner = await account('visit.owner', '阮砚谷', 'owner', enterprise);
    const base = `/api/resumption/${county}/cases`;
    const { id } = await ask('POST', base, { enterprise });
    const version = async (): Promise<number> => (await ask('GET', `${base}/${id}`)).version;
    await ask('PUT', `${base}/${id}`, {
      version: await version(),
      form: { ...filledForm, plannedOn: today },
      supplies: filledSupplies,
    });
    await ask('POST', `${base}/${id}/commitment`, { version: '2020-02', signer: '阮砚谷', post: '总经理', strokes: '' });
    for (const kind of ['prevention-plan', 'emergency-plan']) {
      const form = new FormData();
      form.append('file', new Blob(['%PDF-1.4 plan'], { type: 'application/pdf' }), `${kind}.pdf`);
      await ask('POST', `${base}/${id}/papers?kind=${kind}`, form);
    }
    const { roster } = await ask('POST', `${base}/${id}/roster`, { purpose: purpose.id });
    await ask('POST', `/api/resumption/${county}/rosters/${roster.id}/rows`, { rows: filledRoster(addDays(today, -20)) });
    await ask('POST', `${base}/${id}/submit`, { version: await version() });
    await ask('POST', `${base}/${id}/complete`, { version: await version() });
    const shown = await ask('POST', `${base}/${id}/appoint`, {
      version: await version(),
      on: today,
      time: `${String(9 + visits.length).padStart(2, '0')}:30`,
    });
    visits.push({ enterprise, case: id, visit: shown.visits.at(-1).id, name });
  }
  await ask('PUT', `/api/resumption/${county}/route`, { on: today, visits: visits.map((one) => one.visit) });
  return { logins: logins as LaidVisits['logins'], visits };
}

/** Signs in with the one-time code the first time, with the password afterwards; the session lies in that browser. */
export async function signInBy(request: APIRequestContext, address: string, one: { login: string; code: string }): Promise<void> {
  const headers = { 'x-sanzao': '1', origin: address };
  const first = await request.post(`${address}/api/session/code`, { headers, data: { login: one.login, code: one.code, password } });
  if (first.ok()) return;
  const again = await request.post(`${address}/api/session`, { headers, data: { login: one.login, password } });
  if (!again.ok())
    throw new Error(`${one.login} could not sign in: ${first.status()} ${await first.text()}; ${again.status()} ${await again.text()}`);
}
