// Personal data as it may be shown: enough to recognise one's own entry, too little to use somebody else's.

/** A name as 张*, a telephone as 138****5678, a resident number as 2204**********12. Any text of a personal column is masked throughout. */
export function maskText(text: string, personal: boolean): string {
  const numbers = text
    .replace(/(?<!\d)(1[3-9]\d)[ -]\d{4}[ -](\d{4})(?!\d)/g, '$1****$2')
    .replace(/(?<!\d)(\d{4})\d{10,11}(\d{2}[\dXx]?)(?![\dA-Za-z])/g, '$1**********$2')
    .replace(/(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, '$1****$2');
  if (!personal) return looksPersonal(text) ? numbers : text;
  return numbers
    .replace(
      /([\u4e00-\u9fff])([\u4e00-\u9fff]{1,3})(?![\u4e00-\u9fff])/g,
      (_, first: string, rest: string) => first + '*'.repeat(rest.length),
    )
    .replace(/(?<![\d*])(\d{2,4}-?\d)\d{3,4}(\d{3})(?![\d*])/g, '$1****$2');
}

/** A resident number or a mobile telephone, whatever the column was taken to be. Credit and project codes are no persons. */
const looksPersonal = (text: string): boolean =>
  /(?<![\dA-Z-])([1-9]\d{5}(19|20)\d{9}[\dXx]|1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![\dA-Za-z-])/.test(text);
