// Claims about a paper in its four forms: the official format in Word, the same words in each, the same bytes each time, no text that breaks it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paperDocx } from './docx.ts';
import { faceFor, missingSign } from './fonts.ts';
import { paperHtml } from './html.ts';
import { numbered, type Paper, textOf, titleLines } from './paper.ts';
import { paperPdf } from './pdf.ts';
import { partsOf, samplePaper, wordText } from './testing.ts';
import { bodyText, paperText } from './text.ts';

const at = '2020-04-20T01:00:00.000Z';

describe('a paper in Word', () => {
  it('has the page, margins, line grid and page numbers of GB/T 9704', async () => {
    const parts = await partsOf(await paperDocx(samplePaper, { at }));
    const document = parts.get('word/document.xml')!;
    expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"/>');
    expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(document).toContain('w:linePitch="579"');
    const styles = parts.get('word/styles.xml')!;
    expect(styles).toMatch(/w:line="579" w:lineRule="exact"/);
    expect(styles).toContain('w:firstLineChars="200"');
    // 3号 is 16 points, 2号 is 22, 4号 is 14: half-points in the file.
    expect(styles).toMatch(/w:eastAsia="仿宋_GB2312"[^/]*\/><w:spacing w:val="-5"\/><w:sz w:val="32"\/>/);
    expect(styles).toMatch(/w:eastAsia="方正小标宋简体"[^/]*\/><w:sz w:val="44"\/>/);
    expect(styles).toMatch(/w:styleId="Heading1".*?w:eastAsia="黑体"/);
    expect(styles).toMatch(/w:styleId="Heading2".*?w:eastAsia="楷体_GB2312"/);
    // Odd pages right, even pages left, a dash on each side, 14 points, one character in.
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
    expect(parts.get('word/footer-odd.xml')).toMatch(/w:right="280"\/><w:jc w:val="right"\/>.*— .*PAGE.* —/s);
    expect(parts.get('word/footer-even.xml')).toMatch(/w:left="280".*<w:jc w:val="left"\/>/s);
    // Fonts are named with another to take instead, and none is carried along.
    expect(parts.get('word/fontTable.xml')).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>');
    expect([...parts.keys()].some((name) => /fonts\//.test(name))).toBe(false);
  });

  it('says word for word what the plain text says, and every part of it is well-formed XML', async () => {
    const word = (await wordText(await paperDocx(samplePaper, { at }))).split('\n').map((line) => line.trim());
    const plain = paperText(samplePaper)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && line !== '【草稿】');
    const whole = word.join('');
    for (const line of plain) {
      // A title's line breaks and the blanks of alignment are the only liberties of layout.
      const pieces = line.split(/\t|　+/).filter(Boolean);
      for (const piece of pieces) expect(whole, piece).toContain(piece);
    }
    expect(word).toContain('一、总体情况');
    expect(word).toContain('（一）分县区情况');
    expect(word).toContain('1.东丰县');
    expect(word).toContain('（1）新建项目');
    expect(word).toContain('二、下一步工作');
    expect(word).toContain('（共印60份）');
  });

  it('leads from a number in the prose to the row that defines it', async () => {
    const document = (await partsOf(await paperDocx(samplePaper, { at }))).get('word/document.xml')!;
    const anchor = /<w:hyperlink w:anchor="(figure_\d+)"[^>]*><w:r><w:t xml:space="preserve">146</.exec(document)?.[1];
    expect(anchor).toBeDefined();
    expect(document).toContain(`w:name="${anchor}"`);
  });

  it('stays well formed whatever is written into it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        const paper: Paper = { ...samplePaper, title: text || '题', body: [{ kind: 'paragraph', runs: [{ text }] }], remarks: [text] };
        await wordText(await paperDocx(paper, { at }));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a paper as PDF', () => {
  it('is the same bytes for the same paper, and Word too', async () => {
    const [one, other] = [await paperPdf(samplePaper, { at }), await paperPdf(samplePaper, { at })];
    expect(one.equals(other)).toBe(true);
    expect(one.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await paperDocx(samplePaper, { at })).equals(await paperDocx(samplePaper, { at }))).toBe(true);
  });

  it('takes rare hanzi from another font, and prints 〓 only where no font has the character', async () => {
    expect(faceFor('中', 400)?.name).toBe('serif-400');
    for (const rare of '喆翀祎燚') expect(faceFor(rare, 400), rare).not.toBeNull();
    expect(faceFor('①', 400)?.name).toMatch(/^serif-\d+-400$/);
    expect(faceFor('𠮷', 400)).toBeNull();
    expect(faceFor(missingSign, 400)).not.toBeNull();
    const paper: Paper = { ...samplePaper, title: '喆翀祎燚①𠮷', body: [{ kind: 'paragraph', runs: [{ text: '㙘\u0000\u200b𠮷' }] }] };
    expect((await paperPdf(paper, { at })).length).toBeGreaterThan(10_000);
  });
});

describe('a paper as text and HTML', () => {
  it('escapes every sign in HTML and keeps its headings headings', () => {
    const html = paperHtml({ ...samplePaper, title: '<script>alert(1)</script>' });
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('<h2>一、总体情况</h2>');
    expect(html).toContain('①&lt;&amp;&gt;&quot;&#39;。');
    expect(html).toContain('<th scope="col">个数</th>');
    expect(html).toContain('<a href="#figure-f1">146</a>');
  });

  it('gives the auditor the title and the body without head, foot and appendices', () => {
    const text = bodyText(samplePaper);
    expect(text).toContain('全市已报500万元以上项目146个。');
    expect(text).not.toContain('口径');
    expect(text).not.toContain('共印');
  });
});

describe('titles and levels', () => {
  it('a long title becomes a trapezium of at most twenty characters a line, and no number is cut', () => {
    for (const title of [
      samplePaper.title,
      '关于2020年第一季度全市重点项目开复工及年度计划投资完成情况的通报',
      '辽源市三抓三早行动暨重点项目集中开工调度会议材料汇编',
    ]) {
      const lines = titleLines(title);
      expect(lines.join('')).toBe(title);
      for (const line of lines) {
        expect([...line.replace(/[\dA-Za-z.%]{2}/g, '一')].length, line).toBeLessThanOrEqual(20);
        expect(line).not.toMatch(/^[，。、；：）”]/);
      }
      for (const number of title.match(/[\d.]+/g) ?? [])
        expect(
          lines.some((line) => line.includes(number)),
          number,
        ).toBe(true);
    }
  });

  it('headings count among their neighbours: 一、（一）1.（1）, anew below each higher one', () => {
    const heading = (level: 1 | 2 | 3 | 4) => ({ kind: 'heading' as const, level, runs: [{ text: '题' }] });
    const seen = numbered([1, 2, 3, 3, 4, 2, 1, 2].map((level) => heading(level as 1 | 2 | 3 | 4))).map(
      ({ number, block }) => number + (block.kind === 'heading' ? textOf(block.runs) : ''),
    );
    expect(seen).toEqual(['一、题', '（一）题', '1.题', '2.题', '（1）题', '（二）题', '二、题', '（一）题']);
  });
});
