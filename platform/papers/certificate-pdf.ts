// A certificate: one upright A4 page inside a double rule, what is certified in few large words, facts in two columns, office and day below on the right,
// and on the left a QR code with the address under it. A mark (已撤销) is printed across the top. What it certifies is decided by whoever writes it.
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
  const bottom = page.high - 250;
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
    say(one.number, 13, { alignment: 'center', margin: [0, 0, 0, 44] }),
    say(one.holder, 21, { alignment: 'center', margin: [0, 0, 0, 22] }, 700),
    say(one.text, 15, { lineHeight: 1.55, leadingIndent: 30, margin: [0, 0, 0, 26] }),
    {
      table: {
        widths: [120, '*'],
        body: one.facts.map(({ name, value }) => [say(name, 12.5, { color: '#4a4e54' }), say(value, 12.5)]),
      },
      layout: {
        hLineWidth: (line: number) => (line === 0 ? 0.75 : 0.5),
        vLineWidth: () => 0,
        hLineColor: () => '#b9bab6',
        paddingTop: () => 5,
        paddingBottom: () => 5,
      },
    } as Content,
    {
      svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${codeSize}" height="${codeSize}" viewBox="-4 -4 ${modules} ${modules}"><path d="${qrPath(square)}" fill="#000000"/></svg>`,
      width: codeSize,
      absolutePosition: { x: side - 10, y: bottom },
    } as Content,
    say(one.code.caption, 9, { absolutePosition: { x: side, y: bottom + codeSize + 4 }, color: '#4a4e54' }),
    say(one.office, 15, { alignment: 'right', absolutePosition: { x: side, y: bottom + 52 } }),
    say(one.date, 15, { alignment: 'right', absolutePosition: { x: side, y: bottom + 82 } }),
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
