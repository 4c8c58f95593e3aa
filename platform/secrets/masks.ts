/** How a personal number or name is shown by default: enough to recognise, not enough to use. */

/** 13812345678 → 138****5678; a landline keeps its last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\s/g, '');
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(7)}`;
  return digits.length <= 4 ? '*'.repeat(digits.length) : `${'*'.repeat(digits.length - 2)}${digits.slice(-2)}`;
}

/** 22040219800101123X → 220402********123X. */
export function maskResidentId(id: string): string {
  return id.length === 18 ? `${id.slice(0, 6)}********${id.slice(14)}` : '*'.repeat(id.length);
}

/** 张三丰 → 张**; the surname stays. Counts characters, not UTF-16 units, so that rare hanzi are not cut in two. */
export function maskName(name: string): string {
  const characters = [...name];
  return characters.length <= 1 ? '*'.repeat(characters.length) : `${characters[0]}${'*'.repeat(characters.length - 1)}`;
}
