// The count of a day is what was true on that day, whatever came later: random histories of two counties are played through the calls, the count is asked
// at the end of each day and again of every day when all is over, and both are held against a model that knows nothing of the database.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../platform/clock/clock.ts';
import { testDatabase } from '../../platform/db/testing.ts';
import { addDays, type Day } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { accountsHttp, makePerson } from '../accounts/testing.ts';
import { resumptionRoom } from './routes.ts';
import { insertStep } from './store-cases.ts';
import { makeCase, makeEnterprise } from './testing.ts';

const database = testDatabase();
const counties = ['220421', '220422'] as const;
const first = '2020-02-10' as Day;
const days = 8;
const sectors = ['industry', 'agriculture'] as const;
const path = ['submit', 'complete', 'appoint', 'visit', 'accept', 'file', 'open', 'suspend', 'reopen'] as const;
const stateAfter = ['submitted', 'complete', 'appointed', 'visited', 'accepted', 'filed', 'open', 'suspended', 'open'] as const;

const doing = fc.record({
  what: fc.constantFrom('list', 'raise', 'raise', 'act', 'act', 'act', 'report', 'step', 'step'),
  who: fc.nat(3),
  which: fc.nat(20),
  number: fc.nat(60),
});
const history = fc.array(fc.array(doing, { minLength: 1, maxLength: 7 }), { minLength: days, maxLength: days });

type Model = {
  region: string;
  id: string;
  caseId: string;
  version: number;
  expected: boolean;
  sector: (typeof sectors)[number];
  employed: number;
  step: number;
  back: number | null;
  difficulties: { id: string; state: 'routed' | 'answered' | 'solved' | 'withdrawn' }[];
};
const next = {
  answer: ['routed'],
  confirm: ['answered'],
  reopen: ['answered', 'solved'],
  withdraw: ['routed', 'answered'],
  route: ['routed'],
} as const;
const became = { answer: 'answered', confirm: 'solved', reopen: 'routed', withdraw: 'withdrawn', route: 'routed' } as const;

describe('the count of a day', () => {
  it.each(fc.sample(history, { numRuns: 3, seed: 20200210 }).map((story, at) => [at, story] as const))(
    'is the same when it is asked later, through history %i',
    async (_, story) => {
      const clock = fixedClock(`${first}T00:30:00.000Z`);
      const http = await accountsHttp(database, [resumptionRoom()], { clock });
      // Sessions end within hours: whoever acts has just come in.
      let people = 0;
      const comesIn = async (region: string): Promise<string> => {
        const role = region === '220400' ? ('dispatcher' as const) : ('clerk' as const);
        return (await makePerson(database, clock.now(), { login: `someone${++people}`, role, region })).token;
      };
      const call = async (method: 'GET' | 'PUT' | 'POST', url: string, body?: unknown) => {
        const answer = await http.call({
          method,
          url: `/api/resumption/${url}`,
          as: await comesIn(counties.find((region) => url.startsWith(region)) ?? '220400'),
          ...(body !== undefined && { body }),
        });
        expect(answer.status, `${method} ${url} ${answer.text}`).toBe(200);
        return answer.body;
      };
      const models: Model[] = [];
      for (const [place, name] of ['松涛机械', '云岫包装', '青穗食品', '棠溪建材'].entries()) {
        const region = counties[place % 2]!;
        const id = await makeEnterprise(database, region, `${name}有限公司`, { peopleEmployed: 100 }, clock.now());
        const caseId = await makeCase(database, region, id, 'draft', { day: first, at: clock.now() });
        models.push({
          region,
          id,
          caseId,
          version: 1,
          expected: true,
          sector: 'industry',
          employed: 100,
          step: 0,
          back: null,
          difficulties: [],
        });
      }
      const truth = () => {
        const on = models.filter((one) => one.expected);
        const told = on.filter((one) => one.back !== null);
        const reached = (action: (typeof path)[number]) => on.filter((one) => one.step > path.indexOf(action)).length;
        const stands = (state: string) => on.filter((one) => one.step > 0 && stateAfter[one.step - 1] === state).length;
        const open = on.flatMap((one) => one.difficulties.filter(({ state }) => state === 'routed' || state === 'answered'));
        return {
          expected: on.length,
          applied: reached('submit'),
          inspected: reached('visit'),
          accepted: reached('accept'),
          filed: reached('file'),
          open: stands('open'),
          suspended: stands('suspended'),
          people: told.length === 0 ? null : told.reduce((sum, one) => sum + one.back!, 0),
          employed: told.length === 0 ? null : told.reduce((sum, one) => sum + one.employed, 0),
          difficulties: open.length,
          reported: told.length,
          silent: on.length - told.length,
          sectors: sectors.map((sector) => on.filter((one) => one.sector === sector).length),
        };
      };
      const told = async (on: string) => {
        const { total, lines } = await call('GET', `count?on=${on}&by=sector`);
        const figures = total as Record<string, { value: number | null; of: { value: number | null } | null }>;
        const { employed: _, sectors: __, ...names } = truth();
        const values = Object.fromEntries(Object.keys(names).map((name) => [name, figures[name]!.value]));
        const line = (code: string) => lines.find((one: { code: string }) => one.code === code)?.numbers.expected[0] ?? 0;
        return { all: { total, lines }, seen: { ...values, employed: figures.people!.of!.value, sectors: sectors.map(line) } };
      };

      const then: { day: string; all: { total: Record<string, { value: unknown; of: unknown }>; lines: unknown } }[] = [];
      for (const [at, doings] of story.entries()) {
        const day = addDays(first, at);
        for (const one of models) one.back = null;
        for (const [hour, { what, who, which, number }] of doings.entries()) {
          clock.set(`${day}T${String(1 + hour).padStart(2, '0')}:${String(number % 60).padStart(2, '0')}:00.000Z`);
          const model = models[who]!;
          if (what === 'list') {
            Object.assign(model, { expected: number % 3 > 0, sector: sectors[number % 2]!, employed: 60 + number });
            await call('PUT', `${model.region}/enterprises/${model.id}`, {
              version: model.version,
              sector: model.sector,
              park: null,
              sectorDepartment: '工业和信息化局',
              address: '',
              peopleEmployed: model.employed,
              aboveScale: true,
              expected: model.expected,
              lastYearOutputYuan: null,
              note: '',
            });
            model.version += 1;
          } else if (what === 'raise') {
            const id = newId();
            await call('PUT', `${model.region}/difficulties/${id}`, {
              enterprise: model.id,
              kind: 'transport',
              text: `货车进不来，第${number}批`,
            });
            model.difficulties.push({ id, state: 'routed' });
          } else if (what === 'act' && model.difficulties.length > 0) {
            const difficulty = model.difficulties[which % model.difficulties.length]!;
            const may = (Object.keys(next) as (keyof typeof next)[]).filter((one) =>
              (next[one] as readonly string[]).includes(difficulty.state),
            );
            const action = may[number % may.length];
            if (action === undefined) continue;
            await call('POST', `${model.region}/difficulties/${difficulty.id}/steps`, {
              action,
              organisation: action === 'route' ? '交通运输局' : '',
              note: '已经办理，请看',
              saidBy: action === 'answer' || action === 'route' ? '' : '丘明远',
            });
            difficulty.state = became[action];
          } else if (what === 'step' && model.step < path.length) {
            await database.transaction({ regions: [model.region], prefix: null, owner: null }, (db) =>
              insertStep(db, {
                region: model.region,
                id: newId(),
                enterpriseId: model.id,
                caseId: model.caseId,
                at: clock.now(),
                day,
                action: path[model.step] as never,
                fromState: null,
                state: stateAfter[model.step]!,
                dueOn: day,
                regime: { region: '220422', code: 'joint-inspection', version: 1 },
                by: { id: 'test', name: '试' },
                reason: '',
                facts: {},
                conversionId: null,
                before: null,
              }),
            );
            model.step += 1;
          }
          // The chain of the county moves with every doing, as it does for each of the product's own.
          model.back = number;
          await call('PUT', `${model.region}/enterprises/${model.id}/days/${day}`, {
            peopleBack: number,
            outputYuan: number * 1000,
            outputLastYearYuan: 60_000,
            suppliesDays: number % 7,
          });
        }
        clock.set(`${day}T15:59:59.000Z`);
        const { all, seen } = await told(day);
        expect(seen, `on ${day}`).toEqual(truth());
        then.push({ day, all });
      }
      const values = ({ total, lines }: (typeof then)[number]['all']) => ({
        total: Object.entries(total).map(([name, { value, of }]) => [name, value, of]),
        lines,
      });
      clock.set(`${addDays(first, days + 3)}T02:00:00.000Z`);
      for (const { day, all } of then) expect(values((await told(day)).all), `asked later of ${day}`).toEqual(values(all));
    },
  );
});
