// Levelling by HTTP as named people: a scarce thing put down, who needs it, tried with one more, accepted by the leader. On the real database.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type PlansHttp, plansHttp } from './testing-http.ts';
import type { PortfolioRun } from './words-portfolio.ts';

const county = '220421';
let plans: PlansHttp;
const open = await plansHttp();
afterAll(() => open.close());
beforeEach(async () => {
  plans = await open.fresh(['轴承生产线建设项目', '玉米烘干项目', '装配式构件项目']);
});

const finished = async (who: 'leader' | 'clerk', first: PortfolioRun): Promise<PortfolioRun> => {
  let run = first;
  while (run.state === 'waiting' || run.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 30));
    run = (await plans.call(who, 'GET', `/api/plans/portfolio-runs/${run.id}`)).body;
  }
  return run;
};

it('one crew for three foundations: they take turns, one more crew helps, and the turns are accepted with a reason', async () => {
  for (const project of plans.projects) await plans.made(plans.making, project);
  const crew = await plans.call('clerk', 'POST', `/api/plans/${county}/resources`, { name: '桩基施工队', capacity: 1, from: '2020-01-01' });
  expect(crew.status, crew.text).toBe(200);
  const need = (words: string) => plans.call('clerk', 'PUT', `/api/plans/${county}/resources/${crew.body.id}/demands`, { words, units: 1 });
  expect((await need('码头')).body.code).toBe('plans.no-such-nodes');
  expect((await need('基础施工')).body).toEqual({ nodes: 3 });
  expect((await plans.call('auditor', 'GET', `/api/plans/resources?region=${county}`)).body.resources).toMatchObject([
    { name: '桩基施工队', nodes: 3, projects: 3, capacities: [{ capacity: 1, from: '2020-01-01', by: '苗砚秋' }] },
  ]);

  const ask = async () => {
    const answer = await plans.call('leader', 'POST', `/api/plans/${county}/portfolio`, { more: crew.body.id, tries: 100 });
    expect(answer.status, answer.text).toBe(200);
    return finished('leader', answer.body);
  };
  const run = await ask();
  expect(run.state).toBe('done');
  const { rows, lateAfter, lateMore, overDays } = run.result!;
  expect(rows).toHaveLength(3);
  expect(overDays).toBe(0);
  expect(rows.filter((row) => row.moves.length > 0)).toHaveLength(2);
  expect(lateMore! <= lateAfter).toBe(true);
  for (const row of rows) expect(row.after >= row.before && row.more! >= row.before).toBe(true);

  const accept = (who: 'clerk' | 'leader') =>
    plans.call(who, 'POST', `/api/plans/${county}/portfolio/acceptance`, { run: run.id, reason: '全县统一调配桩基队' });
  expect((await accept('clerk')).status).toBe(403);
  const done = await accept('leader');
  expect(done.status, done.text).toBe(200);
  expect(done.body).toEqual({ plans: 2, nodes: 2 });
  for (const row of rows) {
    const { plan } = (await plans.call('clerk', 'GET', plans.base(row.projectId))).body;
    expect(plan.forecast, row.name).toBe(row.after);
    expect(plan.baselines).toEqual([]);
    for (const move of row.moves) {
      const node = plan.nodes.find((one: { code: string }) => one.code === move.node);
      expect(node.forecastStart).toBe(move.to);
      expect(node.slips.at(-1)).toMatchObject({ reason: '全县统一调配桩基队', by: '符望舒' });
    }
  }
  expect((await accept('leader')).body.code).toBe('plans.nothing-to-accept');
});
