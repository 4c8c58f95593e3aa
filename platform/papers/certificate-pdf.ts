// A certificate: one upright A4 page inside a double rule, what is certified in few large words, facts in two columns, office and day below on the right
// where the seal is pressed, and on the left a QR code with the address under it for whoever has no telephone. A mark (已撤销) stands at the top right.
// What it certifies is decided by whoever writes it.
import { faceFor, type Weight } from './fonts.ts';
import { measures } from './paper.ts';
import { qrCode, qrPath } from './qr.ts';
import { type Content, typesetter } from './typesetter.ts';

export interface Certificate {
  title: string;
  number: string;
  /** Whom it is given to, printed large. */
  holder: string;
  /** What is certified, as one paragraph. */
  text: string;
  facts: readonly { name: string; value: string }[];
  office: string;
  date: string;
  /** What the code holds, and the line under it. */
  code: { text: string; caption: string };
  mark: string | null;
}

const points = (twips: number): number => twips / 20;
const page = { wide: points(measures.page.width), high: points(measures.page.height) };
const edge = 42;
const side = 92;
const accent = '#134f6e';
/** An office's round seal is 42 mm across. */
const sealSize = (42 / 25.4) * 72;

/** `at`: the instant the file bears. Same certificate, same bytes. */
export function certificatePage(one: Certificate, { at }: { at: string }): Promise<Buffer> {
  const { cut, write } = typesetter();
  const say = (text: string, size: number, look: Record<string, unknown> = {}, weight: Weight = 400): Content =>
    ({ text: cut(text, weight), fontSize: size, lineHeight: 1.2, ...look }) as Content;
  const square = qrCode(one.code.text);
  // Four light modules around the code, as a reader needs them.
  const modules = square.length + 8;
  const codeSize = 118;
  const frame = (inset: number, width: number): Content =>
    ({
      canvas: [
        {
          type: 'rect',
          x: 0,
          y: 0,
          w: page.wide - 2 * inset,
          h: page.high - 2 * inset,
          lineWidth: width,
          lineColor: accent,
        },
      ],
      absolutePosition: { x: inset, y: inset },
    }) as Content;
  const bottom = page.high - 236;
  // Much to say is set smaller and closer, so that the page stays one page and nothing runs into the code.
  const letters = Math.max(...one.facts.map(({ value }) => value.length));
  const dense = letters > 150 || one.holder.length > 36;
  const factSize = letters <= 70 ? 12.5 : dense ? 8.5 : 10.5;
  const holderSize = one.holder.length <= 18 ? 21 : one.holder.length <= 36 ? 17 : 14;
  // What is right-aligned over the seal stands in its middle where it fits.
  const middle = (text: string): number =>
    Math.max(0, (sealSize - [...text].reduce((sum, sign) => sum + (sign < '\u0100' ? 7.7 : 15), 0)) / 2);
  const content: Content[] = [
    frame(edge, 2.25),
    frame(edge + 6, 0.6),
    ...(one.mark
      ? [
          say(
            one.mark,
            15,
            { color: '#d0021b', alignment: 'right', absolutePosition: { x: side, y: edge + 22 }, margin: [0, 0, 0, 0] },
            700,
          ),
        ]
      : []),
    say(one.title, 34, { alignment: 'center', characterSpacing: 6, color: accent, margin: [0, 34, 0, 10] }, 700),
    say(one.number, 13, { alignment: 'center', margin: [0, 0, 0, dense ? 26 : 44] }),
    say(one.holder, holderSize, { alignment: 'center', margin: [0, 0, 0, dense ? 14 : 22] }, 700),
    say(one.text, dense ? 13 : 15, { lineHeight: 1.55, leadingIndent: 30, margin: [0, 0, 0, dense ? 12 : 26] }),
    {
      table: {
        widths: [dense ? 70 : 120, '*'],
        body: one.facts.map(({ name, value }) => [say(name, factSize, { color: '#4a4e54' }), say(value, factSize)]),
      },
      layout: {
        hLineWidth: (line: number) => (line === 0 ? 0.75 : 0.5),
        vLineWidth: () => 0,
        hLineColor: () => '#b9bab6',
        paddingTop: () => (dense ? 3 : 5),
        paddingBottom: () => (dense ? 3 : 5),
      },
    } as Content,
    {
      canvas: [
        {
          type: 'ellipse',
          x: sealSize / 2,
          y: sealSize / 2,
          r1: sealSize / 2,
          r2: sealSize / 2,
          lineWidth: 0.6,
          lineColor: '#d0d1cd',
          dash: { length: 3 },
        },
      ],
      absolutePosition: { x: page.wide - side - sealSize, y: bottom + 8 },
    } as Content,
    {
      svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${codeSize}" height="${codeSize}" viewBox="-4 -4 ${modules} ${modules}"><path d="${qrPath(square)}" fill="#000000"/></svg>`,
      width: codeSize,
      absolutePosition: { x: side - 10, y: bottom },
    } as Content,
    say(one.code.caption, 10, { absolutePosition: { x: side, y: bottom + codeSize + 4 }, color: '#4a4e54' }),
    say(one.code.text, 8, { absolutePosition: { x: side, y: bottom + codeSize + 20 }, color: '#4a4e54' }),
    say(one.office, 15, { alignment: 'right', absolutePosition: { x: side - middle(one.office), y: bottom + 44 } }),
    say(one.date, 15, { alignment: 'right', absolutePosition: { x: side - middle(one.date), y: bottom + 72 } }),
  ];
  return write({
    info: {
      title: `${one.title} ${one.number}`,
      author: one.office,
      creator: 'Sanzao',
      producer: 'Sanzao',
      creationDate: new Date(at),
      modDate: new Date(at),
    },
    pageSize: 'A4',
    pageMargins: [side, 78, side, 60],
    defaultStyle: { font: faceFor('一', 400)!.name },
    content,
    language: 'zh-CN',
  });
}
