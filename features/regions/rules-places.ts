// Which place inside a county a written address or name means: 「东丰县横道河镇工业街3号」 is 横道河镇.
import { normalName } from '../../vocabulary/names.ts';

/** What a name ends in says what kind of place it is; only places of one kind share their short name. */
const kinds: readonly [RegExp, string][] = [
  [/(满族朝鲜族乡|满族乡|朝鲜族乡|民族乡|镇|乡)$/, 'township'],
  [/(特殊街道|街道办事处|街道)$/, 'street'],
  [
    /(经济技术开发区|高新技术产业开发区|经济开发区|工业开发区|开发区|高新区|工业集中区|工业区|集中区|产业园区|产业园|工业园区|工业园|园区)$/,
    'zone',
  ],
];

function split(name: string): { stem: string; kind: string | null } {
  for (const [ending, kind] of kinds) if (ending.test(name)) return { stem: name.replace(ending, ''), kind };
  return { stem: name, kind: null };
}

/**
 * The place that a text names, among the places of one county: the full name anywhere in the text, else a place's name without its
 * ending as the whole text (横道河 for 横道河镇, 横道河乡 too: it was raised to a 镇). A text that says another kind of place is not it: 东丰经济开发区
 * is not 东丰镇. The longest name wins; two of equal claim mean neither. `text` is as written.
 */
export function resolvePlace<P extends { normal: string }>(places: readonly P[], text: string): P | undefined {
  const written = normalName(text);
  if (!written) return undefined;
  const named = places.filter((place) => written.includes(place.normal)).sort((a, b) => b.normal.length - a.normal.length);
  if (named.length > 0) return named.length > 1 && named[0]!.normal.length === named[1]!.normal.length ? undefined : named[0];
  const said = split(written);
  if (said.stem.length < 2) return undefined;
  const short = places.filter((place) => {
    const own = split(place.normal);
    return own.stem === said.stem && (said.kind === null || own.kind === said.kind);
  });
  return short.length === 1 ? short[0] : undefined;
}
