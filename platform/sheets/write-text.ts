// Text on its way into the XML of a workbook.

const isBad = (code: number): boolean => (code < 32 && code !== 9 && code !== 10) || code === 0xfffe || code === 0xffff;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for.
const needsCare = /[&<>\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|_x[0-9a-fA-F]{4}_/;
const hex = (code: number): string => `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;

/** Text for an XML element of a workbook. What XML cannot carry becomes _xHHHH_, and a literal _xHHHH_ is protected. */
export function escapeText(text: string): string {
  if (!needsCare.test(text)) return text;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 38) out += '&amp;';
    else if (code === 60) out += '&lt;';
    else if (code === 62) out += '&gt;';
    else if (isBad(code)) out += hex(code);
    else if (code === 95 && /^_x[0-9a-fA-F]{4}_/.test(text.slice(i, i + 7))) out += '_x005F_';
    else if (code >= 0xd800 && code <= 0xdfff) {
      const next = text.charCodeAt(i + 1);
      if (code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
        out += text.slice(i, i + 2);
        i++;
      } else out += hex(code);
    } else out += text[i];
  }
  return out;
}

export const escapeAttribute = (text: string): string =>
  escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');

/** At most that many UTF-16 units, never half a character. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const code = text.charCodeAt(most - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? most - 1 : most);
}
