// Drawings as a PDF, one to a sheet that they fill to the edge: vector, with the fonts carried along as far as used, so that every screen and printer
// shows the same. A rare hanzi comes from its slice of the font; what no font has is printed as 〓. Same drawings, same bytes.
import pdfmake from 'pdfmake';
import type { Drawing } from '../../vocabulary/drawing.ts';
import { type Cut, drawingSvg } from './drawing.ts';
import { type Face, faceFor, fontBytes, missingSign, setName, type Weight } from './fonts.ts';

/** Files in memory, which the published types leave out. */
const memory = (
  pdfmake as unknown as { virtualfs: { existsSync(name: string): boolean; writeFileSync(name: string, bytes: Buffer): void } }
).virtualfs;

type Definition = Parameters<typeof pdfmake.createPdf>[0];

/** `at` is the instant it bears; `author` who stands for it. Sheets may differ in size. */
export function drawingPdf(sheets: readonly Drawing[], { at, author = '' }: { at: string; author?: string }): Promise<Buffer> {
  const used = new Map<string, Face>();
  const cut: Cut = (text, bold) => {
    const weight: Weight = bold ? 700 : 400;
    const pieces: { text: string; family: string }[] = [];
    for (const sign of text.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '')) {
      const last = pieces.at(-1);
      const face = sign === ' ' ? undefined : faceFor(sign, weight, 'sans');
      const taken = face ?? faceFor(face === null ? missingSign : '一', weight, 'sans')!;
      const shown = face === null ? missingSign : sign;
      used.set(taken.name, taken);
      if (last && (last.family === taken.name || face === undefined)) last.text += shown;
      else pieces.push({ text: shown, family: taken.name });
    }
    return pieces;
  };
  const svgs = sheets.map((sheet) => drawingSvg(sheet, cut));
  // The writer wants a font of its own even for a sheet without a letter.
  const plain = faceFor('一', 400, 'sans')!;
  used.set(plain.name, plain);
  const size = (sheet: Drawing): { width: number; height: number } => ({ width: sheet.wide * 0.75, height: sheet.high * 0.75 });
  const definition: Definition = {
    info: {
      title: sheets[0]?.title ?? '',
      author,
      subject: sheets[0]?.about ?? '',
      creator: 'Sanzao',
      producer: 'Sanzao',
      creationDate: new Date(at),
      modDate: new Date(at),
    },
    pageSize: size(sheets[0]!),
    pageMargins: 0,
    defaultStyle: { font: `${plain.name} opened` },
    content: [
      ...[...used.keys()].map((name) => ({ text: ' ', font: `${name} opened`, fontSize: 1, absolutePosition: { x: 0, y: 0 } })),
      ...svgs.map((svg, i) => ({
        svg,
        width: sheets[i]!.wide * 0.75,
        absolutePosition: { x: 0, y: 0 },
        ...(i > 0 && { pageBreak: 'before' as const }),
      })),
    ],
    language: 'zh-CN',
  };
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  for (const face of used.values()) if (!memory.existsSync(face.name)) memory.writeFileSync(face.name, fontBytes(face));
  // Letters of a drawing ask the open fonts for one by the name it bears inside; the spaces before them open it from memory.
  const all = (what: string): Record<string, string> => ({ normal: what, bold: what, italics: what, bolditalics: what });
  const fonts = [...used.values()].flatMap((face) => [
    [face.name, all(setName(face))],
    [`${face.name} opened`, all(face.name)],
  ]);
  pdfmake.setFonts(Object.fromEntries(fonts));
  return pdfmake.createPdf(definition).getBuffer();
}
