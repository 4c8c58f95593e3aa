// The resumption of a demonstration region: every case goes step by step through the same table, regimes and conversion as any other, on the days that
// it is told to have happened. Used by the first start alone; everybody else enters by the calls.
import type { Db } from '../../platform/db/database.ts';
import type { Ground } from '../../platform/http/house.ts';
import { addDays, type Day, instantOfDay } from '../../vocabulary/days.ts';
import { type Id, newId } from '../../vocabulary/ids.ts';
import { findOrCreateOrganisations, regionTree } from '../regions/door.ts';
import { type Acting, beginOne, certificateOf, fileOne, type Law, lawOf, settleVisit, takeStep, tokenOf } from './cases.ts';
import { convertAll } from './regime-runs.ts';
import { itemsOfVisit } from './rules-outcome.ts';
import { keepRosters, prepareRosters, type RostersTold, type RosterToMake } from './set-up-roster.ts';
import { type ServiceTold, serveEnterprises } from './set-up-service.ts';
import { findingsOf, insertVisit, mendFinding, visitsOf } from './store-appointments.ts';
import { type CaseBody, type CaseRow, casesIn, loadCase, putCertificate, saveCaseBody } from './store-cases.ts';
import { insertEnterprise, loadEnterprise } from './store-enterprises.ts';
import { checklistOf, putDepartment } from './store-regimes.ts';
import { type DayToKeep, insertDays, insertSigned } from './store-set-up.ts';
import type { CaseAction, Sector } from './words.ts';
import type { Regime } from './words-regimes.ts';

type Fate =
  | { kind: 'essential'; filed: string }
  | { kind: 'accepted'; applied: string; visit: string; open: string; after?: 'suspended' | 'reopened' | 'revoked' }
  | { kind: 'rectified'; applied: string; visit: string; again: string; open: string; item: string; department: string; note: string }
  | { kind: 'overtaken'; applied: string; at: 'appointed' | 'rectifying' | 'submitted'; open: string }
  | { kind: 'filed'; applied: string; open: string | null }
  | { kind: 'waiting'; applied: string; at: 'draft' | 'submitted' | 'incomplete' | 'complete' | 'withdrawn' }
  | { kind: 'silent' };
interface DemoEnterprise {
  name: string;
  sector: Sector;
  inPark: boolean;
  people: number;
  aboveScale: boolean;
  lastYearOutputYuan: number | null;
  fate: Fate;
}

/** The instant of an hour of a day in Liaoyuan. */
const at = (day: string, hour: number, minute = 0): string =>
  new Date(Date.parse(instantOfDay(day)) + (hour * 60 + minute) * 60_000).toISOString();

const demoPaper = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length 62>>stream\nBT /F1 18 Tf 72 760 Td (Paper of the demonstration, invented) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n',
);

/** One thing that happens: sorted by its instant over all enterprises of a county, so that numbers are given in the order of filing. */
interface Happening {
  at: string;
  do(acting: Acting): Promise<void>;
}

/** Makes the enterprises and cases of one county in one transaction. Answers how many cases. */
export async function makeDemoResumption(
  ground: Ground,
  region: string,
  by: { id: string; name: string },
  told: {
    park: { id: Id; name: string } | null;
    until: string;
    sectorDepartments: Readonly<Record<string, string>>;
    served: ServiceTold;
    returning: RostersTold;
  },
  enterprises: readonly DemoEnterprise[],
): Promise<number> {
  const { database, chain, files, secrets, clock } = ground;
  const { sha256, bytes } = await files.put(demoPaper);
  const rosters = await prepareRosters(ground, region, told.returning, enterprises.flatMap(rosterFor));
  return database.transaction({ regions: [region], prefix: null, owner: null }, async (db) => {
    const named = (await regionTree(db)).find((one) => one.code === region);
    const county = { name: named?.name ?? region, nameEn: named?.nameEn ?? '' };
    const law = await lawOf(db, [region]);
    await nameDepartments(db, law, region, county.name);
    const made = await findOrCreateOrganisations(
      db,
      region,
      enterprises.map(({ name }) => ({ name, creditCode: null })),
    );
    const happenings: Happening[] = [];
    const days: DayToKeep[] = [];
    let cases = 0;
    for (const [place, one] of enterprises.entries()) {
      const id = made[place]!.id;
      await insertEnterprise(
        db,
        { region, id },
        {
          sector: one.sector,
          park: one.inPark ? (told.park?.id ?? null) : null,
          sectorDepartment: told.sectorDepartments[one.sector] ?? '工业和信息化局',
          address: one.inPark ? `${told.park?.name ?? ''}${place + 1}号` : `${county.name}镇区${place + 1}号`,
          peopleEmployed: one.people,
          aboveScale: one.aboveScale,
          expected: true,
          lastYearOutputYuan: one.lastYearOutputYuan === null ? null : one.lastYearOutputYuan * 250,
          note: '',
        },
        { name: by.name, at: at('2020-02-01', 9) },
      );
      const story = storyOf(one, place, { region, id, law, county, by, sha256, bytes, secrets });
      happenings.push(...story);
      if (story.length > 0) cases += 1;
      days.push(...reported(one, id, place, told.until));
    }
    const overtaken = at('2020-02-19', 0);
    happenings.push({
      at: overtaken,
      do: async (acting) => void (await convertAll(acting, law, [region], ({ basis }) => basis)),
    });
    happenings.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    for (const one of happenings) await one.do({ db, by, at: one.at });
    await insertDays(db, region, days);
    const ids = new Map(enterprises.map(({ name }, place) => [name, made[place]!.id]));
    const begun = new Map((await casesIn(db, [region], {})).map((one) => [one.enterprise, one]));
    await keepRosters(ground, db, region, by, told.returning, begun, rosters);
    await serveEnterprises(db, region, by, ids, told.served);
    await chain.append(db, {
      region,
      actor: by,
      action: 'resumption.apply',
      kind: 'resumption',
      id: '-',
      facts: { cases, steps: happenings.length, at: clock.now() },
      allowed: ['cases', 'steps', 'at'],
      request: 'command-line',
      result: 'done',
    });
    return cases;
  });
}

/** The five departments of the county, by their names of that time. */
async function nameDepartments(db: Db, law: Law, region: string, county: string): Promise<void> {
  const group = law.regimes.find((one) => one.region === region && one.mode === 'inspection')?.content.departments ?? [];
  const organisations = await findOrCreateOrganisations(
    db,
    region,
    group.map((one) => ({ name: `${county}${one.zh}`, creditCode: null })),
    { kind: 'department' },
  );
  for (const [place, { code }] of group.entries())
    await putDepartment(db, { region, code, organisation: organisations[place]!.id, since: '2019-01-01' });
}

const inspectors: Readonly<Record<string, string>> = {
  emergency: '晏青岩',
  industry: '樊砺行',
  health: '宁知夏',
  zone: '蔺远舟',
  market: '解明鉴',
};

interface Around {
  region: string;
  id: string;
  law: Law;
  county: { name: string; nameEn: string };
  by: { id: string; name: string };
  sha256: string;
  bytes: number;
  secrets: Ground['secrets'];
}

/** What happens to one enterprise, in order. */
function storyOf(one: DemoEnterprise, place: number, around: Around): Happening[] {
  const { fate } = one;
  const story: Happening[] = [];
  const minute = (place * 7) % 55;
  let caseId = '';
  const self = { id: `demo-${around.id}`, name: one.name };
  const now = async (db: Db): Promise<{ row: CaseRow; regime: Regime }> => {
    const row = (await loadCase(db, { region: around.region, id: caseId }))!;
    return {
      row,
      regime: around.law.regimes.find(
        (held) => held.region === row.regime.region && held.code === row.regime.code && held.version === row.regime.version,
      )!,
    };
  };
  const happen = (day: string, hour: number, work: (acting: Acting) => Promise<void>, own = false): void =>
    void story.push({ at: at(day, hour, minute), do: (acting) => work(own ? { ...acting, by: self } : acting) });
  const step = (
    day: string,
    hour: number,
    action: CaseAction,
    more: (row: CaseRow) => Parameters<typeof takeStep>[3] = () => ({}),
    own = false,
  ): void =>
    happen(
      day,
      hour,
      async (acting) => {
        const held = await now(acting.db);
        await takeStep(acting, held, action, more(held.row));
      },
      own,
    );
  const begin = (day: string, planned: string, whole: boolean): void =>
    happen(
      day,
      8,
      async (acting) => {
        const enterprise = (await loadEnterprise(acting.db, { region: around.region, id: around.id }))!;
        caseId = await beginOne(
          acting,
          around.law,
          { ...enterprise, inPark: enterprise.park !== null, people: enterprise.peopleEmployed },
          [],
        );
        const { row } = await now(acting.db);
        const body: CaseBody = { ...row, ...application(one, place, planned, whole, acting.at, around) };
        await saveCaseBody(acting.db, row, body, { name: self.name, at: acting.at });
      },
      true,
    );
  const submit = (day: string): void =>
    step(day, 9, 'submit', (row) => ({ change: { submittedAt: at(day, 9, minute), sent: { form: row.form } } }), true);
  const visit = (
    day: string,
    hour: number,
    not: readonly string[],
    note: string,
    dissents: string | null,
    agreedOn: string = addDays(day as Day, -1),
  ): void => {
    happen(agreedOn, 15, async (acting) => {
      const held = await now(acting.db);
      const again = (await visitsOf(acting.db, { region: around.region, id: caseId })).length;
      const open = (await findingsOf(acting.db, { region: around.region, id: caseId })).filter((finding) => finding.clearedOn === null);
      const items = itemsOfVisit(
        await checklistOf(acting.db, held.regime.content.checklist),
        held.regime.content,
        again > 0 ? new Set(open.map((finding) => finding.item)) : undefined,
      );
      const going = held.regime.content.departments.filter((dept) => again === 0 || items.some((item) => item.department === dept.code));
      await insertVisit(acting.db, {
        region: around.region,
        id: newId(),
        enterpriseId: around.id,
        caseId,
        round: again + 1,
        on: day,
        time: `${String(9 + (place % 6)).padStart(2, '0')}:30`,
        members: going.map((dept) => ({
          department: dept.code,
          organisation: `${around.county.name}${dept.zh}`,
          person: inspectors[dept.code] ?? '',
          personId: null,
        })),
        items,
        byName: acting.by.name,
        at: acting.at,
      });
      await takeStep(acting, held, 'appoint', { agreed: day });
    });
    if (hour > 0)
      happen(day, hour, async (acting) => {
        const held = (await visitsOf(acting.db, { region: around.region, id: caseId })).at(-1)!;
        await insertSigned(acting.db, held, { not, note, dissents, at: acting.at });
        await settleVisit(acting, around.law, held);
      });
  };
  const file = (day: string): void =>
    happen(day, 16, async (acting) => {
      await fileOne(acting, await now(acting.db), around.county, tokenOf(around.secrets, { region: around.region, id: caseId }));
    });
  const open = (day: string): void => step(day, 17, 'open', () => ({ change: { resumedOn: day } }), true);
  const judged = (day: string, action: 'suspend' | 'reopen' | 'revoke', reason: string): void =>
    happen(day, 14, async (acting) => {
      const done = await takeStep(acting, await now(acting.db), action, { reason, change: { reason } });
      const status = { suspend: 'suspended', reopen: 'valid', revoke: 'revoked' } as const;
      await putCertificate(
        acting.db,
        certificateOf(done.row, done.regime, around.county, tokenOf(around.secrets, done.row), status[action], day),
      );
    });

  switch (fate.kind) {
    case 'silent':
      return [];
    case 'essential':
      begin(fate.filed, fate.filed, true);
      submit(fate.filed);
      step(fate.filed, 10, 'complete');
      file(fate.filed);
      open(fate.filed);
      return story;
    case 'accepted':
      begin(fate.applied, fate.open, true);
      submit(fate.applied);
      step(fate.applied, 14, 'complete');
      visit(fate.visit, 10, [], '', null);
      file(fate.visit);
      open(fate.open);
      if (fate.after === 'suspended') judged('2020-03-10', 'suspend', '连续三天没有测温登记，限期整改');
      if (fate.after === 'revoked') judged('2020-03-06', 'revoke', '瞒报返岗人员来源地');
      if (fate.after === 'reopened') {
        judged('2020-02-26', 'suspend', '食堂未错峰用餐，人员聚集');
        judged('2020-02-29', 'reopen', '整改到位，复查合格');
      }
      return story;
    case 'rectified':
      begin(fate.applied, fate.open, true);
      submit(fate.applied);
      step(fate.applied, 14, 'complete');
      visit(fate.visit, 10, [fate.item], fate.note, fate.department);
      happen(
        addDays(fate.again as Day, -1),
        9,
        async (acting) => {
          const held = await now(acting.db);
          for (const finding of await findingsOf(acting.db, { region: around.region, id: caseId }))
            await mendFinding(acting.db, around.region, finding.id, addDays(fate.again as Day, -1), '已整改，照片已存');
          await takeStep(acting, held, 'mend', { reason: '已整改，照片已存' });
        },
        true,
      );
      visit(fate.again, 10, [], '', null);
      file(fate.again);
      open(fate.open);
      return story;
    case 'overtaken':
      begin(fate.applied, fate.open, true);
      submit(fate.applied);
      if (fate.at !== 'submitted') step(fate.applied, 14, 'complete');
      if (fate.at === 'appointed') visit('2020-02-20', 0, [], '', null, '2020-02-18');
      if (fate.at === 'rectifying') visit('2020-02-18', 10, ['R34'], '两条生产线没有试车方案', 'emergency');
      if (fate.at === 'submitted') step('2020-02-20', 10, 'complete');
      file('2020-02-20');
      open(fate.open);
      return story;
    case 'filed': {
      const next = addDays(fate.applied as Day, 1);
      begin(fate.applied, fate.open ?? addDays(fate.applied as Day, 10), true);
      submit(fate.applied);
      step(fate.applied, 14, 'complete');
      file(next);
      if (fate.open) open(fate.open);
      return story;
    }
    case 'waiting':
      begin(fate.applied, addDays(fate.applied as Day, 4), fate.at !== 'draft');
      if (fate.at !== 'draft') submit(fate.applied);
      if (fate.at === 'complete') step(fate.applied, 14, 'complete');
      if (fate.at === 'incomplete')
        step(fate.applied, 15, 'return', () => ({
          reason: '应急预案没有写明隔离观察室的位置',
          change: {
            missing: [{ code: 'clerk', zh: '应急预案没有写明隔离观察室的位置', en: '应急预案没有写明隔离观察室的位置', blocks: false }],
          },
        }));
      if (fate.at === 'withdrawn')
        step(
          addDays(fate.applied as Day, 1),
          10,
          'withdraw',
          () => ({ reason: '订单取消，推迟复工', change: { reason: '订单取消，推迟复工' } }),
          true,
        );
      return story;
  }
}

/** Who is to come back, as the form and the roster both say. */
const returning = (one: DemoEnterprise, place: number): { people: number; outside: number } => ({
  people: Math.max(8, Math.round(one.people * 0.6)),
  outside: place % 4,
});

/** Those who applied under the joint inspection owed a roster; what is still under way has one too, in one of them a row to correct. */
function rosterFor(one: DemoEnterprise, place: number): RosterToMake[] {
  const { fate } = one;
  if (fate.kind === 'accepted' || fate.kind === 'rectified' || fate.kind === 'overtaken')
    return [{ enterprise: one.name, purpose: 'spring', ...returning(one, place), wrong: 0, on: fate.applied }];
  if (fate.kind === 'waiting' && (fate.at === 'incomplete' || fate.at === 'submitted' || fate.at === 'complete'))
    return [
      { enterprise: one.name, purpose: 'standing', ...returning(one, place), wrong: fate.at === 'submitted' ? 1 : 0, on: fate.applied },
    ];
  return [];
}

function application(
  one: DemoEnterprise,
  place: number,
  planned: string,
  whole: boolean,
  now: string,
  { sha256, bytes }: Around,
): Partial<CaseBody> {
  const { people, outside } = returning(one, place);
  const form: CaseBody['form'] = {
    plannedOn: planned as Day,
    peopleToReturn: people,
    fromOutsideProvince: outside,
    fromSevereAreas: 0,
    leadGroup: whole ? '总经理任组长，各车间主任为成员，班组设防疫员' : '',
    isolationRooms: 1 + (place % 3),
    canteen: one.people > 60 ? 'staggered' : 'none',
    dormitoryRooms: one.people > 100 ? 8 : 0,
    dormitoryPeople: one.people > 100 ? 30 : 0,
    dormitoryArea: one.people > 100 ? 160 : null,
    disinfection: whole ? '每日上下班前各一次，食堂每餐后一次' : '',
    hotline: '',
    note: '',
  };
  return {
    form,
    plannedOn: planned,
    supplies: whole
      ? [
          { kind: 'masks', stock: people * (2 + (place % 9)), perDay: people },
          { kind: 'thermometers', stock: 2 + (place % 4), perDay: 0 },
          { kind: 'disinfectant', stock: 20 + place * 3, perDay: 4 },
        ]
      : [],
    papers: whole
      ? (['prevention-plan', 'emergency-plan'] as const).map((kind) => ({
          kind,
          sha256,
          name: kind === 'prevention-plan' ? '防控工作方案.pdf' : '应急预案.pdf',
          bytes,
          at: now,
        }))
      : [],
    commitment: whole
      ? {
          version: '2020-02',
          signer: '企业负责人',
          post: '总经理',
          strokes: 'M60 120L120 60L150 150L210 70L260 130L330 90L400 140L470 80',
          how: 'screen',
          at: now,
        }
      : null,
  };
}

/** Days reported since the work resumed: people and output come back over three weeks; now and then a day is missing. */
function reported(one: DemoEnterprise, id: string, place: number, until: string): DayToKeep[] {
  const { fate } = one;
  const open = 'open' in fate ? fate.open : fate.kind === 'essential' ? fate.filed : null;
  if (open === null) return [];
  const last =
    fate.kind === 'accepted' && fate.after === 'suspended'
      ? '2020-03-09'
      : fate.kind === 'accepted' && fate.after === 'revoked'
        ? '2020-03-05'
        : until;
  const days: DayToKeep[] = [];
  const lastYear = one.lastYearOutputYuan ?? 100_000;
  for (let day = open as Day, count = 0; day <= last; day = addDays(day, 1), count += 1) {
    if ((count + place) % 11 === 7) continue;
    const share = Math.min(1, 0.35 + count * 0.028 + (place % 5) * 0.03);
    days.push({
      id,
      day,
      peopleBack: Math.min(one.people, Math.round(one.people * share)),
      outputYuan: Math.round((lastYear * Math.max(0.15, share - 0.18)) / 100) * 100,
      lastYear,
      orders: 12 + ((place * 3 + count) % 25),
      supplies: Math.max(1, 9 - ((count + place) % 9)),
      by: one.name,
    });
  }
  return days;
}
