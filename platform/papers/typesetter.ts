// What every PDF of ours shares: text cut where the font changes, fonts handed to the writer by name in memory, no file and no address opened.
import pdfmake from 'pdfmake';
import { type Face, faceFor, fontBytes, missingSign, type Weight } from './fonts.ts';

/** Files in memory, which the published types leave out. */
const memory = (
  pdfmake as unknown as { virtualfs: { existsSync(name: string): boolean; writeFileSync(name: string, bytes: Buffer): void } }
).virtualfs;

export type Definition = Parameters<typeof pdfmake.createPdf>[0];
export type Content = Definition['content'];
export type Piece = { text: string; font: string; linkToDestination?: string };

export interface Typesetter {
  /** Text cut where the font changes. Characters that no font has become 〓. */
  cut(text: string, weight: Weight, more?: Partial<Piece>): Piece[];
  /** The file. Everything that will be drawn must have been cut before. */
  write(definition: Definition): Promise<Buffer>;
}

export function typesetter(): Typesetter {
  const used = new Map<string, Face>();
  return {
    cut(text, weight, more = {}) {
      const pieces: Piece[] = [];
      // What is drawn is text alone: no line breaks but our own, no control characters.
      for (const sign of text.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, (one) => (one === '\n' ? one : ''))) {
        const last = pieces.at(-1);
        const face = sign === '\n' || sign === ' ' ? undefined : faceFor(sign, weight);
        const shown = face === null ? missingSign : sign;
        const taken = face ?? (face === null ? faceFor(missingSign, weight)! : faceFor('一', weight)!);
        used.set(taken.name, taken);
        if (last && (last.font === taken.name || face === undefined)) last.text += shown;
        else pieces.push({ text: shown, font: taken.name, ...more });
      }
      return pieces;
    },
    write(definition) {
      pdfmake.setUrlAccessPolicy(() => false);
      pdfmake.setLocalAccessPolicy(() => false);
      // Fonts are handed over by name in memory; the writer opens no file and no address.
      for (const face of used.values()) if (!memory.existsSync(face.name)) memory.writeFileSync(face.name, fontBytes(face));
      pdfmake.setFonts(
        Object.fromEntries([...used.keys()].map((name) => [name, { normal: name, bold: name, italics: name, bolditalics: name }])),
      );
      return pdfmake.createPdf(definition).getBuffer();
    },
  };
}
