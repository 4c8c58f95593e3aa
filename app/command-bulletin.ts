/**
 * `bulletin --kind K --region CODE --year Y --out FILE`: the calls a screen makes: write one from the region's template, read what the gate
 * says, issue it when nothing blocks, and put the file down. With --draft, or when it is blocked, what is written is the draft, marked so.
 */
import { writeFileSync } from 'node:fs';
import { type BulletinFormat, BulletinKind, type BulletinReply, type GateReply, kindWords } from '../features/bulletins/words.ts';
import { diskRefusal, type Progress, StartRefusal } from '../platform/db/start-refusal.ts';
import type { Reach } from './call.ts';

export type BulletinOrder = {
  kind: string;
  region: string;
  year: number;
  out: string;
  template: string | undefined;
  draft: boolean;
};

export type BulletinReport = {
  id: string;
  kind: string;
  region: string;
  year: number;
  /** Null while it is a draft. */
  number: number | null;
  total: number | null;
  status: string;
  title: string;
  asOf: string;
  hash: string | null;
  file: string;
  figures: { id: string; value: number | null; unit: string; printed: string; definition: string; what: string; key: string }[];
  blocked: string[];
};

const formats: readonly BulletinFormat[] = ['docx', 'pdf', 'txt', 'html'];

/** The kind by its code or its Chinese name. */
function kindOf(text: string): BulletinKind {
  const found = BulletinKind.options.find((kind) => kind === text || kindWords[kind].zh === text);
  if (found) return found;
  const known = BulletinKind.options.map((kind) => `${kind}（${kindWords[kind].zh}）`).join('、');
  throw new StartRefusal('command.bad-option', {
    zh: `没有“${text}”这种刊物。--kind 可用：${known}。`,
    en: `There is no kind "${text}". --kind is one of ${BulletinKind.options.join(', ')}.`,
  });
}

function formatOf(out: string): BulletinFormat {
  const end = out.slice(out.lastIndexOf('.') + 1).toLowerCase();
  const found = formats.find((format) => format === end);
  if (found) return found;
  throw new StartRefusal('command.bad-option', {
    zh: `--out 的文件名要以 .docx、.pdf、.txt 或 .html 结尾，而不是“${out}”。`,
    en: `--out should end in .docx, .pdf, .txt or .html, not "${out}".`,
  });
}

export async function writeBulletin(call: Reach, order: BulletinOrder, progress: Progress): Promise<BulletinReport> {
  const kind = kindOf(order.kind);
  const format = formatOf(order.out);
  let bulletin: BulletinReply = await call({
    method: 'POST',
    path: `/api/bulletins/${order.region}`,
    body: { kind, year: order.year, ...(order.template !== undefined && { template: order.template }) },
  });
  const path = `/api/bulletins/${order.region}/${bulletin.id}`;
  const gate: GateReply = await call({ path: `${path}/check` });
  const blocked = gate.blocked.map((one) => one.zh);
  if (blocked.length === 0 && !order.draft)
    bulletin = await call({ method: 'POST', path: `${path}/issue`, body: { version: bulletin.version } });
  for (const one of gate.blocked) progress({ zh: `未印发：${one.zh}`, en: `Not issued: ${one.en}` });
  const content: Buffer = await call({ path: `${path}/file`, query: { format }, bytes: true });
  try {
    writeFileSync(order.out, content);
  } catch (error) {
    throw diskRefusal(error, order.out);
  }
  return {
    id: bulletin.id,
    kind,
    region: order.region,
    year: order.year,
    number: bulletin.number,
    total: bulletin.total,
    status: bulletin.status,
    title: bulletin.composed.paper.title,
    asOf: bulletin.asOf,
    hash: bulletin.hash,
    file: order.out,
    figures: bulletin.composed.figures.map((one) => ({
      id: one.id,
      value: one.value,
      unit: one.figure?.unit ?? one.unit,
      printed: one.printed,
      definition: one.definition.zh,
      what: one.what.zh,
      key: one.key,
    })),
    blocked,
  };
}
