// A file of a plan as it lies there, read: which tool wrote it shows in its beginning, and what cannot be read is refused with the activity and the rule.
// Decides nothing about what becomes of it.
import { readXmlTree } from '../../platform/sheets/xml-tree.ts';
import { refuse } from '../../vocabulary/problems.ts';
import type { PlanRead } from './rules-read.ts';
import { readPlanJson } from './rules-read-json.ts';
import { primaveraElements, readPrimaveraXml, readXer } from './rules-read-primavera.ts';
import { projectElements, readProject } from './rules-read-project.ts';
import type { PlanError } from './rules-schedule.ts';

/** The phrase for what the engine found first. */
export function refuseFor({ rule, activity, activities, calendar, link }: PlanError): never {
  const who = activity ?? activities?.join(' → ') ?? (link === undefined ? '' : `#${link + 1}`);
  if (rule === 'cycle') {
    const chain = activities ?? [];
    const told = chain.length > 12 ? [...chain.slice(0, 6), '…', ...chain.slice(-5)] : chain;
    return refuse('plans.cycle', { chain: [...told, chain[0]].join(' → ') });
  }
  if (rule === 'self-link') return refuse('plans.self-link', { activity: who });
  if (rule === 'unknown-activity') return refuse('plans.unknown-activity', { activity: who });
  if (rule === 'duplicate-activity') return refuse('plans.duplicate-activity', { activity: who });
  if (rule === 'horizon' && activity !== undefined) return refuse('plans.calendar-ends', { activity, calendar: calendar ?? '' });
  if (rule.includes('calendar') || calendar !== undefined) return refuse('plans.wrong-calendar', { calendar: calendar ?? '', rule });
  if (rule.startsWith('reversed')) return refuse('plans.reversed', { activity: who });
  return refuse('plans.wrong-value', { activity: who, rule });
}

/** Which kind of file it is shows in its beginning, not in its name. */
export function readPlanFile(name: string, bytes: Uint8Array): PlanRead {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).replace(/^ï»¿/, '').trimStart();
  if (head.startsWith('ERMHDR') || head.startsWith('%T')) return readXer(decode(bytes));
  if (head.startsWith('{')) {
    const read = readPlanJson(decode(bytes));
    return 'ok' in read ? read.ok : refuse('plans.wrong-shape', { file: name, place: read.wrong });
  }
  if (!head.startsWith('<')) return refuse('plans.unknown-file', { file: name });
  const root = readXmlTree(bytes, [...new Set([...projectElements, ...primaveraElements])]);
  if (root.name === 'Project') return readProject(root);
  if (root.name === 'APIBusinessObjects') return readPrimaveraXml(root);
  return refuse('plans.unknown-file', { file: name });
}

/** XER files do not say how they are written: as UTF-8 when they can be, otherwise as a Chinese Windows writes. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
