// How a refusal or a fault leaves the server: status, one JSON object, nothing of the inside. Decides which failure of the database is
// said how, and what of a fault may enter the log: its kind and where it happened, never a value it carried.
import { type Phrase, type Problem, type ProblemCode, phrases, Refusal, sentence } from '../../vocabulary/problems.ts';
import { ConstraintViolation, DatabaseUnavailable } from '../db/failures.ts';
import { KeptRefusal } from './house.ts';
import type { SaidProblem } from './input.ts';

export interface Answer {
  status: number;
  body: { code: string; params: Record<string, string | number>; message: { zh: string; en: string }; field?: string; reference?: string };
  retryAfterSeconds?: number;
}

/** The answer to an expected refusal. */
export function answerTo(problem: SaidProblem): Answer {
  const phrase: Phrase = phrases[problem.code];
  const seconds = problem.params?.seconds;
  return {
    status: phrase.status,
    body: {
      code: problem.code,
      params: problem.params ?? {},
      message: problem.said ?? { zh: sentence(problem, 'zh'), en: sentence(problem, 'en') },
      ...(problem.field !== undefined && problem.field !== '' && { field: problem.field }),
    },
    ...((phrase.status === 503 || phrase.status === 429) && { retryAfterSeconds: typeof seconds === 'number' ? seconds : 5 }),
  };
}

/** The problem that an error stands for; undefined for a fault of ours. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Refusal || error instanceof KeptRefusal) return error.problem;
  if (error instanceof ConstraintViolation && error.constraint in phrases) return { code: error.constraint as ProblemCode };
  if (error instanceof DatabaseUnavailable) {
    if (!error.nothingSaved) return { code: 'server.unsure' };
    if (error.reason === 'disk-full') return { code: 'server.full' };
    return { code: 'server.busy', params: { seconds: error.retryAfterSeconds } };
  }
  return undefined;
}

/** A fault with its reference number. */
export function answerToFault(reference: string): Answer {
  const answer = answerTo({ code: 'server.fault', params: { reference } });
  return { ...answer, body: { ...answer.body, reference } };
}

/** What the log may say about a fault. Quoted values, long numbers and names in Chinese are struck out of the message. */
export function faultForLog(error: unknown): Record<string, unknown> {
  const { name, message, code, constraint, stack, cause } = (error ?? {}) as Record<string, unknown>;
  return {
    name: typeof name === 'string' ? name : typeof error,
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    message: strike(String(message ?? '')),
    at: String(stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
    ...(cause !== undefined && cause !== null && { cause: faultForLog(cause) }),
  };
}

function strike(message: string): string {
  return message
    .replace(/"[^"]*"|'[^']*'|“[^”]*”/g, '"…"')
    .replace(/[\p{Script=Han}]+/gu, '…')
    .replace(/\d{5,}/g, '…')
    .slice(0, 300);
}
