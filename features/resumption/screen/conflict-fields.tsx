// One record that was kept beside, field by field against what stands: what each kind of record says, in words, for the table of both. Pictures and
// signatures are shown as they are; whether they differ is told by their hash and their lines.
import type { ReactNode } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import type { SideField } from '../../../ui/kit/SideBySide.tsx';
import { opinionWords } from '../words.ts';
import type { Conflict, Photo } from '../words-entries.ts';
import type { Place, RoundAnswer, Supply } from '../words-officers.ts';
import type { ItemFound } from '../words-visits.ts';
import { Signature } from './signature.tsx';
import { ShownPhotos } from './visit-photos.tsx';
import { useOfficerWords } from './words-officers.ts';
import { useVisitWords } from './words-visit.ts';

type Content = {
  opinion?: 'agree' | 'dissent';
  reason?: string;
  note?: string;
  signature?: string;
  items?: ItemFound[];
  photos?: Photo[];
  place?: Place | { lat: number; lon: number; accuracy: number } | null;
  answers?: Record<string, RoundAnswer>;
  supplies?: Supply[];
  seen?: string;
};
type Cell = { text: string; node?: ReactNode };
type Field = { key: string; title: string; cell: Cell };

/** The fields of both records of a conflict, in the order in which the record asks them. */
export function useConflictFields(conflict: Conflict): SideField[] {
  const say = useVisitWords();
  const sayOfficer = useOfficerWords();
  const pick = usePick();
  const asked = new Map(conflict.asked.map((one) => [one.code, pick(one)]));
  const photosOf = (photos: readonly Photo[]): ReactNode => (
    <ShownPhotos photos={photos.map((photo) => ({ ...photo, arrived: true }))} region={conflict.region} />
  );
  const hashes = (photos: readonly Photo[]): string => photos.map((photo) => photo.sha256).join(' ');

  const item = (one: ItemFound): Cell => {
    const text = [say(one.result), one.value, one.note].filter(Boolean).join(' · ');
    if (one.photos.length === 0) return { text };
    return {
      text: `${text} ${hashes(one.photos)}`,
      node: (
        <>
          {text}
          {photosOf(one.photos)}
        </>
      ),
    };
  };
  const supply = (one: Supply): string => say('field.supply', { stock: one.stock, use: one.dailyUse });
  const place = (where: NonNullable<Content['place']>): string => {
    const [lat, lon] = 'lat' in where ? [where.lat, where.lon] : [where.latitude, where.longitude];
    return say('field.place.at', { lat: lat.toFixed(4), lon: lon.toFixed(4), accuracy: Math.round(where.accuracy) });
  };
  const fieldsOf = (side: Conflict['first']): Field[] => {
    if (!side) return [];
    const content = side.content as Content;
    const fields: Field[] = [];
    const add = (key: string, title: string, text: string, node?: ReactNode): void =>
      void fields.push({ key, title, cell: node === undefined ? { text } : { text, node } });
    add('person', say('field.person'), side.person);
    if (content.opinion) add('opinion', say('field.opinion'), pick(opinionWords[content.opinion]));
    if (content.reason !== undefined) add('reason', say('field.reason'), content.reason);
    for (const one of content.items ?? []) {
      const { text, node } = item(one);
      add(`item ${one.item}`, asked.get(one.item) ?? one.item, text, node);
    }
    for (const [code, answer] of Object.entries(content.answers ?? {}))
      add(`answer ${code}`, asked.get(code) ?? code, sayOfficer(`answer.${answer}`));
    for (const one of content.supplies ?? []) add(`supply ${one.item}`, one.item, supply(one));
    if (content.seen !== undefined) add('seen', sayOfficer('seen'), content.seen);
    if (content.note !== undefined) add('note', say('field.note'), content.note);
    if (content.photos?.length) add('photos', say('field.photos'), hashes(content.photos), photosOf(content.photos));
    if (content.place) add('place', say('field.place'), place(content.place));
    if (content.signature)
      add('signature', say('field.signature'), content.signature, <Signature path={content.signature} name={side.person} />);
    return fields;
  };

  const left = new Map(fieldsOf(conflict.first).map((field) => [field.key, field]));
  const right = new Map(fieldsOf(conflict.second).map((field) => [field.key, field]));
  return [...new Set([...left.keys(), ...right.keys()])].map((key) => {
    const one = left.get(key);
    const other = right.get(key);
    return {
      key,
      title: (one ?? other)!.title,
      left: one?.cell.text ?? null,
      right: other?.cell.text ?? null,
      ...(one?.cell.node !== undefined && { leftNode: one.cell.node }),
      ...(other?.cell.node !== undefined && { rightNode: other.cell.node }),
    };
  });
}
