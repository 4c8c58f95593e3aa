/**
 * Cuts a migration file into its statements, because a distributed PostgreSQL takes one statement a call. Knows quotes, E''
 * strings, quoted names, dollar quotes and nested comments. Function bodies written BEGIN ATOMIC … END are not used here.
 */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let hasCode = false;
  let i = 0;
  const isWord = (char: string | undefined) => char !== undefined && /[0-9A-Za-z_$\u0080-\uffff]/.test(char);
  while (i < sql.length) {
    const char = sql[i]!;
    if (char === '-' && sql[i + 1] === '-') {
      const end = sql.indexOf('\n', i);
      i = end === -1 ? sql.length : end + 1;
      continue;
    }
    if (char === '/' && sql[i + 1] === '*') {
      let depth = 1;
      i += 2;
      while (i < sql.length && depth > 0) {
        if (sql[i] === '/' && sql[i + 1] === '*') {
          depth += 1;
          i += 2;
        } else if (sql[i] === '*' && sql[i + 1] === '/') {
          depth -= 1;
          i += 2;
        } else i += 1;
      }
      continue;
    }
    if (char === ';') {
      if (hasCode) statements.push(sql.slice(start, i).trim());
      start = i + 1;
      hasCode = false;
      i += 1;
      continue;
    }
    if (!/\s/.test(char)) hasCode = true;
    if (char === "'") {
      const escaped = /[eE]/.test(sql[i - 1] ?? '') && !isWord(sql[i - 2]);
      i += 1;
      while (i < sql.length) {
        if (escaped && sql[i] === '\\') i += 2;
        else if (sql[i] === "'" && sql[i + 1] === "'") i += 2;
        else if (sql[i] === "'") break;
        else i += 1;
      }
      i += 1;
      continue;
    }
    if (char === '"') {
      i += 1;
      while (i < sql.length && !(sql[i] === '"' && sql[i + 1] !== '"')) i += sql[i] === '"' ? 2 : 1;
      i += 1;
      continue;
    }
    if (char === '$' && !isWord(sql[i - 1])) {
      const tag = /^\$(?:[A-Za-z_\u0080-\uffff][0-9A-Za-z_\u0080-\uffff]*)?\$/.exec(sql.slice(i, i + 70))?.[0];
      if (tag) {
        const end = sql.indexOf(tag, i + tag.length);
        i = end === -1 ? sql.length : end + tag.length;
        continue;
      }
    }
    i += 1;
  }
  if (hasCode) statements.push(sql.slice(start).trim());
  return statements;
}
