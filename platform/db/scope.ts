/**
 * What a transaction may see, written into the transaction itself so that the policies of every table can read it. The
 * settings end with the transaction: the next one on the same connection starts with nothing and sees nothing.
 */

/** `regions`: codes, already expanded from the person's posts. `prefix`: a whole province or city (2 or 4 digits). `owner`: the person. */
export type Scope = { regions: readonly string[]; prefix: string | null; owner: string | null; system?: true };

/** The only way a value gets into a SET LOCAL. Anything but letters, digits, comma, _ and - is refused, so nothing needs escaping. */
export function settingLiteral(value: string): string {
  if (!/^[0-9A-Za-z_,-]*$/.test(value))
    throw new Error(`a scope contains a character that no code or id has: ${JSON.stringify(value.slice(0, 40))}`);
  return `'${value}'`;
}

export function scopeSettings(scope: Scope): string {
  for (const code of scope.regions) if (code === '' || code.includes(',')) throw new Error(`not a region code: ${JSON.stringify(code)}`);
  return [
    `set local app.scope = ${settingLiteral(scope.regions.join(','))}`,
    `set local app.prefix = ${settingLiteral(scope.prefix ?? '')}`,
    `set local app.owner = ${settingLiteral(scope.owner ?? '')}`,
    `set local app.system = ${settingLiteral(scope.system ? 'on' : '')}`,
  ].join('; ');
}
