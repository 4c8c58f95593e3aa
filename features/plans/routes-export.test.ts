// Charts of a plan by HTTP: the clerk takes them along as SVG and PDF with her language's words and a Chinese file name; a neighbour finds nothing.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type PlansHttp, plansHttp } from './testing-http.ts';

const opened = await plansHttp();
afterAll(() => opened.close());
let plans: PlansHttp;
beforeEach(async () => {
  plans = await opened.fresh();
});

describe('charts as files', () => {
  it('the fishbone as SVG holds every node by its name, as PDF it is one sheet of A3', async () => {
    const plan = await plans.made();
    const svg = (await plans.bytes('clerk', `${plans.base()}/export?chart=fishbone&as=svg&paper=A4`)).toString('utf8');
    expect(svg.startsWith('<svg ')).toBe(true);
    const words = svg.replace(/<[^>]+>/g, '');
    for (const node of plan.nodes.slice(0, 12)) expect(words).toContain(node.name.zh.slice(0, 6));
    expect(words).toContain(`承诺 ${plan.promised}`);
    expect(words).toContain('未定');
    const pdf = await plans.bytes('clerk', `${plans.base()}/export?chart=fishbone&as=pdf`);
    expect(pdf.toString('latin1').match(/\/MediaBox \[0 0 1190\.55\d* 841\.8\d*\]/g)).toHaveLength(1);
  });

  it('the node chart comes in English too, on A4', async () => {
    await plans.made();
    const svg = (await plans.bytes('clerk', `${plans.base()}/export?chart=nodes&as=svg&paper=A4&language=en&by=stream`)).toString('utf8');
    expect(svg).toContain('Due / done');
    expect(svg).toContain('Sheet 1 of');
  });

  it('the file bears the name of the project and the chart', async () => {
    await plans.made();
    const answer = await plans.call('clerk', 'GET', `${plans.base()}/export?chart=nodes&as=pdf`);
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain("UTF-8''轴承生产线建设项目节点图.pdf");
  });

  it('the title block says from which baseline and version it was drawn', async () => {
    const plan = await plans.made();
    const title = (await plans.call('clerk', 'GET', `${plans.base()}/title`)).body;
    expect(title).toMatchObject({
      project: '轴承生产线建设项目',
      leader: null,
      baseline: null,
      promised: plan.promised,
      planVersion: plan.version,
    });
  });

  it('a chart or format that does not exist is refused, a neighbour and a project without plan find nothing', async () => {
    await plans.made();
    expect((await plans.call('clerk', 'GET', `${plans.base()}/export?chart=pie&as=svg`)).status).toBe(400);
    expect((await plans.call('clerk', 'GET', `${plans.base()}/export?chart=nodes&as=gif`)).status).toBe(400);
    expect((await plans.call('neighbour', 'GET', `${plans.base()}/export?chart=nodes&as=svg`)).status).toBe(404);
    expect((await plans.call('auditor', 'GET', `${plans.base()}/export?chart=nodes&as=svg`)).status).toBe(200);
  });
});
