// From a value back to the cell: the steps that made it what it is, newest first. A value that follows from others by a rule says so and
// goes on with the value it follows from.
import type { House } from '../../platform/http/house.ts';
import { cellName } from '../../vocabulary/cells.ts';
import { exactIn } from '../../vocabulary/money.ts';
import { refuse } from '../../vocabulary/problems.ts';
import type { TraceStep } from '../../vocabulary/trace.ts';
import { nearestRules, tierOf } from './rules.ts';
import { listField } from './sheet-lists.ts';
import { listsFor, tiersIn } from './store-dictionary.ts';
import { aroundProject, type ProjectRecord, recordOf, type YearRecord, yearsOf } from './store-project.ts';
import { changesOfField, confirmations, sourcesOf } from './store-trace.ts';

/** What a cell of an imported file said, and where: handed in by whoever mounts the room, from the imports room. Null: no such cell. */
export type RawCell = (
  house: Reader,
  asked: { region: string; importId: string; sheet: number; row: number; column: number },
) => Promise<{ raw: string | null; fileSha256: string; fileName: string; sheet: string } | null>;

type Reader = Pick<House, 'db' | 'secrets'>;

const aliases: Record<string, string> = {
  totalYuan: 'total',
  ownerName: 'owner',
  placeText: 'place',
  industryCode: 'industry',
  lineCode: 'line',
  startDay: 'start',
  finishDay: 'finish',
  contactName: 'contact',
  contactPhone: 'contact',
};

const wan = (yuan: number | null): string | null => (yuan === null ? null : `${exactIn(yuan, '万元')}万元`);
const dayText = (day: string | null, precision: 'year' | 'month' | 'day' | null): string | null =>
  day === null ? null : day.slice(0, { year: 4, month: 7, day: 10 }[precision ?? 'day']);

interface Traced {
  field: string;
  /** Names the field goes by in the change log. */
  logged: string[];
  /** Fields of the ledger that may hold it, most telling first. */
  columns: string[];
  value: string | null;
  line: YearRecord | undefined;
}

function tracedOf(
  asked: string,
  record: ProjectRecord,
  years: readonly YearRecord[],
  lists: readonly { code: string; state: string | null; to: string | null }[],
  kinds: ReadonlyMap<string, string>,
): Traced {
  const newest = years.find((line) => line.basis !== 'later') ?? years[0];
  let field = aliases[asked] ?? asked;
  if (['annualPlan', 'annualPlanYuan', 'nature', 'pool', 'maturity', 'doneBefore'].includes(field) && newest)
    field = `${field === 'annualPlanYuan' ? 'annualPlan' : field}:${newest.year}`;
  const [base = field, rest] = [field.split(':')[0], field.includes(':') ? field.slice(field.indexOf(':') + 1) : undefined];
  const traced = (value: string | null, columns: string[], logged: string[] = [field], line?: YearRecord): Traced => ({
    field,
    logged,
    columns,
    value,
    line,
  });
  if (base === 'list' && rest) {
    const member = lists.find((list) => list.code === rest && list.to === null);
    return traced(member ? (member.state ?? '是') : null, [listField(kinds.get(rest) ?? ''), 'lists']);
  }
  if (rest && /^\d{4}$/.test(rest)) {
    const line = years.find((one) => one.year === Number(rest));
    if (!line) refuse('projects.no-year-line', { name: record.name, year: Number(rest) });
    const values: Record<string, string | null> = {
      annualPlan: wan(line!.annualPlanYuan),
      doneBefore: wan(line!.doneBeforeYuan),
      nature: line!.nature,
      pool: line!.pool,
      maturity: line!.maturity,
      total: wan(line!.totalYuan),
    };
    if (!(base in values)) refuse('request.invalid', { field: 'field', why: asked });
    return traced(
      values[base]!,
      base === 'annualPlan' || base === 'doneBefore' ? [field, base] : [base],
      base === 'total' ? ['total'] : [field],
      line,
    );
  }
  const values: Record<string, string | null> = {
    name: record.name,
    code: record.code,
    owner: record.ownerName || null,
    place: record.placeText || null,
    industry: record.industryCode,
    line: record.lineCode,
    constructionKind: record.constructionKind,
    content: record.content || null,
    start: dayText(record.startDay, record.startPrecision),
    finish: dayText(record.finishDay, record.finishPrecision),
    total: wan(record.totalYuan),
    funding: record.funding || null,
    note: record.note || null,
    stage: record.stage,
    sideState: record.sideState,
    longitude: record.longitude === null ? null : String(record.longitude),
    latitude: record.latitude === null ? null : String(record.latitude),
    contact: record.contactSealed ? '***' : null,
    capacities: record.capacities.length > 0 ? record.capacities.map((one) => `${one.name}${one.value}${one.unit}`).join('；') : null,
  };
  if (!(field in values)) refuse('request.invalid', { field: 'field', why: asked });
  const columns: Record<string, string[]> = {
    start: ['start', 'span'],
    finish: ['finish', 'span'],
    constructionKind: ['nature'],
    note: ['note', 'progress', 'problems', 'leader', 'leadDepartment'],
    longitude: ['longitude'],
    latitude: ['latitude'],
    contact: ['contact', 'contactPhone', 'contactName'],
  };
  return traced(values[field]!, columns[field] ?? [field], field === 'longitude' || field === 'latitude' ? ['point', field] : [field]);
}

/** The chain of a field. Personal raw text is not shown: the cell is named, what it holds is revealed elsewhere, on record. */
export async function traceOf(
  house: Reader,
  region: string,
  id: string,
  asked: string,
  today: string,
  rawCell: RawCell,
): Promise<{ project: { region: string; id: string; name: string }; field: string; value: string | null; steps: TraceStep[] }> {
  const { db } = house;
  const record = await recordOf(db, region, id);
  if (!record || record.leftKind === 'undone') return refuse('thing.unknown');
  const project = { region, id, name: record.name };
  const years = await yearsOf(db, region, id);
  if (asked === 'tier') {
    const tier = tierOf(record.totalYuan, nearestRules(await tiersIn(db, today), region));
    const from = await traceOf(house, region, id, 'total', today, rawCell);
    const rule = ruleStep(
      'tier',
      tier?.zh ?? null,
      record,
      tier ? `总投资达到 ${exactIn(tier.minYuan, '万元')} 万元（规则自 ${tier.since} 起）` : '总投资未达到任何规模档',
    );
    return { project, field: 'tier', value: tier?.zh ?? null, steps: [rule, ...from.steps] };
  }
  const around = await aroundProject(db, record);
  const listYears = [...new Set(around.lists.map((list) => list.year))];
  const kinds = new Map<string, string>();
  for (const year of listYears) for (const list of await listsFor(db, null, year)) kinds.set(list.code, list.kind);
  const traced = tracedOf(asked, record, years, around.lists, kinds);

  const changes = await changesOfField(db, region, id, traced.logged);
  const sources = await sourcesOf(db, region, id, traced.columns);
  const confirmed = await confirmations(db, region, [...new Set(sources.map((source) => source.importId))]);
  const personal = traced.field === 'contact';
  const cellOf = async (importId: string, sheet: number, row: number, column: number) => {
    const cell = await rawCell(house, { region, importId, sheet, row, column });
    return (
      cell && {
        raw: personal ? null : cell.raw,
        place: { fileSha256: cell.fileSha256, fileName: cell.fileName, sheet: cell.sheet, row, column, cell: cellName(row, column) },
      }
    );
  };

  const steps: TraceStep[] = [];
  for (const change of changes) {
    const cell =
      change.importId !== null && change.sheet !== null && change.row !== null && change.column !== null && change.kind === 'import'
        ? await cellOf(change.importId, change.sheet, change.row, change.column)
        : null;
    const reason = [change.reason, change.approver ? `核准：${change.approver}` : ''].filter(Boolean).join('；');
    steps.push({
      how: change.kind === 'import' ? 'import' : 'edit',
      at: change.at,
      by: change.by,
      field: traced.field,
      value: change.newYuan === null ? change.new : wan(change.newYuan),
      raw: cell?.raw ?? null,
      place: cell?.place ?? null,
      importId: change.importId,
      reason: reason === '' ? null : reason,
      auditSeq:
        change.auditSeq === null ? (change.importId ? (confirmed.get(change.importId)?.seq ?? null) : null) : Number(change.auditSeq),
    });
  }
  const changedBy = new Set(changes.flatMap((change) => (change.kind === 'import' && change.importId ? [change.importId] : [])));
  for (const source of sources) {
    if (source.column === null || changedBy.has(source.importId)) continue;
    const cell = await cellOf(source.importId, source.sheet, source.row, source.column);
    if (!cell || (!personal && (cell.raw === null || cell.raw.trim() === ''))) continue;
    const by = confirmed.get(source.importId);
    steps.push({
      how: 'import',
      at: source.at,
      by: by?.by ?? record.enteredBy,
      field: traced.field,
      value: valueAt(source.at),
      raw: cell.raw,
      place: cell.place,
      importId: source.importId,
      reason: null,
      auditSeq: by?.seq ?? null,
    });
  }
  if (record.enteredImport === null)
    steps.push({
      how: 'edit',
      at: record.enteredAt,
      by: record.enteredBy,
      field: traced.field,
      value: valueAt(record.enteredAt),
      raw: null,
      place: null,
      importId: null,
      reason: '新增项目',
      auditSeq: null,
    });
  const base = traced.field.split(':')[0];
  if (base === 'nature' && traced.line?.natureBasis === 'rule')
    steps.push(
      ruleStep(
        traced.field,
        traced.value,
        record,
        `台账没有写新建或续建，按开工时间（${dayText(record.startDay, record.startPrecision) ?? '不详'}）推定`,
      ),
      ...(await traceOf(house, region, id, 'start', today, rawCell)).steps,
    );
  else if (base === 'nature' && traced.line?.natureBasis === 'group')
    steps.push(ruleStep(traced.field, traced.value, record, '按台账中所在分组的标题（新建项目、续建项目）'));
  else if (steps.length === 0 && base === 'stage')
    steps.push(ruleStep(traced.field, traced.value, record, '台账没有写阶段，按项目库和建设性质推定'));
  else if (steps.length === 0 && base === 'line' && record.industryCode)
    steps.push(
      ruleStep(traced.field, traced.value, record, `按行业代码 ${record.industryCode} 归线`),
      ...(await traceOf(house, region, id, 'industry', today, rawCell)).steps,
    );
  else if (steps.length === 0 && base === 'pool') steps.push(ruleStep(traced.field, traced.value, record, '按导入时选定的项目库'));
  steps.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return { project, field: traced.field, value: traced.value, steps };

  /** What the value was right after that moment: the old value of the first change that came later. */
  function valueAt(at: string): string | null {
    const later = changes.filter((change) => change.at > at).at(-1);
    if (!later) return traced.value;
    return later.oldYuan === null ? later.old : wan(later.oldYuan);
  }
}

const ruleStep = (field: string, value: string | null, record: ProjectRecord, reason: string): TraceStep => ({
  how: 'rule',
  at: record.enteredAt,
  by: record.enteredBy,
  field,
  value,
  raw: null,
  place: null,
  importId: null,
  reason,
  auditSeq: null,
});
