// The whole table of states as an enterprise meets it: in whatever state its case stands and under whatever regime, its own page says who acts, until when
// and what comes next, shows what was sent, and offers exactly what the enterprise may do.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import { accountsHttp, makePerson } from '../accounts/testing.ts';
import { testSecrets } from '../projects/testing.ts';
import { resumptionRoom } from './routes.ts';
import { makeCase, makeEnterprise } from './testing.ts';
import { actorWords, CaseState } from './words.ts';
import type { CaseReply } from './words-cases.ts';

const county = '220422';
const database = testDatabase();
const files = await openFiles(mkdtempSync(join(tmpdir(), 'sanzao-states-')), testSecrets.keyFor('files'));
/** Under inspection until 18 February, under filing from the 19th; the county's clerk, the sector's department, the departments of the group. */
const laws = [
  { mode: 'inspection', regime: { region: county, code: 'joint-inspection', version: 1 }, day: '2020-02-12', office: '东辽县复工专班' },
  { mode: 'filing', regime: { region: '220000', code: 'filing-sector', version: 1 }, day: '2020-02-20', office: '东辽县工业和信息化局' },
] as const;
const departments = '应急管理局、工业和信息化局、卫生健康局、经济开发区管委会、市场监督管理局';
/** What the enterprise itself does to go on; where it is by another call the screen has it: reporting a day, applying anew. */
const own: Partial<Record<CaseState, string[]>> = {
  draft: ['submit', 'withdraw'],
  submitted: ['withdraw'],
  incomplete: ['submit', 'withdraw'],
  complete: ['withdraw'],
  appointed: ['withdraw'],
  rectifying: ['mend', 'withdraw'],
  accepted: ['withdraw'],
  filed: ['open'],
};

for (const { mode, regime, day, office } of laws)
  describe(`a case under ${mode}, read by its enterprise`, () => {
    it.each(CaseState.options)('%s: says who acts, until when, and what comes next', async (state) => {
      const http = await accountsHttp(database, [resumptionRoom()], { secrets: testSecrets, files });
      const enterprise = await makeEnterprise(database, county, '东辽县砚谷机械有限公司');
      const at = `${day}T01:00:00.000Z`;
      const id = await makeCase(database, county, enterprise, state, { at, day, regime });
      http.clock.set(`${day}T03:00:00.000Z`);
      const person = await makePerson(database, at, { login: 'owner', role: 'owner', region: county, organisation: enterprise });
      const answer = await http.call({ url: `/api/resumption/${county}/cases/${id}`, as: person.token });
      expect(answer.status, answer.text).toBe(200);
      const one: CaseReply = answer.body;
      expect(one.state).toBe(state);
      expect(one.dueOn).toMatch(/^2020-0[23]-\d\d$/);
      expect(one.next.zh).not.toBe('');
      expect(one.next.en).not.toBe('');
      expect(actorWords[one.actor]).toBeDefined();
      // Left over from an inspection: under filing nobody visits, and the office brings it over.
      const left = mode === 'filing' && ['appointed', 'visited', 'rectifying'].includes(state);
      const owners = { enterprise: '东辽县砚谷机械有限公司', clerk: office, departments };
      expect(one.owner.zh).toBe(owners[one.actor]);
      if (left) expect(one).toMatchObject({ actor: 'clerk', next: { zh: '按现行口径转换' } });
      const may = left ? ['withdraw'] : (own[state] ?? []);
      expect([...one.can].sort()).toEqual([...may].sort());
      if (one.actor === 'enterprise' && !['open', 'revoked', 'withdrawn'].includes(state))
        expect(one.can.filter((action) => action !== 'withdraw')).toHaveLength(1);
      expect(one.mayEdit).toBe(state === 'draft' || state === 'incomplete');
      expect(one.steps[0]).toMatchObject({ action: 'begin', day });
      const list = await http.call({ url: '/api/resumption/cases', as: person.token });
      expect(list.body.cases).toMatchObject([{ id, state, owner: one.owner, next: one.next, dueOn: one.dueOn }]);
    });
  });
