// Which place inside a county a written address or name means: 「东丰县横道河镇工业街3号」 is 横道河镇.
import { normalName } from '../../vocabulary/names.ts';

const endings = /(满族朝鲜族乡|满族乡|朝鲜族乡|特殊街道|街道办事处|街道|经济开发区|工业开发区|开发区|镇|乡)$/;

/**
 * The place that a text names, among the places of one county: the full name anywhere in the text, else a place's name without its
 * ending as the whole text (横道河 for 横道河镇). The longest name wins; two of equal claim mean neither. `text` is as written.
 */
export function resolvePlace<P extends { normal: string }>(places: readonly P[], text: string): P | undefined {
  const written = normalName(text);
  if (!written) return undefined;
  const named = places.filter((place) => written.includes(place.normal)).sort((a, b) => b.normal.length - a.normal.length);
  if (named.length > 0) return named.length > 1 && named[0]!.normal.length === named[1]!.normal.length ? undefined : named[0];
  const bare = written.replace(endings, '');
  const short = bare.length < 2 ? [] : places.filter((place) => place.normal.replace(endings, '') === bare);
  return short.length === 1 ? short[0] : undefined;
}
