// The sections of a text and the place each is about: by headings that are a place, by numbers, by items that open with a place.
import type { Layout } from './rules-layout.ts';
import type { Places } from './rules-places.ts';

export type Section = { section: number; place: string | null };

export function sectionsOf(layout: Layout, places: Places): Section[] {
  const sections: Section[] = [];
  let section = 0;
  let place: string | null = null;
  let widest: string | null = null;
  for (const block of layout.blocks) {
    if (block.kind === 'heading') {
      const mention = places.mentions(block.start, block.end).find((each) => each.start <= block.start + 8);
      const alone = mention !== undefined && block.title.startsWith(mention.name) && block.title.length <= mention.name.length + 1;
      if (block.title === '') {
        section += 1;
        place = null;
      } else if (mention && (alone || block.numbered || sections.length === 0)) {
        section += 1;
        place = mention.name;
        if (sections.length < 2) widest ??= mention.name;
      } else if (block.numbered && place !== widest) {
        section += 1;
        place = widest;
      }
    } else if (block.kind === 'caption') {
      section += 1;
      place = null;
    }
    const opening =
      block.kind === 'prose' && block.numbered
        ? places.mentions(block.start, block.start + 14).find((each) => /^[。:]/.test(layout.text.slice(each.end, each.end + 1)))
        : undefined;
    if (opening) {
      section += 1;
      place = opening.name;
    }
    sections.push({ section, place });
  }
  return sections;
}
