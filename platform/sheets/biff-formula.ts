// Puts the compiled formulas of binary workbooks back into words, as far as ledgers use them: references, arithmetic, the common
// functions. What it does not know it does not guess: the caller shows '?' and the value the file holds.
import { columnLetters } from '../../vocabulary/cells.ts';

/** The sheet an external-sheet index points at, when it is one sheet of the same book. */
export type SheetNamer = (index: number) => string | undefined;

const binary: Record<number, string> = {
  3: '+',
  4: '-',
  5: '*',
  6: '/',
  7: '^',
  8: '&',
  9: '<',
  10: '<=',
  11: '=',
  12: '>=',
  13: '>',
  14: '<>',
  15: ' ',
  16: ',',
  17: ':',
};
const errors: Record<number, string> = { 0: '#NULL!', 7: '#DIV/0!', 15: '#VALUE!', 23: '#REF!', 29: '#NAME?', 36: '#NUM!', 42: '#N/A' };

/** Functions by number; a digit behind the name is how many arguments it always takes, −1 that the formula says. */
const functions = new Map<number, [string, number]>([
  [0, ['COUNT', -1]],
  [1, ['IF', -1]],
  [2, ['ISNA', 1]],
  [3, ['ISERROR', 1]],
  [4, ['SUM', -1]],
  [5, ['AVERAGE', -1]],
  [6, ['MIN', -1]],
  [7, ['MAX', -1]],
  [8, ['ROW', -1]],
  [9, ['COLUMN', -1]],
  [10, ['NA', 0]],
  [12, ['STDEV', -1]],
  [15, ['SIN', 1]],
  [16, ['COS', 1]],
  [17, ['TAN', 1]],
  [19, ['PI', 0]],
  [20, ['SQRT', 1]],
  [21, ['EXP', 1]],
  [22, ['LN', 1]],
  [23, ['LOG10', 1]],
  [24, ['ABS', 1]],
  [25, ['INT', 1]],
  [26, ['SIGN', 1]],
  [27, ['ROUND', 2]],
  [28, ['LOOKUP', -1]],
  [29, ['INDEX', -1]],
  [30, ['REPT', 2]],
  [31, ['MID', 3]],
  [32, ['LEN', 1]],
  [33, ['VALUE', 1]],
  [34, ['TRUE', 0]],
  [35, ['FALSE', 0]],
  [36, ['AND', -1]],
  [37, ['OR', -1]],
  [38, ['NOT', 1]],
  [39, ['MOD', 2]],
  [46, ['VAR', -1]],
  [48, ['TEXT', 2]],
  [63, ['RAND', 0]],
  [64, ['MATCH', -1]],
  [65, ['DATE', 3]],
  [66, ['TIME', 3]],
  [67, ['DAY', 1]],
  [68, ['MONTH', 1]],
  [69, ['YEAR', 1]],
  [70, ['WEEKDAY', -1]],
  [71, ['HOUR', 1]],
  [72, ['MINUTE', 1]],
  [73, ['SECOND', 1]],
  [74, ['NOW', 0]],
  [76, ['ROWS', 1]],
  [77, ['COLUMNS', 1]],
  [78, ['OFFSET', -1]],
  [82, ['SEARCH', -1]],
  [100, ['CHOOSE', -1]],
  [101, ['HLOOKUP', -1]],
  [102, ['VLOOKUP', -1]],
  [109, ['LOG', -1]],
  [111, ['CHAR', 1]],
  [112, ['LOWER', 1]],
  [113, ['UPPER', 1]],
  [115, ['LEFT', -1]],
  [116, ['RIGHT', -1]],
  [117, ['EXACT', 2]],
  [118, ['TRIM', 1]],
  [119, ['REPLACE', 4]],
  [120, ['SUBSTITUTE', -1]],
  [121, ['CODE', 1]],
  [124, ['FIND', -1]],
  [126, ['ISERR', 1]],
  [127, ['ISTEXT', 1]],
  [128, ['ISNUMBER', 1]],
  [129, ['ISBLANK', 1]],
  [130, ['T', 1]],
  [131, ['N', 1]],
  [140, ['DATEVALUE', 1]],
  [148, ['INDIRECT', -1]],
  [162, ['CLEAN', 1]],
  [169, ['COUNTA', -1]],
  [183, ['PRODUCT', -1]],
  [197, ['TRUNC', -1]],
  [212, ['ROUNDUP', 2]],
  [213, ['ROUNDDOWN', 2]],
  [216, ['RANK', -1]],
  [219, ['ADDRESS', -1]],
  [220, ['DAYS360', -1]],
  [221, ['TODAY', 0]],
  [227, ['MEDIAN', -1]],
  [228, ['SUMPRODUCT', -1]],
  [325, ['LARGE', 2]],
  [326, ['SMALL', 2]],
  [336, ['CONCATENATE', -1]],
  [337, ['POWER', 2]],
  [344, ['SUBTOTAL', -1]],
  [345, ['SUMIF', -1]],
  [346, ['COUNTIF', 2]],
  [347, ['COUNTBLANK', 1]],
  [359, ['HYPERLINK', -1]],
]);

/** A reference; in shared formulas the relative parts are distances from the cell that uses it. */
function place(rawRow: number, rawColumn: number, moved: { row: number; column: number } | undefined): string {
  const rowIsRelative = (rawColumn & 0x8000) !== 0;
  const columnIsRelative = (rawColumn & 0x4000) !== 0;
  let row = rawRow;
  let column = rawColumn & 0xff;
  if (moved && rowIsRelative) row = (moved.row + rawRow) & 0xffff;
  if (moved && columnIsRelative) column = (moved.column + column) & 0xff;
  return `${columnIsRelative ? '' : '$'}${columnLetters(column + 1)}${rowIsRelative ? '' : '$'}${row + 1}`;
}

const sheetPrefix = (name: string): string => (/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) ? `${name}!` : `'${name.replaceAll("'", "''")}'!`);

/** The words of a compiled formula at a cell (both 0-based), or undefined when it holds something unknown. */
export function formulaText(tokens: Buffer, row: number, column: number, sheetName: SheetNamer): string | undefined {
  const stack: string[] = [];
  const here = { row, column };
  const call = (name: string, count: number): boolean => {
    if (stack.length < count) return false;
    stack.push(`${name}(${count === 0 ? '' : stack.splice(-count).join(',')})`);
    return true;
  };
  let at = 0;
  while (at < tokens.length) {
    const raw = tokens[at++]!;
    const token = raw >= 0x20 ? (raw & 0x1f) | 0x20 : raw;
    const operator = binary[token];
    if (operator !== undefined) {
      const right = stack.pop();
      const left = stack.pop();
      if (left === undefined || right === undefined || left.length + right.length > 8192) return undefined;
      stack.push(left + operator + right);
      continue;
    }
    switch (token) {
      case 0x12:
      case 0x13:
      case 0x14:
      case 0x15: {
        const inner = stack.pop();
        if (inner === undefined) return undefined;
        stack.push(token === 0x12 ? `+${inner}` : token === 0x13 ? `-${inner}` : token === 0x14 ? `${inner}%` : `(${inner})`);
        break;
      }
      case 0x16:
        stack.push('');
        break;
      case 0x17: {
        const wide = (tokens[at + 1]! & 1) === 1;
        const length = tokens[at]! * (wide ? 2 : 1);
        stack.push(`"${tokens.toString(wide ? 'utf16le' : 'latin1', at + 2, at + 2 + length).replaceAll('"', '""')}"`);
        at += 2 + length;
        break;
      }
      case 0x19: {
        const flags = tokens[at]!;
        const data = tokens.readUInt16LE(at + 1);
        at += 3;
        if (flags & 4) at += (data + 1) * 2;
        if (flags & 0x10 && !call('SUM', 1)) return undefined;
        break;
      }
      case 0x1c:
        stack.push(errors[tokens[at++]!] ?? '#N/A');
        break;
      case 0x1d:
        stack.push(tokens[at++] === 1 ? 'TRUE' : 'FALSE');
        break;
      case 0x1e:
        stack.push(String(tokens.readUInt16LE(at)));
        at += 2;
        break;
      case 0x1f:
        stack.push(String(tokens.readDoubleLE(at)));
        at += 8;
        break;
      case 0x21: {
        const known = functions.get(tokens.readUInt16LE(at));
        at += 2;
        if (!known || known[1] < 0 || !call(known[0], known[1])) return undefined;
        break;
      }
      case 0x22: {
        const count = tokens[at]! & 0x7f;
        const known = functions.get(tokens.readUInt16LE(at + 1) & 0x7fff);
        at += 3;
        if (!known || !call(known[0], count)) return undefined;
        break;
      }
      case 0x24:
      case 0x2c:
        stack.push(place(tokens.readUInt16LE(at), tokens.readUInt16LE(at + 2), token === 0x2c ? here : undefined));
        at += 4;
        break;
      case 0x25:
      case 0x2d: {
        const moved = token === 0x2d ? here : undefined;
        stack.push(
          `${place(tokens.readUInt16LE(at), tokens.readUInt16LE(at + 4), moved)}:${place(tokens.readUInt16LE(at + 2), tokens.readUInt16LE(at + 6), moved)}`,
        );
        at += 8;
        break;
      }
      case 0x26:
      case 0x27:
        at += 6;
        break;
      case 0x29:
        at += 2;
        break;
      case 0x2a:
      case 0x2b:
        stack.push('#REF!');
        at += token === 0x2a ? 4 : 8;
        break;
      case 0x3a:
      case 0x3b: {
        const name = sheetName(tokens.readUInt16LE(at));
        if (name === undefined) return undefined;
        const first = place(tokens.readUInt16LE(at + 2), tokens.readUInt16LE(at + (token === 0x3a ? 4 : 6)), undefined);
        stack.push(
          sheetPrefix(name) +
            (token === 0x3a ? first : `${first}:${place(tokens.readUInt16LE(at + 4), tokens.readUInt16LE(at + 8), undefined)}`),
        );
        at += token === 0x3a ? 6 : 10;
        break;
      }
      default:
        return undefined;
    }
  }
  return stack.length === 1 ? stack[0] : undefined;
}
