// Which template a bulletin begins with, and what may become a new version. Pure.
import type { TemplateRow } from './store-templates.ts';

/** A region's own before its city's, its province's, the product's; the newest version in force on the day. */
export function pickTemplate(
  templates: readonly TemplateRow[],
  code: string | undefined,
  day: string,
  region: string,
): TemplateRow | undefined {
  const near = (one: TemplateRow): number => [region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`].indexOf(one.region) + 1 || 9;
  return templates
    .filter((one) => one.since <= day && (code === undefined || one.code === code))
    .sort(
      (a, b) =>
        near(a) - near(b) || (a.since < b.since ? 1 : a.since > b.since ? -1 : 0) || b.version - a.version || (a.code < b.code ? -1 : 1),
    )[0];
}

/** The newest version of each template. */
export function newest(templates: readonly TemplateRow[]): TemplateRow[] {
  const best = new Map<string, TemplateRow>();
  for (const one of templates) {
    const key = `${one.region}/${one.kind}/${one.code}`;
    const held = best.get(key);
    if (!held || one.version > held.version) best.set(key, one);
  }
  return [...best.values()];
}
