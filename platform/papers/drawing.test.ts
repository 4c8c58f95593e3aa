// Drawings as files: well-formed SVG whatever the texts hold, a PDF of the very size with fonts inside and the same bytes each time; lines of text.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Drawing, textLines, textWide } from '../../vocabulary/drawing.ts';
import { drawingSvg } from './drawing.ts';
import { drawingPdf } from './drawing-pdf.ts';

const at = '2020-03-16T00:00:00.000Z';
const sheet = (texts: readonly string[], wide = 1587.4, high = 1122.5): Drawing => ({
  wide,
  high,
  title: '鱼刺图',
  about: '承诺 2020-10-23',
  shapes: [
    { shape: 'group', at: { x: 10, y: 10 }, scale: 0.5, shapes: [{ shape: 'rect', x: 0, y: 0, wide: 20, high: 20, fill: 'accent' }] },
    ...texts.map((text, i) => ({ shape: 'text' as const, x: 40, y: 40 + i * 20, text, size: 14, bold: i % 2 === 1 })),
  ],
});

it('an SVG file holds any text as text: no tag, no entity, no control character of it reaches the markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const svg = drawingSvg(sheet([`<b>&"${text}`]));
      const inside = /<text[^>]*>([^<]*)<\/text>/.exec(svg)![1]!;
      expect(inside.startsWith('&lt;b&gt;&amp;&quot;')).toBe(true);
      expect(svg.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      expect(svg.isWellFormed()).toBe(true);
    }),
  );
});

it('a group is placed and scaled', () => {
  expect(drawingSvg(sheet([]))).toContain('transform="translate(10 10) scale(0.5)"');
});

it('a PDF is one sheet of the very size to a drawing, carries its fonts, and comes out the same each time', async () => {
  const sheets = [sheet(['节点图 2020-03-15', '粗体']), sheet(['第二张'])];
  const pdf = await drawingPdf(sheets, { at });
  const text = pdf.toString('latin1');
  expect(text.match(/\/MediaBox \[0 0 1190\.55\d* 841\.8\d*\]/g)).toHaveLength(2);
  expect(text).toMatch(/\/FontName \/[A-Z]{6}\+noto-sans-sc-chinese-simplified-400-normal/);
  expect(text).toMatch(/\/FontName \/[A-Z]{6}\+noto-sans-sc-chinese-simplified-700-normal/);
  expect(text).not.toContain('Helvetica');
  expect(await drawingPdf(sheets, { at })).toEqual(pdf);
});

it('a rare hanzi comes from its own slice beside the common ones', async () => {
  const rare = '镕堃鑫旸';
  const pdf = (await drawingPdf([sheet([`东丰${rare}`, '㐂'])], { at })).toString('latin1');
  expect(new Set(pdf.match(/\/FontName \/[A-Z]{6}\+noto-\S+/g)).size).toBeGreaterThanOrEqual(2);
});

it('lines of text lose nothing while there is room, stay within their width, and never begin with a closing sign', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'东丰县，。；年产吨 abc12'), maxLength: 60 }),
      fc.integer({ min: 60, max: 200 }),
      (text, wide) => {
        const lines = textLines(text, 13, wide, 40);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const line of lines) expect(textWide(line, 13)).toBeLessThanOrEqual(wide);
      },
    ),
  );
  expect(textLines('缴纳土地出让价款，办理不动产登记', 13, 13 * 8.2, 3)).toEqual(['缴纳土地出让价', '款，办理不动产登', '记']);
  expect(textLines('一二三四五六七八九十', 13, 13 * 4.1, 2).at(-1)).toMatch(/…$/);
});
