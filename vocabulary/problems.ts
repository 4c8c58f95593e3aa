// The phrase book of expected refusals. A problem has a code, a status, and one sentence in each language that says what is wrong and
// what to do; {name} is filled from its parameters. Anything that is not in this book is a fault of ours and is answered 500 with a
// reference number. Each room's phrases stand in the section that carries its name.

export type Phrase = { status: number; zh: string; en: string };

export const phrases = {
  // ── everybody ──
  'request.invalid': { status: 400, zh: '请求有误：{field} {why}。', en: 'The request is not valid: {field} {why}.' },
  'request.unknown-field': { status: 400, zh: '不认识的字段：{field}。', en: 'Unknown field: {field}.' },
  'request.cross-site': { status: 403, zh: '请求来自别的网站，已拒绝。', en: 'The request came from another site and was refused.' },
  'request.too-large': { status: 413, zh: '内容超过 {limit}，请缩小后再试。', en: 'The content is larger than {limit}; make it smaller and try again.' },
  'thing.unknown': { status: 404, zh: '没有找到，或不在您的管辖范围内。', en: 'Not found, or outside your region.' },
  'person.unknown': { status: 401, zh: '请先登录。', en: 'Please sign in first.' },
  'person.may-not': { status: 403, zh: '您的岗位没有“{permission}”权限，请联系本级管理员。', en: 'Your post does not hold the permission "{permission}"; ask your administrator.' },
  'server.busy': { status: 503, zh: '系统繁忙，请 {seconds} 秒后再试，已填内容不会丢失。', en: 'The system is busy; try again in {seconds} seconds. Nothing you typed is lost.' },
  'server.fault': { status: 500, zh: '系统出错，编号 {reference}。请把编号告诉管理员。', en: 'Something went wrong on our side, reference {reference}. Please give it to your administrator.' },
  'row.changed-meanwhile': { status: 409, zh: '“{name}”刚被{by}改过，请刷新后再改。', en: '"{name}" was just changed by {by}; refresh and change it again.' },
  'day.invalid': { status: 400, zh: '“{raw}”不是有效日期，请写成 2020-03-15。', en: '"{raw}" is not a day; write it like 2020-03-15.' },
} as const satisfies Record<string, Phrase>;

export type ProblemCode = keyof typeof phrases;
export type ProblemParams = Record<string, string | number>;
export type Problem = { code: ProblemCode; params?: ProblemParams };

/** The sentence of a problem in one language. */
export function sentence(problem: { code: string; params?: ProblemParams }, language: 'zh' | 'en'): string {
  const phrase: Phrase | undefined = (phrases as Record<string, Phrase>)[problem.code];
  if (!phrase) return problem.code;
  return phrase[language].replace(/\{(\w+)\}/g, (whole, name: string) => (problem.params?.[name] === undefined ? whole : String(problem.params[name])));
}

/** An expected refusal on its way out. Thrown, caught once at the door of the server. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(sentence(problem, 'en'));
    this.name = 'Refusal';
    this.problem = problem;
  }
}

/** Stops what is being done and answers with that problem. */
export function refuse(code: ProblemCode, params?: ProblemParams): never {
  throw new Refusal(params ? { code, params } : { code });
}
