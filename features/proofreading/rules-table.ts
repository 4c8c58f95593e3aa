// Tables as proofreading reads them: every number a statement with its sheet and cell, what has to hold down the columns, across the rows and
// between columns as constraints, and what is not reported as questions. Settling and saying are shared with prose.
import type { Constraint } from './rules-constraints.ts';
import { printed, size } from './rules-decimal.ts';
import type { Finding, Knowledge, Position, Statement, Table } from './rules-model.ts';
import { finding } from './rules-say.ts';
import { sumsAcross } from './rules-table-across.ts';
import { type Body, bodyOf } from './rules-table-body.ts';
import { sumsDown } from './rules-table-down.ts';
import { type Block, blocksOf, gridOf } from './rules-table-grid.ts';
import { ratios } from './rules-table-ratios.ts';
import { strictInStep } from './rules-table-strict.ts';
import { adoptUnits, isTurned, turned } from './rules-table-turn.ts';
import { gapOf } from './rules-table-weigh.ts';

export type TablesRead = { statements: Statement[]; constraints: Constraint[]; findings: Finding[] };

/** `firstStatement` is the number of the first statement's id: s12 … */
export function readTables(tables: readonly Table[], knowledge: Knowledge, firstStatement: number): TablesRead {
  const read: TablesRead = { statements: [], constraints: [], findings: [] };
  const places = new Map(knowledge.places.flatMap((place) => [[place.name, place.name] as const, [place.short, place.name] as const]));
  for (const table of tables) {
    const blocks = blocksOf(gridOf(table), table.captions ?? []);
    for (const [index, block] of blocks.entries()) {
      const body = bodyFor(table, block, firstStatement + read.statements.length);
      adoptUnits(body);
      const name = blocks.length > 1 ? `${table.sheet}表${index + 1}` : table.sheet;
      for (const statement of body.statements) {
        const first = statement.label.split(' ')[0] ?? '';
        statement.place = statement.place ?? places.get(first) ?? null;
      }
      read.statements.push(...body.statements);
      const down = sumsDown(body, name);
      const across = sumsAcross(body, name);
      read.constraints.push(
        ...strictInStep(body.statements, [...down.constraints, ...across.constraints]),
        ...ratios(
          body,
          down.totals.length > 0 ? down.totals : down.families.filter((one) => one.children.length > 1).map((one) => one.parent),
          name,
        ),
      );
      for (const ask of down.asks) read.findings.push(counted(body, name, ask.parent, ask.children, ask.columns));
      for (const { trial, rows, column } of down.unreported)
        read.findings.push(
          blankSaid(
            trial.total,
            gapText(trial),
            `${name}“${column.title}”`,
            `${name}, ${column.title}`,
            rows.map((row) => row.label),
          ),
        );
      for (const { trial, row, columns } of across.unreported)
        read.findings.push(
          blankSaid(
            trial.total,
            gapText(trial),
            `${name}“${row.label}”行`,
            `${name}, row "${row.label}"`,
            columns.map((column) => column.title),
          ),
        );
    }
  }
  return read;
}

/** The table as it stands, or turned when its rows are the indicators. */
function bodyFor(table: Table, block: Block, first: number): Body {
  const body = bodyOf(table, block, first);
  if (!isTurned(body)) return body;
  const other = turned(table, block);
  const [again] = blocksOf(gridOf(other), other.captions ?? []);
  return again ? bodyOf(other, again, first) : body;
}

const gapText = (trial: Parameters<typeof gapOf>[0]): string => `${printed(size(gapOf(trial)), trial.total)}${trial.total.unit}`;

/** A total that is larger than what is reported, where something is not reported: the difference may be there. */
function blankSaid(total: Statement, gap: string, zh: string, en: string, blank: readonly string[]): Finding {
  const names = blank.filter((name) => name !== '');
  return finding(
    'unreported',
    'ask',
    {
      zh: `${zh}合计${total.text}比已报各项之和多${gap}，${names.join('、')}未填：差额是否即在其中？`,
      en: `${en}: the total ${total.text} is ${gap} more than the parts that are reported; ${names.join(', ')} is blank. Is the difference there?`,
    },
    { zh: `${names.join('、')}的上报数`, en: `what ${names.join(', ')} reported` },
    [total.position],
  );
}

/** A total that agrees with the rows in no column. */
function counted(
  body: Body,
  name: string,
  parent: { row: number; label: string },
  children: readonly { row: number }[],
  columns: readonly { column: number; title: string }[],
): Finding {
  const positions: Position[] = columns.flatMap((column) => {
    const statement = body.at(parent.row, column.column);
    return statement ? [statement.position] : [];
  });
  return finding(
    'sum',
    'ask',
    {
      zh: `${name}“${parent.label || '合计'}”行与所列${children.length}行之和在各列都不相等：是否有未列出的行，或口径不同？`,
      en: `${name}, row "${parent.label || 'total'}": equal to the sum of the ${children.length} rows in no column. Are rows missing, or does it count something else?`,
    },
    { zh: '完整的明细表', en: 'the complete list' },
    positions,
  );
}
