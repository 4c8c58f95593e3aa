/**
 * The command line: finds the command, reads its options, prints exactly one JSON value on stdout; sentences go to stderr and the
 * exit code of a refusal is 2. What each command does is commands.ts.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { StartRefusal } from '../platform/db/start-refusal.ts';
import { type Reach, Refused, reachInside, reachRunning } from './call.ts';
import { type Command, commands } from './commands.ts';
import { dataDirectory, readDeployment, readServing, writeDeployment } from './data-directory.ts';
import { layGround } from './ground.ts';
import { compose } from './serve.ts';
import { settings } from './settings.ts';
import { inTheirLanguage, tell } from './terminal.ts';

const everywhere = { data: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;

function help(): string {
  const lines = Object.values(commands).map(({ usage, about }) => `  ${usage}\n      ${inTheirLanguage(about).replace('\n', ' · ')}`);
  return `npm run -s sanzao -- COMMAND [--data DIR] [--json]\n\n${lines.join('\n')}\n`;
}

async function main(name: string | undefined, args: string[]): Promise<void> {
  if (name === undefined || name === 'help' || name === '--help') {
    process.stderr.write(help());
    if (name === undefined) process.exitCode = 2;
    return;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw new StartRefusal('command.unknown', {
      zh: `没有 ${name} 这个命令。可用的有：${Object.keys(commands).join('、')}。`,
      en: `There is no command ${name}. There are: ${Object.keys(commands).join(', ')}.`,
    });
  const { words, values } = read(command, args);
  if (values.help === true) {
    process.stderr.write(`${command.usage}\n${inTheirLanguage(command.about)}\n`);
    return;
  }
  const dataDir = dataDirectory(typeof values.data === 'string' ? values.data : undefined, settings.typedIn);
  const value = await command.run({
    dataDir,
    words,
    values,
    progress: tell,
    reach: (work) => withReach(dataDir, work),
  });
  if (value !== undefined) await print(values.json === true ? JSON.stringify(value) : JSON.stringify(value, null, 2));
}

function read(command: Command, args: string[]) {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args, options: { ...everywhere, ...command.options }, allowPositionals: true });
  } catch (error) {
    const reason = (error as Error).message.split('. ')[0]!;
    throw new StartRefusal('command.bad-option', {
      zh: `看不懂的选项：${reason}。用法：${command.usage}`,
      en: `${reason}. Usage: ${command.usage}`,
    });
  }
  const [least, most] = typeof command.words === 'number' ? [command.words, command.words] : command.words;
  const given = parsed.positionals.length;
  if ((given < least || given > most) && parsed.values.help !== true)
    throw new StartRefusal('command.bad-words', { zh: `参数个数不对。用法：${command.usage}`, en: `Usage: ${command.usage}` });
  return { words: parsed.positionals, values: parsed.values as Record<string, string | boolean | undefined> };
}

/** The running server when the directory is being served, else one composed here and called without a socket. */
async function withReach<T>(dataDir: string, work: (reach: Reach) => Promise<T>): Promise<T> {
  const serving = readServing(dataDir);
  if (serving) return work(reachRunning(serving.address, serving.token));
  const deployment = readDeployment(dataDir);
  const laid = await layGround(dataDir, 'command', tell);
  try {
    if (!deployment) writeDeployment(dataDir, { demo: false, state: 'ready' });
    const token = randomBytes(32).toString('base64url');
    const http = await compose(laid, { demo: deployment?.demo ?? false, token, screens: false });
    try {
      return await work(reachInside(http, token));
    } finally {
      await http.close();
    }
  } finally {
    await laid.stop();
  }
}

function print(text: string): Promise<void> {
  return new Promise((done) => {
    process.stdout.write(`${text}\n`, () => done());
  });
}

process.stdout.on('error', () => process.exit(2)); // the reader of a pipe went away
const [name, ...args] = process.argv.slice(2);
try {
  await main(name, args);
} catch (error) {
  process.exitCode = 2;
  if (error instanceof StartRefusal || error instanceof Refused) tell(error.sentence);
  else {
    const message = (error as Error)?.message ?? String(error);
    tell({ zh: `出错了：${message}`, en: `Something went wrong: ${message}` });
    if (settings.debug) process.stderr.write(`${(error as Error)?.stack ?? ''}\n`);
  }
}
process.exit(); // nothing that a command opened may keep it alive
