/**
 * `import FILE`: the same calls a clerk's screen makes, one after another: upload, wait until it is read, state the columns when
 * asked, wait until it is decided, then confirm, or drop it when it was a dry run. Decides nothing about rows; it reports them.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Finding, ImportReply, Mapping } from '../features/imports/words.ts';
import { type Progress, StartRefusal } from '../platform/db/start-refusal.ts';
import type { Reach } from './call.ts';

export type ImportOrder = {
  file: string;
  region: string;
  year: number;
  mapping?: string | undefined;
  reason?: string | undefined;
  dryRun: boolean;
};

export type ImportReport = {
  file: { name: string; sha256: string };
  id: string;
  region: string;
  year: number;
  status: string;
  dryRun: boolean;
  sheets: { name: string; headerRows: number[]; rows: number }[];
  rows: number;
  accepted: number;
  new: number;
  changed: number;
  unchanged: number;
  refused: number;
  questions: number;
  leftOut: number;
  missing: number;
  held: number;
  sameFile: number;
  problems: { sheet: string; cell: string; code: string; message: string; messageZh: string; raw: string | null; kind: string }[];
  subtotals: {
    sheet: string;
    cell: string;
    label: string;
    field: string;
    claimed: number;
    computed: number;
    unit: string;
    closes: boolean;
  }[];
};

export async function importFile(reach: Reach, order: ImportOrder, progress: Progress): Promise<ImportReport> {
  if (!existsSync(order.file) || !statSync(order.file).isFile())
    throw new StartRefusal('import.no-file', { zh: `没有找到文件 ${order.file}。`, en: `There is no file ${order.file}.` });
  const stated = order.mapping === undefined ? undefined : readMapping(order.mapping);
  const begun: ImportReply = await reach({
    method: 'POST',
    path: `/api/imports/${order.region}`,
    query: { year: order.year },
    file: order.file,
  });
  const at = `/api/imports/${order.region}/${begun.id}`;
  let state = await settled(reach, at, begun, progress);

  if (state.mapping && stated && state.status !== 'refused') {
    const mapping = applyMapping(state.mapping, stated);
    state = await settled(
      reach,
      at,
      await reach({ method: 'PUT', path: `${at}/mapping`, body: { version: state.version, mapping, remember: false } }),
      progress,
    );
  }
  if (state.status === 'refused' && state.problem)
    throw new StartRefusal(state.problem.code, { zh: state.problem.zh, en: state.problem.en });
  if (state.status === 'mapping') {
    const unsure = state.problem
      ? { zh: state.problem.zh, en: state.problem.en }
      : { zh: '有的列认不出来。', en: 'Some columns are not recognised.' };
    await reach({ method: 'POST', path: `${at}/drop`, body: {} });
    throw new StartRefusal('import.needs-mapping', {
      zh: `${unsure.zh}请用 --mapping 说明列对应。`,
      en: `${unsure.en} State which column is which with --mapping.`,
    });
  }

  const sheets = await sheetsOf(reach, at, state);
  const problems = await problemsOf(reach, at);
  if (order.dryRun) await reach({ method: 'POST', path: `${at}/drop`, body: {} });
  else if (state.status === 'ready')
    state = await settled(
      reach,
      at,
      await reach({
        method: 'POST',
        path: `${at}/confirm`,
        body: { version: state.version, reason: reasonOf(order, state), leaveOutOpen: true },
      }),
      progress,
    );

  const counts = state.counts;
  return {
    file: { name: state.file.name, sha256: state.file.sha256 },
    id: state.id,
    region: state.region,
    year: state.year,
    status: order.dryRun ? 'dropped' : state.status,
    dryRun: order.dryRun,
    sheets,
    rows: counts?.rows ?? 0,
    accepted: counts?.accepted ?? 0,
    new: counts?.new ?? 0,
    changed: counts?.changed ?? 0,
    unchanged: counts?.unchanged ?? 0,
    refused: counts?.refused ?? 0,
    questions: counts?.questions ?? 0,
    leftOut: counts?.leftOut ?? 0,
    missing: counts?.missing ?? 0,
    held: state.applied?.held ?? 0,
    sameFile: state.sameFile.length,
    problems,
    subtotals: state.subtotals.map(({ sheetName, cell, label, field, claimed, computed, unit, closes }) => ({
      sheet: sheetName,
      cell,
      label,
      field,
      claimed,
      computed,
      unit,
      closes,
    })),
  };
}

/** What an approver reads when a row needs one: the reason that was given, else which ledger says so and that nobody said more. */
const reasonOf = (order: ImportOrder, { file, year }: ImportReply): string =>
  order.reason?.trim() ||
  `${year}年台账《${file.name}》所写；经命令行导入，没有另写理由。 As the ledger "${file.name}" of ${year} says; imported at the command line, no further reason was given.`;

/** Asks until the work behind the replies has come to a point where a person would be asked. */
async function settled(reach: Reach, at: string, first: ImportReply, progress: Progress): Promise<ImportReply> {
  let state = first;
  let told = performance.now();
  for (
    let wait = 20;
    state.status === 'reading' || state.status === 'deciding' || state.progress?.phase === 'confirming';
    wait = Math.min(wait * 1.5, 500)
  ) {
    await new Promise((done) => setTimeout(done, wait));
    state = await reach({ path: at });
    if (state.progress && performance.now() - told > 1_000) {
      told = performance.now();
      const left = state.progress.secondsLeft;
      progress({
        zh: `已处理 ${state.progress.rows} 行（${Math.round(state.progress.share * 100)}%）${left === null ? '' : `，约剩 ${Math.ceil(left)} 秒`}`,
        en: `${state.progress.rows} rows (${Math.round(state.progress.share * 100)}%)${left === null ? '' : `, about ${Math.ceil(left)} s left`}`,
      });
    }
  }
  return state;
}

async function sheetsOf(reach: Reach, at: string, state: ImportReply): Promise<ImportReport['sheets']> {
  const rows = new Map<number, number>();
  for (let offset = 0; ; offset += 500) {
    const page: { total: number; rows: { sheet: number }[] } = await reach({ path: `${at}/rows`, query: { limit: 500, offset } });
    for (const { sheet } of page.rows) rows.set(sheet, (rows.get(sheet) ?? 0) + 1);
    if (page.rows.length === 0 || offset + page.rows.length >= page.total) break;
  }
  return (state.mapping?.sheets ?? [])
    .filter((sheet) => sheet.use)
    .map((sheet) => ({ name: sheet.name, headerRows: sheet.headerRows, rows: rows.get(sheet.sheet) ?? 0 }));
}

async function problemsOf(reach: Reach, at: string): Promise<ImportReport['problems']> {
  const found: Finding[] = [];
  for (;;) {
    const page: { total: number; findings: Finding[] } = await reach({
      path: `${at}/findings`,
      query: { limit: 500, offset: found.length },
    });
    found.push(...page.findings);
    if (page.findings.length === 0 || found.length >= page.total) break;
  }
  return found.map((one) => ({
    sheet: one.sheetName,
    cell: one.cell ?? `A${one.row}`,
    code: one.problem.code,
    message: one.problem.en,
    messageZh: one.problem.zh,
    raw: one.raw,
    kind: one.kind,
  }));
}

type StatedColumn = {
  column?: number;
  title?: string;
  field: string | null;
  unit?: string | null;
  year?: number | null;
  rate?: number | null;
  dayOrder?: 'dmy' | 'mdy' | null;
};
type StatedSheet = {
  name?: string;
  sheet?: number;
  use?: boolean;
  headerRows?: number[];
  unit?: string | null;
  options?: Record<string, string | number | null>;
  columns?: StatedColumn[];
};

/** Either a whole mapping as the screen keeps it, or only what differs: sheets by name or number, columns by number or title. */
function readMapping(path: string): { sheets: StatedSheet[] } {
  try {
    const parsed = JSON.parse(readFileSync(path, 'utf8')) as { sheets?: StatedSheet[]; columns?: StatedColumn[] };
    if (Array.isArray(parsed.sheets)) return { sheets: parsed.sheets };
    if (Array.isArray(parsed.columns)) return { sheets: [parsed as StatedSheet] };
  } catch (error) {
    throw new StartRefusal('import.bad-mapping', {
      zh: `读不了列对应文件 ${path}：${(error as Error).message}`,
      en: `The mapping ${path} cannot be read: ${(error as Error).message}`,
    });
  }
  throw new StartRefusal('import.bad-mapping', {
    zh: `列对应文件 ${path} 里应有 sheets。`,
    en: `The mapping ${path} should hold "sheets".`,
  });
}

function applyMapping(found: Mapping, stated: { sheets: StatedSheet[] }): unknown {
  const unknown: string[] = [];
  const named = stated.sheets.every((sheet) => sheet.name === undefined && sheet.sheet === undefined);
  const sheets = found.sheets.map((sheet) => {
    const order = named
      ? stated.sheets[0]
      : stated.sheets.find((one) => one.name === sheet.name || (one.name === undefined && one.sheet === sheet.sheet));
    if (!order) return sheet;
    const columns = sheet.columns.map((column) => {
      const said = order.columns?.find((one) => (one.column !== undefined ? one.column === column.column : one.title === column.title));
      return said ? { ...column, ...said, column: column.column, title: column.title, by: 'person' as const } : column;
    });
    for (const said of order.columns ?? [])
      if (!sheet.columns.some((column) => (said.column !== undefined ? said.column === column.column : said.title === column.title)))
        unknown.push(`${sheet.name}: ${said.title ?? said.column}`);
    return {
      ...sheet,
      use: order.use ?? sheet.use,
      headerRows: order.headerRows ?? sheet.headerRows,
      unit: order.unit === undefined ? sheet.unit : order.unit,
      options: { ...sheet.options, ...order.options },
      columns,
    };
  });
  if (unknown.length > 0 && !named)
    throw new StartRefusal('import.bad-mapping', {
      zh: `列对应文件提到文件里没有的列：${unknown.join('、')}。`,
      en: `The mapping names columns that the file does not have: ${unknown.join(', ')}.`,
    });
  return { sheets };
}
