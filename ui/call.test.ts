// How a declaration becomes a request and an answer becomes a value or a problem.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../vocabulary/endpoint.ts';
import { call, ProblemError, requestOf, sentenceOf, signInAddress } from './call.ts';

const access = { may: 'projects.read', on: 'region' } as const;
const summary = { zh: '项目', en: 'Projects' };
const list = endpoint({
  method: 'GET',
  path: '/api/projects/:region',
  access,
  audit: 'read',
  input: z.object({ region: z.string(), nature: z.array(z.string()).optional(), q: z.string().optional() }),
  reply: z.object({ total: z.number() }),
  summary,
});
const edit = endpoint({
  method: 'PUT',
  path: '/api/projects/:region/:id',
  access,
  audit: { action: 'projects.edit', facts: [] },
  input: z.object({ region: z.string(), id: z.string(), name: z.string() }),
  reply: z.object({ id: z.string() }),
  summary,
});

const went: string[] = [];
const answer = vi.fn<typeof fetch>();
beforeEach(() => {
  went.length = 0;
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('location', { pathname: '/projects', search: '?nature=new', assign: (to: string) => went.push(to) });
});
afterEach(() => {
  vi.unstubAllGlobals();
  answer.mockReset();
});
const refusal = (status: number, body: string): void => void answer.mockResolvedValue(new Response(body, { status }));

describe('requests', () => {
  it('fills the path from the input, escaped, and sends the rest of a GET in the query', () => {
    expect(requestOf(list, { region: '2204/21', nature: ['new', 'continuing'], q: '轴承 &' })).toEqual({
      url: '/api/projects/2204%2F21?nature=new&nature=continuing&q=%E8%BD%B4%E6%89%BF+%26',
      body: undefined,
    });
  });

  it('sends the rest of a write as JSON and leaves the path names out of it', () => {
    expect(requestOf(edit, { region: '220421', id: 'a', name: '轴承' })).toEqual({
      url: '/api/projects/220421/a',
      body: '{"name":"轴承"}',
    });
  });

  it('leaves out what is empty, and refuses to call with a hole in the path', () => {
    expect(requestOf(list, { region: '220421', q: '' }).url).toBe('/api/projects/220421');
    expect(() => requestOf(edit, { region: '220421', id: '', name: '' })).toThrow('needs id');
  });

  it('marks every write as coming from these screens, and no read', async () => {
    answer.mockImplementation(async () => new Response('{"id":"a"}'));
    await call(edit, { region: '220421', id: 'a', name: '轴承' });
    await call(list, { region: '220421' });
    const [write, read] = answer.mock.calls.map(([, init]) => init?.headers as Record<string, string>);
    expect(write).toMatchObject({ 'x-sanzao': '1', 'content-type': 'application/json' });
    expect(read).not.toHaveProperty('x-sanzao');
  });
});

describe('refusals', () => {
  it('carries the sentence of the server in both languages, its code and reference', async () => {
    refusal(409, JSON.stringify({ code: 'row.changed-meanwhile', message: { zh: '刚被改过。', en: 'Just changed.' }, reference: '7F3A' }));
    const error = await call(edit, { region: '220421', id: 'a', name: '' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code: 'row.changed-meanwhile', status: 409, reference: '7F3A', message: '刚被改过。' });
    expect((error as ProblemError).in('en')).toBe('Just changed.');
  });

  it('says a sentence when a proxy answers in HTML, and never shows the HTML', async () => {
    refusal(502, '<html>Bad gateway</html>');
    const error = await call(list, { region: '220421' }).catch((thrown: unknown) => thrown);
    expect(sentenceOf(error, 'zh')).toBe('服务器暂时没有应答，请稍后再试；已填内容不会丢失。');
  });

  it('tells no network from no server', async () => {
    answer.mockRejectedValue(new TypeError('failed'));
    expect(await call(list, { region: '220421' }).catch((error: ProblemError) => error.code)).toBe('error.server');
    vi.stubGlobal('navigator', { onLine: false });
    expect(await call(list, { region: '220421' }).catch((error: ProblemError) => error.code)).toBe('error.offline');
  });

  it('a read without a session goes to the sign-in page and keeps the address', async () => {
    refusal(401, JSON.stringify({ code: 'person.unknown', message: { zh: '请先登录。', en: 'Please sign in first.' } }));
    await call(list, { region: '220421' }).catch(() => undefined);
    expect(went).toEqual(['/sign-in?next=%2Fprojects%3Fnature%3Dnew']);
    expect(signInAddress('/x')).toBe('/sign-in?next=%2Fx');
  });

  it('a write without a session stays where it is, so that nothing typed is lost', async () => {
    refusal(401, JSON.stringify({ code: 'person.unknown', message: { zh: '请先登录。', en: 'Please sign in first.' } }));
    await call(edit, { region: '220421', id: 'a', name: '长长的内容' }).catch(() => undefined);
    expect(went).toEqual([]);
  });
});
