// A small XML file as a tree of the elements somebody asked for, with their text; everything else is passed over together with what is inside it.
// Knows no feature. Refuses what xml.ts refuses: document types, entities of the file's own, damage, texts without end.
import { nameOf, type XmlHandler, XmlScanner } from './xml.ts';

export type XmlElement = { readonly name: string; readonly text: string; readonly children: readonly XmlElement[] };

type Growing = { name: string; text: string; children: Growing[] };

const longestText = 65_536;

/** The root with those elements below it whose names are wanted, at any depth below wanted ones. Names are told without their prefix. */
export function readXmlTree(bytes: Uint8Array, wanted: readonly string[]): XmlElement {
  const names = new Map(wanted.map((name) => [nameOf(name), name]));
  const root: Growing = { name: '', text: '', children: [] };
  const open: Growing[] = [root];
  let skipped = 0;
  const handler: XmlHandler = {
    open(tag, xml) {
      const name = names.get(tag);
      if (skipped > 0 || (name === undefined && open.length > 1)) {
        skipped++;
        xml.wantText = false;
        return;
      }
      const element: Growing = { name: name ?? '', text: '', children: [] };
      open.at(-1)!.children.push(element);
      open.push(element);
      xml.wantText = true;
    },
    close(_tag, xml) {
      if (skipped > 0) skipped--;
      else open.pop();
      xml.wantText = skipped === 0 && open.length > 1;
    },
    text(piece) {
      const element = open.at(-1)!;
      if (element.children.length === 0 && element.text.length < longestText) element.text += piece;
    },
  };
  const scanner = new XmlScanner(handler, longestText);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < buffer.length; at += 1 << 20) scanner.push(buffer.subarray(at, at + (1 << 20)));
  scanner.end();
  return root.children[0] ?? { name: '', text: '', children: [] };
}
