import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../platform/sheets/cells.ts';
import { exactIn, shownIn } from '../../vocabulary/money.ts';
import { phrases } from '../../vocabulary/problems.ts';
import type { Field, FieldKind } from './intake.ts';
import { type CellSetting, readCell } from './rules-cells.ts';
import type { ColumnUnit } from './words.ts';

const field = (kind: FieldKind, more: Partial<Field> = {}): Field => ({ id: 'it', kind, zh: '它', en: 'it', titles: [], ...more });
const setting = (kind: FieldKind, more: Partial<CellSetting> = {}, own: Partial<Field> = {}): CellSetting => ({
  field: field(kind, own),
  unit: null,
  rate: null,
  dayOrder: null,
  date1904: false,
  ...more,
});
/** The value, or the code that refused it. */
const outcome = (cell: Cell, at: CellSetting): unknown => {
  const read = readCell(cell, at);
  for (const note of read.notes) expect(phrases).toHaveProperty([note.code]);
  return read.notes.find((note) => note.severity === 'refused')?.code.replace('imports.', '') ?? read.value;
};
const notes = (cell: Cell, at: CellSetting): string[] => readCell(cell, at).notes.map((note) => note.code.replace('imports.', ''));
const yuan = (cell: Cell, unit: ColumnUnit | null = '万元'): unknown => {
  const value = outcome(cell, setting('money', { unit }));
  return typeof value === 'object' && value !== null ? (value as { yuan: number }).yuan : value;
};

describe('amounts', () => {
  it.each<[Cell, ColumnUnit | null, unknown]>([
    [1200, '万元', 12_000_000],
    [47.51, '亿元', 4_751_000_000],
    ['１２００．５', '万元', 12_005_000],
    ['1,234.5', '万元', 12_345_000],
    ['1，234', '万元', 12_340_000],
    ['1 234 567', '元', 1_234_567],
    ['1.2亿元', '万元', 120_000_000],
    ['5000万', null, 50_000_000],
    ['1亿2000万元', null, 120_000_000],
    ['300百万元', null, 300_000_000],
    ['¥1,200', '元', 1200],
    ['RMB 1.2 million', null, 1_200_000],
    ['1200万元人民币', null, 12_000_000],
    [0, '万元', 0],
    [0.1 + 0.2, '亿元', 30_000_000],
    [1e-7, '亿元', 10],
    ['', '万元', undefined],
    [null, '万元', undefined],
  ])('%j in a column of %s is %s yuan', (cell, unit, expected) => expect(yuan(cell, unit)).toBe(expected));

  it.each<[Cell, ColumnUnit | null, string]>([
    [1200, null, 'money-no-unit'],
    ['1200', null, 'money-no-unit'],
    ['1.2-1.5亿', '亿元', 'money-range'],
    ['1000～2000', '万元', 'money-range'],
    ['1000至2000万元', null, 'money-range'],
    ['45%', '万元', 'money-percent'],
    ['５％', '万元', 'money-percent'],
    ['500万元以上', null, 'money-limit'],
    ['≥5000', '万元', 'money-limit'],
    ['-300', '万元', 'money-negative'],
    ['(300)', '万元', 'money-negative'],
    [-3, '万元', 'money-negative'],
    ['US$5 million', '万元', 'money-foreign'],
    ['300万美元', '万元', 'money-foreign'],
    ['£278', null, 'money-foreign'],
    ['1,23', '万元', 'number-commas'],
    ['1,2345', '元', 'number-commas'],
    ['1.2E+05', '万元', 'number-exponent'],
    ['1200 800', '万元', 'two-numbers'],
    ['1200\n800', '万元', 'two-numbers'],
    ['待定', '万元', 'money-unreadable'],
    ['5000（含土地）', '万元', 'money-unreadable'],
    ['TBD', '万元', 'money-unreadable'],
    [1e12, '亿元', 'money-too-large'],
  ])('%j in a column of %s is refused: %s', (cell, unit, code) => expect(yuan(cell, unit)).toBe(code));

  it('an approximate amount is taken as written and says so', () => {
    for (const text of ['约1.2亿元', '1.2亿元左右', '~1.2亿', '近1.2亿元', '1.2亿多元', '1.2亿余元']) {
      expect(yuan(text)).toBe(120_000_000);
      expect(notes(text, setting('money', { unit: '亿元' }))).toContain('money-approximate');
    }
  });

  it('less than a yuan is rounded half up, and said', () => {
    expect(yuan(1234.56785)).toBe(12_345_679);
    expect(notes(1234.56785, setting('money', { unit: '万元' }))).toEqual(['money-rounded']);
    expect(notes(1234.5678, setting('money', { unit: '万元' }))).toEqual([]);
  });

  it('a cell with another unit than its column is read by its own, and said', () => {
    expect(notes('1.2亿元', setting('money', { unit: '万元' }))).toEqual(['money-own-unit']);
    expect(notes('1.2亿元', setting('money', { unit: '亿元' }))).toEqual([]);
  });

  it('"NA", "无" and a dash are blank, never zero, and said; "Exempt under …" too', () => {
    for (const text of ['NA', 'N/A', '无', '-', '—', '/', '——', '暂无']) {
      expect(yuan(text)).toBeUndefined();
      expect(notes(text, setting('money', { unit: '万元' }))).toEqual(['read-as-blank']);
    }
    expect(notes('Exempt under Section 43 of the Freedom of Information Act', setting('money', { unit: '万元' }))).toEqual(['not-stated']);
  });

  it('a foreign column needs a rate that somebody stated', () => {
    expect(outcome('£278', setting('money', { unit: '百万英镑' }))).toBe('money-no-rate');
    expect(outcome('£278', setting('money', { unit: '百万英镑', rate: 8.8 }))).toEqual({ yuan: 2_446_400_000, approximate: true });
    expect(outcome('27,350,000', setting('money', { unit: '美元', rate: 7 }))).toEqual({ yuan: 191_450_000, approximate: true });
    expect(outcome('$2.5m', setting('money', { unit: '美元', rate: 7 }))).toEqual({ yuan: 17_500_000, approximate: true });
    expect(outcome('£3', setting('money', { unit: '美元', rate: 7 }))).toBe('money-foreign');
  });

  it('what is printed in a unit reads back to the same yuan', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_000_000_000_000 }),
        fc.constantFrom('元' as const, '万元' as const, '亿元' as const),
        fc.integer({ min: 0, max: 4 }),
        (amount, unit, hand) => {
          const exact = exactIn(amount, unit);
          const written = [
            exact,
            `${exact}${unit}`,
            exact.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ',')),
            exact.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
            ` ${exact} `,
          ][hand]!;
          expect(yuan(written, unit)).toBe(amount);
        },
      ),
    );
  });

  it('a number cell of two decimals reads back exactly, however binary it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (cents) => {
        expect(yuan(cents / 100, '万元')).toBe(cents * 100);
      }),
    );
    expect(shownIn(yuan(95.94, '亿元') as number, '亿元').text).toBe('95.94');
  });
});

describe('formulas and errors', () => {
  const at = setting('money', { unit: '万元' });
  it('takes the stored result and says so', () => {
    expect(outcome({ formula: 'SUM(A1:A3)', value: 300 }, at)).toEqual({ yuan: 3_000_000, approximate: false });
    expect(notes({ formula: 'SUM(A1:A3)', value: 300 }, at)).toEqual(['formula-value']);
  });
  it('refuses a formula without a stored result, and error values', () => {
    expect(outcome({ formula: 'SUM(A1:A3)', value: null }, at)).toBe('formula-empty');
    expect(outcome({ error: '#REF!' }, at)).toBe('cell-error');
    expect(outcome('#DIV/0!', at)).toBe('cell-error');
    expect(outcome({ formula: 'A1/0', value: '#DIV/0!' }, at)).toBe('cell-error');
  });
  it('keeps text that looks like a formula as text', () => expect(outcome('=HYPERLINK("x")', setting('text'))).toBe('=HYPERLINK("x")'));
});

describe('days', () => {
  const day = (cell: Cell, more: Partial<CellSetting> = {}): unknown => {
    const value = outcome(cell, setting('day', more));
    return typeof value === 'object' && value !== null
      ? `${(value as { day: string }).day} ${(value as { precision: string }).precision}`
      : value;
  };
  it.each<[Cell, string]>([
    ['2020-03-15', '2020-03-15 day'],
    ['2020/3/15', '2020-03-15 day'],
    ['2020.3.15', '2020-03-15 day'],
    ['20200315', '2020-03-15 day'],
    [20200315, '2020-03-15 day'],
    ['2020年3月15日', '2020-03-15 day'],
    ['2020 年 3 月 15 日', '2020-03-15 day'],
    ['２０２０年３月', '2020-03-01 month'],
    ['2020.3', '2020-03-01 month'],
    ['2020-03', '2020-03-01 month'],
    ['2020.10', '2020-10-01 month'],
    [2020.3, '2020-03-01 month'],
    [2020.11, '2020-11-01 month'],
    [202003, '2020-03-01 month'],
    ['202003', '2020-03-01 month'],
    ['2020', '2020-01-01 year'],
    [2020, '2020-01-01 year'],
    ['2020年', '2020-01-01 year'],
    ['2020年度', '2020-01-01 year'],
    [{ day: '2020-03-15', text: '2020-03-15 00:00:00' }, '2020-03-15 day'],
    ['Jul 2010', '2010-07-01 month'],
    ['July 2010', '2010-07-01 month'],
    ['Sept. 2010', '2010-09-01 month'],
    ['12 March 2020', '2020-03-12 day'],
    ['March 12, 2020', '2020-03-12 day'],
    ['12-Mar-2020', '2020-03-12 day'],
    ['1st May 2021', '2021-05-01 day'],
    ['2020-06-30T00:00:00Z', '2020-06-30 day'],
    ['2020-06-30T20:00:00Z', '2020-07-01 day'],
    ['2020-06-30 12:30:00', '2020-06-30 day'],
    ['6/30/2023 12:00:00 AM', '2023-06-30 day'],
    ['31/03/2022', '2022-03-31 day'],
    ['2020年3月底', '2020-03-01 month'],
    ['2020年3月份', '2020-03-01 month'],
    [43905, '2020-03-15 day'],
  ])('%j is %s', (cell, expected) => expect(day(cell)).toBe(expected));
  it.each<[Cell, string]>([
    ['2020年内', 'day-vague'],
    ['2020年底', 'day-vague'],
    ['待定', 'day-vague'],
    ['2020年三季度', 'day-vague'],
    ['TBC', 'day-vague'],
    ['2020年上半年', 'day-vague'],
    ['2020-02-30', 'day-unreal'],
    ['2020年13月', 'day-unreal'],
    ['20201301', 'day-unreal'],
    ['3/4/2020', 'day-two-ways'],
    ['2020-2022', 'day-is-span'],
    ['20年3月', 'day-short-year'],
    ['开春', 'day-unreadable'],
    [2020.1, 'day-lost-zero'],
    [7, 'day-unreadable'],
    [true, 'day-unreadable'],
  ])('%j is refused: %s', (cell, code) => expect(day(cell)).toBe(code));
  it('a number that Excel counts days with is read so, and said', () => expect(notes(43905, setting('day'))).toEqual(['day-serial']));
  it('3/4/2020 is read by the order that its column shows', () => {
    expect(day('3/4/2020', { dayOrder: 'dmy' })).toBe('2020-04-03 day');
    expect(day('3/4/2020', { dayOrder: 'mdy' })).toBe('2020-03-04 day');
  });
  it('any day written in any of the styles reads back', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 5 }),
        (date, style) => {
          const iso = date.toISOString().slice(0, 10);
          const [year, month, dayOfMonth] = iso.split('-').map(Number) as [number, number, number];
          const text = [
            iso,
            `${year}年${month}月${dayOfMonth}日`,
            `${year}.${month}.${dayOfMonth}`,
            `${year}/${month}/${dayOfMonth}`,
            iso.replaceAll('-', ''),
            `${iso}T00:00:00Z`,
          ][style]!;
          expect(day(text)).toBe(`${iso} day`);
        },
      ),
    );
  });
});

describe('spans', () => {
  const span = (cell: Cell): unknown => {
    const value = outcome(cell, setting('span'));
    if (typeof value !== 'object' || value === null) return value;
    const { from, to } = value as { from: { day: string; precision: string } | null; to: { day: string; precision: string } | null };
    const short = (end: typeof from): string =>
      end === null ? '?' : end.precision === 'year' ? end.day.slice(0, 4) : end.precision === 'month' ? end.day.slice(0, 7) : end.day;
    return `${short(from)}…${short(to)}`;
  };
  it.each<[Cell, string]>([
    ['2020-2022', '2020…2022'],
    ['2020—2022', '2020…2022'],
    ['2020～2022', '2020…2022'],
    ['２０２０-２０２２', '2020…2022'],
    ['2020-2022年', '2020…2022'],
    ['2020年-2022年', '2020…2022'],
    ['2020至2022年', '2020…2022'],
    ['2019.5—2020.10', '2019-05…2020-10'],
    ['2019.5-2020.10', '2019-05…2020-10'],
    ['2020年3月-12月', '2020-03…2020-12'],
    ['2020.3-12', '2020-03…2020-12'],
    ['2019年5月-2020年10月', '2019-05…2020-10'],
    ['2019/5-2020/10', '2019-05…2020-10'],
    ['2020-03-2021-12', '2020-03…2021-12'],
    ['2020-03-15至2020-12-31', '2020-03-15…2020-12-31'],
    ['2020.3.15-2020.12.31', '2020-03-15…2020-12-31'],
    ['2020', '2020…2020'],
    [2020, '2020…2020'],
    ['2020年', '2020…2020'],
    ['2020-12', '2020-12…2020-12'],
    ['Jul 2010 - Dec 2012', '2010-07…2012-12'],
  ])('%j is %s', (cell, expected) => {
    expect(span(cell)).toBe(expected);
  });
  it.each<[Cell, string]>([
    ['2021.5-2020.5', 'span-backwards'],
    ['2022-2020', 'span-backwards'],
    ['3年', 'span-length'],
    ['24个月', 'span-length'],
    ['2020年内', 'day-vague'],
    ['十个月', 'span-unreadable'],
    [2020.1, 'day-lost-zero'],
  ])('%j is refused: %s', (cell, code) => expect(span(cell)).toBe(code));
});

describe('codes', () => {
  const project = setting('project-code');
  const credit = setting('credit-code');
  it('a code that became a number is refused as rounded, with what to do', () => {
    expect(outcome(20202204213501000000, project)).toBe('code-rounded');
    expect(outcome('2.02022E+19', project)).toBe('code-rounded');
    expect(outcome(112204000135717500, credit)).toBe('code-rounded');
    expect(phrases['imports.code-rounded'].zh).toMatch(/文本/);
  });
  it('reads right codes and names what is wrong with others', () => {
    expect(outcome(' 2020-220421-35-01-012345 ', project)).toBe('2020-220421-35-01-012345');
    expect(outcome('112204000135717502', credit)).toBe('112204000135717502');
    expect(outcome('112204000135717503', credit)).toBe('credit-code-check');
    expect(outcome('11220400013571750', credit)).toBe('credit-code-length');
    expect(outcome('2020-22042-35', project)).toBe('project-code-form');
    expect(outcome('无', project)).toBeUndefined();
    expect(notes('正在办理', project)).toEqual(['code-not-yet']);
  });
});

describe('contacts, choices, yes and numbers', () => {
  it.each<[Cell, { name: string; phone: string }]>([
    ['张三 13800000000', { name: '张三', phone: '13800000000' }],
    ['张三13800000000', { name: '张三', phone: '13800000000' }],
    ['张三（13800000000）', { name: '张三', phone: '13800000000' }],
    ['张三\n0437-3166666', { name: '张三', phone: '0437-3166666' }],
    ['联系人：张三 电话：138 0000 0000', { name: '张三', phone: '13800000000' }],
    ['张三13800000000、李四13900000000', { name: '张三、李四', phone: '13800000000、13900000000' }],
    [13800000000, { name: '', phone: '13800000000' }],
    ['张三', { name: '张三', phone: '' }],
  ])('%j is one contact', (cell, expected) => expect(outcome(cell, setting('contact'))).toEqual(expected));
  it('says when the digits of a telephone are wrong', () => expect(notes('张三 1380000000', setting('contact'))).toEqual(['phone-odd']));
  it('choices are taken by their words; words that merely hold one are said; others list what may be chosen', () => {
    const at = setting(
      'choice',
      {},
      {
        choices: [
          { value: 'new', words: ['新建', '新开工'] },
          { value: 'continuing', words: ['续建'] },
        ],
      },
    );
    expect(outcome('新 建', at)).toBe('new');
    expect(outcome('新建项目', at)).toBe('new');
    expect(notes('新建项目', at)).toEqual(['choice-read-as']);
    expect(outcome('新建续建', at)).toBe('choice-unknown');
    expect(outcome('迁建', at)).toBe('choice-unknown');
  });
  it('yes and no as ledgers tick them', () => {
    for (const cell of ['是', '√', '✓', '●', 1, '1', '有', true, 'Y']) expect(outcome(cell, setting('yes'))).toBe(true);
    for (const cell of ['否', '×', 0, '0', '无', '-', false, 'N']) expect(outcome(cell, setting('yes'))).toBe(false);
    expect(outcome('省级', setting('yes'))).toBe('yes-unreadable');
  });
  it('whole numbers and decimals', () => {
    expect(outcome('１，２００', setting('integer'))).toBe(1200);
    expect(outcome('34个', setting('integer'))).toBe(34);
    expect(outcome(3.5, setting('integer'))).toBe('number-not-whole');
    expect(outcome('3.5', setting('decimal'))).toBe(3.5);
    expect(outcome('-3%', setting('decimal'))).toBe('number-percent');
    expect(outcome({ day: '2020-03-04', text: '3-4' }, setting('integer'))).toBe('number-is-day');
    expect(outcome(1899, setting('year'))).toBe('day-unreadable');
  });
  it('text joins the lines of a narrow cell and keeps words apart', () => {
    expect(outcome('某某轴承\n有限公司', setting('text'))).toBe('某某轴承有限公司');
    expect(outcome('New\nfit out', setting('text'))).toBe('New fit out');
    expect(outcome('  \n ', setting('text'))).toBeUndefined();
    expect(outcome(220421, setting('text'))).toBe('220421');
  });
});

describe('whatever stands in a cell', () => {
  it('every reader answers a value or a reason from the phrase book and never throws', () => {
    const kinds: FieldKind[] = [
      'text',
      'money',
      'integer',
      'decimal',
      'year',
      'day',
      'span',
      'yes',
      'project-code',
      'credit-code',
      'contact',
      'choice',
    ];
    const anyCell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.stringMatching(/^[\d年月日.,\-–—~亿万元约至%$£ ]{0,16}$/),
    );
    fc.assert(
      fc.property(anyCell, fc.constantFrom(...kinds), fc.constantFrom('万元', '亿元', '百万美元', null), (cell, kind, unit) => {
        const read = readCell(cell, setting(kind, { unit: unit as ColumnUnit | null }));
        for (const note of read.notes) expect(phrases).toHaveProperty([note.code]);
        if (
          read.value === undefined &&
          cell !== null &&
          typeof cell === 'string' &&
          cell.trim().length > 0 &&
          !/[\u200b\ufeff\s]/.test(cell)
        )
          expect(kind === 'choice' ? 1 : read.notes.length).toBeGreaterThan(0);
        if (kind === 'money' && read.value !== undefined) expect(Number.isSafeInteger((read.value as { yuan: number }).yuan)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
