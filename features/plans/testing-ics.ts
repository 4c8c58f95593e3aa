// A small reader of calendar files for tests, written from RFC 5545 and not from our writer: refuses what the standard forbids. Not used by the product.

interface IcsProperty {
  name: string;
  parameters: Record<string, string>;
  value: string;
}
interface IcsComponent {
  name: string;
  properties: IcsProperty[];
  children: IcsComponent[];
}

/** The calendar as a tree; throws where a line breaks the standard. */
export function readIcs(bytes: Uint8Array): IcsComponent {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end with CRLF');
  const physical = text.slice(0, -2).split('\r\n');
  const lines: string[] = [];
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error(`a line break that is not CRLF in ${JSON.stringify(line)}`);
    if (new TextEncoder().encode(line).length > 75) throw new Error(`a line of more than 75 octets: ${line}`);
    if (/^[ \t]/.test(line)) {
      if (lines.length === 0) throw new Error('the file begins with a continuation');
      lines[lines.length - 1] += line.slice(1);
    } else lines.push(line);
  }
  const stack: IcsComponent[] = [];
  let root: IcsComponent | undefined;
  for (const line of lines) {
    const match = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/s.exec(line);
    if (!match) throw new Error(`not a content line: ${line}`);
    const [, name = '', parameterText = '', value = ''] = match;
    if (name === 'BEGIN') {
      const component = { name: value, properties: [], children: [] };
      stack.at(-1)?.children.push(component);
      if (!root) root = component;
      else if (stack.length === 0) throw new Error('something follows the calendar');
      stack.push(component);
    } else if (name === 'END') {
      if (stack.pop()?.name !== value) throw new Error(`END:${value} closes nothing`);
    } else {
      if (stack.length === 0) throw new Error(`${name} stands outside the calendar`);
      const parameters = Object.fromEntries([...parameterText.matchAll(/;([A-Z0-9-]+)=("[^"]*"|[^;]*)/g)].map((one) => [one[1]!, one[2]!]));
      stack.at(-1)!.properties.push({ name, parameters, value });
    }
  }
  if (!root || stack.length > 0) throw new Error('the calendar is not closed');
  return root;
}

/** The value of a property that stands exactly once; text is read back. */
export function only(component: IcsComponent, name: string): string {
  const found = component.properties.filter((one) => one.name === name);
  if (found.length !== 1) throw new Error(`${component.name} has ${found.length} times ${name}`);
  return found[0]!.value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign));
}
