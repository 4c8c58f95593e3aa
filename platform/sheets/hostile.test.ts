// Files made to harm and files that are something else: each refused for its own reason, quickly and in little memory.
import CFB from 'cfb';
import { describe, expect, it } from 'vitest';
import { phrases, Refusal, sentence } from '../../vocabulary/problems.ts';
import { readWorkbook } from './read.ts';
import { bookOf, measured, quickRefusalOf, readAll, refusalOf, temporary, zipOf } from './testing.ts';

const cell = '<row r="1"><c r="A1"><v>1</v></c></row>';

describe('bombs', () => {
  const sheet = 'xl/worksheets/sheet1.xml';

  it('ten megabytes that declare a gigabyte are refused at the directory', async () => {
    const path = temporary(
      'bomb.xlsx',
      bookOf({ sheets: [{ data: '' }], replace: { [sheet]: { data: Buffer.alloc(10 * 2 ** 20, 7), stored: true } } }),
    );
    const bytes = (await import('node:fs')).readFileSync(path);
    // The directory is made to say what a deflated gigabyte of one letter would: method 8, a gigabyte unpacked.
    const at = bytes.lastIndexOf(Buffer.from(sheet)) - 46;
    bytes.writeUInt16LE(8, at + 10);
    bytes.writeUInt32LE(2 ** 30, at + 24);
    const result = measured(temporary('declared.xlsx', bytes));
    expect(result.code).toBe('sheets.too-big-unpacked');
    expect(result.milliseconds).toBeLessThan(20_000);
    expect(result.megabytes).toBeLessThan(200);
  });

  it('a part packed a thousand times is refused even when it is small enough', async () => {
    expect(await refusalOf(bookOf({ sheets: [{ data: ' '.repeat(5_000_000) }] }))).toBe('sheets.packed-too-tight');
  });

  it('a header that lies about the size is caught while unpacking, in two seconds and little memory', () => {
    const bomb = Buffer.alloc(300 * 2 ** 20, 0x20);
    for (const declared of [2000, 1_000_000]) {
      const path = temporary('liar.xlsx', bookOf({ sheets: [{ data: cell }], replace: { [sheet]: { data: bomb, declared } } }));
      const result = measured(path);
      expect(result.code).toBe('sheets.lies-about-size');
      expect(result.milliseconds).toBeLessThan(20_000);
      expect(result.megabytes).toBeLessThan(200);
    }
  }, 30_000);

  it('parts that share their bytes are refused', async () => {
    const data = Buffer.from(`${Math.PI}`.repeat(5000));
    const extra = [
      { name: 'a', data },
      { name: 'b', data, sameAs: 7 },
      { name: 'c', data, sameAs: 7 },
    ];
    const code = await refusalOf(zipOf([...Array.from({ length: 7 }, (_one, index) => ({ name: `x${index}`, data: 'x' })), ...extra]));
    expect(code).toBe('sheets.lies-about-size');
  });

  it('too many parts, sheets, merges, rows and columns are refused by name', async () => {
    expect(
      await quickRefusalOf(
        bookOf({ sheets: [{ data: '' }], extra: Array.from({ length: 5001 }, (_one, index) => ({ name: `p${index}`, data: '' })) }),
      ),
    ).toBe('sheets.too-many-parts');
    expect(await quickRefusalOf(bookOf({ sheets: Array.from({ length: 257 }, () => ({ data: '' })) }))).toBe('sheets.too-many-sheets');
    const merges = Array.from({ length: 11 }, (_one, index) => `<mergeCell ref="A${index * 2 + 1}:A${index * 2 + 2}"/>`).join('');
    expect(await quickRefusalOf(bookOf({ sheets: [{ data: '', after: merges }] }), { limits: { merges: 10 } })).toBe(
      'sheets.too-many-merges',
    );
    expect(await quickRefusalOf(bookOf({ sheets: [{ data: '<row r="1"><c r="AMK1"><v>1</v></c></row>' }] }))).toBe(
      'sheets.too-many-columns',
    );
    expect(await quickRefusalOf(bookOf({ sheets: [{ data: '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>' }] }))).toBe(
      'sheets.too-many-columns',
    );
    expect(await quickRefusalOf(bookOf({ sheets: [{ data: '<row r="1048577"><c r="A1048577"><v>1</v></c></row>' }] }))).toBe(
      'sheets.too-many-rows',
    );
  });

  it('a sheet of two million rows is refused in two seconds, whatever its dimension says', () => {
    const rows: string[] = [];
    for (let row = 1; row <= 2_000_000; row++) rows.push(`<row r="${row}"><c r="A${row}"><v>${(row * 7919) % 1e6}</v></c></row>`);
    const data = rows.join('');
    for (const before of ['', '<dimension ref="A1:A80"/>']) {
      const result = measured(temporary('long.xlsx', bookOf({ sheets: [{ before, data }] })));
      expect(result.code).toBe('sheets.too-many-rows');
      expect(result.milliseconds).toBeLessThan(20_000);
      expect(result.megabytes).toBeLessThan(200);
    }
  }, 60_000);

  it('a cell of thirty-two megabytes is refused, wherever it stands', async () => {
    const long = Array.from({ length: 32 * 2 ** 16 }, (_one, index) => `${index.toString(36).padStart(8, '0')}########`)
      .join('')
      .slice(0, 32 * 2 ** 20);
    const asShared = temporary(
      'shared.xlsx',
      bookOf({ strings: `<si><t>${long}</t></si>`, sheets: [{ data: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }] }),
    );
    const result = measured(asShared);
    expect(result.code).toBe('sheets.text-too-long');
    expect(result.megabytes).toBeLessThan(200);
    expect(await refusalOf(bookOf({ sheets: [{ data: `<row r="1"><c r="A1" t="inlineStr"><is><t>${long}</t></is></c></row>` }] }))).toBe(
      'sheets.text-too-long',
    );
    expect(await refusalOf(bookOf({ sheets: [{ data: `<row r="1"><c r="A1"><f>${long}</f></c></row>` }] }))).toBe('sheets.text-too-long');
    expect(await refusalOf(bookOf({ sheets: [{ data: `<row r="1" x="${long}"/>` }] }))).toBe('sheets.text-too-long');
    expect(await refusalOf(`${temporary('long.csv', `a,b\n"${long}",2\n`)}`, { name: 'long.csv' })).toBe('sheets.text-too-long');
  }, 60_000);

  it('one long text named by every cell is refused by what it says, not by what it weighs', async () => {
    const strings = `<si><t>${Array.from({ length: 9000 }, (_one, index) => Math.sin(index).toFixed(8))
      .join('')
      .slice(0, 90_000)}</t></si>`;
    const row = (index: number): string => `<row r="${index}">${'<c t="s"><v>0</v></c>'.repeat(20)}</row>`;
    const data = Array.from({ length: 1000 }, (_one, index) => row(index + 1)).join('');
    expect(await refusalOf(bookOf({ strings, sheets: [{ data }] }))).toBe('sheets.too-heavy');
  }, 30_000);

  it('memory is bounded: a book that needs more is refused and the process lives on', async () => {
    const strings = Array.from(
      { length: 120_000 },
      (_one, index) => `<si><t>${'项目'.repeat(40)}${(index * 2654435761) % 4294967296}${Math.sqrt(index + 2)}</t></si>`,
    ).join('');
    const book = bookOf({ strings, sheets: [{ data: cell }] });
    expect(await refusalOf(book, { limits: { heapMegabytes: 8, ratio: 10_000 } })).toBe('sheets.too-heavy');
    expect(await refusalOf(book, { limits: { ratio: 10_000 } })).toBe('accepted');
  }, 30_000);
});

describe('names in the archive', () => {
  it.each(['../../etc/passwd', '/etc/passwd', 'xl\\..\\..\\x', 'C:\\x', 'xl/\0x'])('%j is refused', async (name) => {
    expect(await refusalOf(bookOf({ sheets: [{ data: cell }], extra: [{ name, data: 'x' }] }))).toBe('sheets.unsafe-part');
  });

  it('links and parts named twice are refused', async () => {
    expect(
      await refusalOf(
        bookOf({ sheets: [{ data: cell }], extra: [{ name: 'xl/link', data: '/etc/passwd', attributes: 0o120777 * 65536 }] }),
      ),
    ).toBe('sheets.unsafe-part');
    expect(await refusalOf(bookOf({ sheets: [{ data: cell }], extra: [{ name: 'xl/workbook.xml', data: 'x' }] }))).toBe(
      'sheets.unsafe-part',
    );
  });
});

describe('XML', () => {
  const entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>';
  const withHead = (part: string, body: string): Promise<string> =>
    quickRefusalOf(
      bookOf({
        strings: '',
        styles: '',
        sheets: [{ data: cell }],
        replace: { [part]: { data: `<?xml version="1.0"?>${entities}${body}` } },
      }),
    );

  it('a document type or an entity in any part that is read is refused', async () => {
    for (const part of [
      'xl/worksheets/sheet1.xml',
      'xl/sharedStrings.xml',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      '_rels/.rels',
    ]) {
      expect([part, await withHead(part, '<a>&b;</a>')]).toEqual([part, 'sheets.unsafe-xml']);
    }
    expect(await refusalOf(bookOf({ sheets: [{ data: '<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row>' }] }))).toBe(
      'sheets.unsafe-xml',
    );
  });

  it('endless nesting, broken tags, rows in disorder and numbers out of range are a damaged file', async () => {
    for (const data of [
      '<a>'.repeat(100_000),
      '</row>',
      '<row r="1"',
      '<row r="2"></row><row r="1"></row>',
      '<row r=1></row>',
      '<row r="x"></row>',
      '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
      '<row r="1"><c t="inlineStr"><is><t>&#x110000;</t></is></c></row>',
    ]) {
      expect([data.slice(0, 40), await quickRefusalOf(bookOf({ sheets: [{ data }] }), { limits: { ratio: 1e6 } })]).toEqual([
        data.slice(0, 40),
        'sheets.damaged',
      ]);
    }
  });
});

describe('damage', () => {
  it('a file cut at any point is refused as damaged, never half read', async () => {
    const whole = bookOf({ strings: '<si><t>项目</t></si>', sheets: [{ data: cell }] });
    for (let cut = 30; cut < whole.length; cut += 97)
      expect([cut, await quickRefusalOf(whole.subarray(0, cut))]).toEqual([cut, 'sheets.damaged']);
  }, 60_000);

  it('a flipped byte inside a part is noticed by its checksum', async () => {
    const whole = bookOf({
      sheets: [
        {
          data: Array.from(
            { length: 50 },
            (_one, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>${Math.sqrt(index)}</v></c></row>`,
          ).join(''),
        },
      ],
      replace: { 'xl/worksheets/sheet1.xml': { stored: true } },
    });
    const at = whole.indexOf('1.4142');
    whole[at] = 0x39;
    expect(await refusalOf(whole)).toBe('sheets.damaged');
  });

  it('a book without sheets, or whose sheet is missing, is refused', async () => {
    expect(await refusalOf(bookOf({ sheets: [{ kind: 'chartsheet', data: '' }] }))).toBe('sheets.no-sheet');
    expect(
      await refusalOf(bookOf({ sheets: [{ data: cell }], replace: { 'xl/worksheets/sheet1.xml': { name: 'xl/worksheets/other.xml' } } })),
    ).toBe('sheets.damaged');
  });

  it('random damage to a book never ends in anything but rows or a refusal', async () => {
    const whole = bookOf({ strings: '<si><t>项目</t></si>', styles: '<cellXfs><xf numFmtId="14"/></cellXfs>', sheets: [{ data: cell }] });
    let seed = 42;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return seed % below;
    };
    for (let round = 0; round < 400; round++) {
      const copy = Buffer.from(whole);
      for (let change = 0; change < 3; change++) copy[random(copy.length)] = random(256);
      await quickRefusalOf(copy);
    }
  }, 60_000);
});

describe('files that are something else', () => {
  const compound = (...streams: string[]): Buffer => {
    const container = CFB.utils.cfb_new();
    for (const stream of streams) CFB.utils.cfb_add(container, `/${stream}`, Buffer.alloc(5000, 1));
    return CFB.write(container, { type: 'buffer' }) as Buffer;
  };
  const cases: [string, string, Buffer][] = [
    ['a renamed program', 'sheets.is-program', Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(500)])],
    ['a renamed Linux program', 'sheets.is-program', Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.alloc(500)])],
    ['a PDF', 'sheets.is-pdf', Buffer.from('%PDF-1.7\n%\xe2\xe3')],
    ['a picture', 'sheets.is-image', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), Buffer.alloc(50)])],
    ['a photograph', 'sheets.is-image', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(50)])],
    [
      'a Word document',
      'sheets.is-word',
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: '<w/>' },
      ]),
    ],
    ['an old Word document', 'sheets.is-word', compound('WordDocument')],
    [
      'slides',
      'sheets.is-slides',
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'ppt/presentation.xml', data: '<p/>' },
      ]),
    ],
    [
      'a binary workbook',
      'sheets.is-binary-workbook',
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'xl/workbook.bin', data: 'x' },
      ]),
    ],
    [
      'an OpenDocument table',
      'sheets.is-open-document',
      zipOf([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
        { name: 'content.xml', data: '<x/>' },
      ]),
    ],
    ['an archive', 'sheets.is-archive', zipOf([{ name: 'ledger.xlsx', data: 'x' }])],
    ['another archive', 'sheets.is-archive', Buffer.concat([Buffer.from('Rar!\x1a\x07\0', 'latin1'), Buffer.alloc(50)])],
    ['a protected workbook', 'sheets.password', compound('EncryptionInfo', 'EncryptedPackage')],
    ['some other compound file', 'sheets.is-unknown', compound('Something')],
    [
      'a web page saved as .xls',
      'sheets.is-html',
      Buffer.from(
        '\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=gb2312></head><table><tr><td>1</td></tr></table></html>',
      ),
    ],
    ['a web page behind comments', 'sheets.is-html', Buffer.from(`<?xml version="1.0"?>${'<!---->'.repeat(500)}<html>`)],
    ['comments without end', 'sheets.is-unknown', Buffer.from(`<?xml version="1.0"?>${'<!---->'.repeat(900)}`)],
    ['a bare table', 'sheets.is-html', Buffer.from('  <TABLE border=1><tr><td>1</td></tr></TABLE>')],
    [
      'an XML workbook',
      'sheets.is-xml-workbook',
      Buffer.from(
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      ),
    ],
    ['a workbook of 1992', 'sheets.is-old-workbook', Buffer.from([9, 4, 6, 0, 0, 0, 0x10, 0, 0, 0, 10, 0, 0, 0])],
    ['nothing', 'sheets.empty', Buffer.alloc(0)],
    ['zeros', 'sheets.binary-text', Buffer.alloc(5000)],
    ['noise', 'sheets.binary-text', Buffer.from(Array.from({ length: 4000 }, (_one, index) => (index * 7919 + (index >> 3) * 31) % 256))],
  ];
  it.each(cases)('%s is refused as %s', async (_what, code, bytes) => {
    expect(await quickRefusalOf(bytes, { name: '台账.xlsx' })).toBe(code);
  });

  it('the file is judged by content: a workbook named .exe is a workbook', async () => {
    expect((await readAll(bookOf({ sheets: [{ data: cell }] }), { name: 'x.exe' })).rows[0]).toEqual([{ row: 1, cells: [1] }]);
  });

  it('a file over the limit is refused before it is looked at', async () => {
    expect(await refusalOf(bookOf({ sheets: [{ data: cell }] }), { limits: { fileBytes: 100 } })).toBe('sheets.too-big');
  });

  it('a refusal crosses the thread as a sentence, and every sentence ends as one', async () => {
    const refusal = await readWorkbook(temporary('x', cases[0]![2]), { name: '台账.xlsx', onPage: () => undefined }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(Refusal);
    expect(sentence((refusal as Refusal).problem, 'zh')).toBe(
      '“台账.xlsx”是一个可执行程序，不是表格，未打开。请不要运行它，上传原来的表格。',
    );
    for (const [code, phrase] of Object.entries(phrases)) {
      if (!code.startsWith('sheets.')) continue;
      expect(phrase.zh).toMatch(/。$/);
      expect(phrase.en).toMatch(/[.)]$/);
    }
  }, 30_000);
});
