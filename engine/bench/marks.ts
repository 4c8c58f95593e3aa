// The marks of the engine beside what they are measured against, in one run on one machine: both passes over a million activities, the same from an
// unordered list, a change to one activity, working-day queries, Monte Carlo. C++ is compiled from the sources beside this file when there is a
// compiler; what is missing is said and left out. Prints a table; `--json` prints the numbers. Levelling is measured in psplib.ts.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCalendar, createNetwork, fiveDays, type NetworkProblem, PlainNetwork, Planner, schedule, simulate } from '../src/index.ts';

type Mark = {
  readonly what: string;
  readonly ours: string;
  readonly beside: string;
  readonly ratio: number | undefined;
  readonly mark: string;
  readonly kept: boolean | undefined;
};
const marks: Mark[] = [];
const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'engine-bench-'));
const quick = process.argv.includes('--quick');

/** The least of several runs, in milliseconds of this process: on a machine that others use as well, waiting for them is not counted. */
const best = (runs: number, work: () => void): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const [used, since] = [process.cpuUsage(), performance.now()];
    work();
    const { user, system } = process.cpuUsage(used);
    least = Math.min(least, performance.now() - since, (user + system) / 1000);
  }
  return least;
};

/** A program of ours in C++, or undefined with a sentence when it cannot be made. */
function compiled(name: string): string | undefined {
  const out = join(folder, name);
  try {
    execFileSync('g++', ['-O3', '-march=native', '-o', out, join(here, `${name}.cpp`)], { stdio: 'pipe' });
    return out;
  } catch {
    process.stderr.write(`No C++ compiler (g++) here: ${name}.cpp is left out, and its ratios with it.\n`);
    return undefined;
  }
}
const run = <T>(program: string, ...args: string[]): T =>
  JSON.parse(execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 20 })) as T;
const bytes = (...arrays: Int32Array[]): Buffer =>
  Buffer.concat(arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)));

let state = 1;
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};

/** A square of activities, each linked to the next in its row and in its column: width² activities, 2·width·(width − 1) links. */
function square(width: number) {
  const n = width * width;
  const durations = Int32Array.from({ length: n }, () => 1 + Math.floor(random() * 10));
  const [from, to]: [number[], number[]] = [[], []];
  for (let j = 0; j < n; j++) {
    if (j >= width) {
      from.push(j - width);
      to.push(j);
    }
    if (j % width > 0) {
      from.push(j - 1);
      to.push(j);
    }
  }
  return { durations, from: Int32Array.from(from), to: Int32Array.from(to) };
}

const shuffled = (length: number): Int32Array => {
  const order = Int32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
};

const ms = (value: number): string => (value < 0.1 ? `${(value * 1000).toFixed(1)} µs` : `${value.toFixed(value < 10 ? 2 : 0)} ms`);
const made = <T>(result: { ok: true; value: T } | { ok: false; errors: readonly { sentence: string }[] }): T => {
  if (!result.ok) throw new Error(result.errors[0]!.sentence);
  return result.value;
};

function passes(): void {
  const width = quick ? 300 : 1000;
  const { durations, from, to } = square(width);
  const [n, m] = [durations.length, from.length];
  const order = shuffled(m);
  const [mixedFrom, mixedTo] = [from.map((_, k) => from[order[k]!]!), to.map((_, k) => to[order[k]!]!)];
  const names = shuffled(n);
  const [namedFrom, namedTo, namedDurations] = [mixedFrom.map((i) => names[i]!), mixedTo.map((i) => names[i]!), new Int32Array(n)];
  for (let i = 0; i < n; i++) namedDurations[names[i]!] = durations[i]!;
  const program = compiled('sweep');
  const cpp = (d: Int32Array, f: Int32Array, t: Int32Array, uf: Int32Array, ut: Int32Array) => {
    if (!program) return undefined;
    const file = join(folder, 'network.bin');
    writeFileSync(file, bytes(Int32Array.of(n, m), d, f, t, uf, ut));
    return run<{ edges: number; gather: number; unordered: number; finish: number[]; float: number }>(program, file, quick ? '5' : '30');
  };
  const first = cpp(durations, from, to, mixedFrom, mixedTo);
  const wasm = made(PlainNetwork.of({ durations, from, to }));
  const inWasm = best(quick ? 5 : 40, () => wasm.pass());
  const js = made(PlainNetwork.of({ durations, from, to }, { kernel: 'js' }));
  const inJs = best(quick ? 5 : 20, () => js.pass());
  const lags = made(PlainNetwork.of({ durations, from, to, lags: new Int32Array(m) }));
  const weighted = best(quick ? 5 : 20, () => lags.pass());
  const sum = wasm.floats().reduce((a, b) => a + b, 0);
  if (first && (first.finish[0] !== wasm.finish || first.float !== sum)) throw new Error('C++ and the engine disagree.');
  if (js.finish !== wasm.finish || js.floats().reduce((a, b) => a + b, 0) !== sum) throw new Error('The loops disagree.');
  const title = `${n.toLocaleString('en')} activities, ${m.toLocaleString('en')} links`;
  const ratio = (ours: number, theirs: number | undefined): number | undefined => (theirs === undefined ? undefined : ours / theirs);
  const add = (what: string, ours: number, beside: string, theirs: number | undefined, mark: string, most?: number): void => {
    const value = ratio(ours, theirs);
    marks.push({
      what,
      ours: ms(ours),
      beside: theirs === undefined ? `${beside}: left out` : `${beside} ${ms(theirs)}`,
      ratio: value,
      mark,
      kept: value === undefined || most === undefined ? undefined : value <= most,
    });
  };
  add(`both passes and floats, ${title}`, inWasm, 'C++ edge sweep', first?.edges, '≤ 2', 2);
  add('the same, against C++ gathering by activity', inWasm, 'C++', first?.gather, '');
  add('the same, loops in JavaScript', inJs, 'C++ edge sweep', first?.edges, '');
  add('the same, any link type with lags', weighted, 'C++ edge sweep', first?.edges, '');

  const unordered = best(quick ? 2 : 6, () => made(PlainNetwork.of({ durations, from: mixedFrom, to: mixedTo })));
  add('from an unordered list of links (order and passes)', unordered, 'C++', first?.unordered, '≤ 2', 2);
  const second = cpp(namedDurations, namedFrom, namedTo, namedFrom, namedTo);
  const named = best(quick ? 2 : 4, () => made(PlainNetwork.of({ durations: namedDurations, from: namedFrom, to: namedTo })));
  add('the same, activities in any order, too', named, 'C++', second?.unordered, '');
  const objects = mapOfObjects(durations, mixedFrom, mixedTo);
  add('the same, against a Map of objects', unordered, 'ours in plain objects', objects, '≥ 25 × graphology (14 s published)');

  // A change: one more unit on an activity anywhere; what it moves is everything, what it costs is told by the median.
  wasm.change(0, durations[0]!);
  const times: number[] = [];
  for (let q = 0; q < 400; q++) {
    const i = Math.floor(random() * n);
    const since = performance.now();
    made(wasm.change(i, wasm.duration(i) + 1));
    times.push(performance.now() - since);
  }
  times.sort((a, b) => a - b);
  const median = times[200]!;
  marks.push({
    what: 'a change to one activity of it (median of 400)',
    ours: ms(median),
    beside: `full pass ${ms(inWasm)}`,
    ratio: median / inWasm,
    mark: '≤ 1/50',
    kept: median / inWasm <= 1 / 50,
  });
  const before = wasm.finish;
  wasm.pass();
  if (before !== wasm.finish) throw new Error('The changed network and the full pass disagree.');
}

/** What one writes first: a Map of objects, a queue, two passes. */
function mapOfObjects(durations: Int32Array, from: Int32Array, to: Int32Array): number {
  const since = performance.now();
  type Node = { id: string; duration: number; before: string[]; after: string[]; es: number; ls: number; waits: number };
  const nodes = new Map<string, Node>();
  for (let i = 0; i < durations.length; i++)
    nodes.set(`a${i}`, { id: `a${i}`, duration: durations[i]!, before: [], after: [], es: 0, ls: 0, waits: 0 });
  for (let k = 0; k < from.length; k++) {
    nodes.get(`a${from[k]}`)!.after.push(`a${to[k]}`);
    const target = nodes.get(`a${to[k]}`)!;
    target.before.push(`a${from[k]}`);
    target.waits++;
  }
  const order: Node[] = [...nodes.values()].filter((node) => node.waits === 0);
  for (const node of order) for (const id of node.after) if (--nodes.get(id)!.waits === 0) order.push(nodes.get(id)!);
  let finish = 0;
  for (const node of order) {
    for (const id of node.before) node.es = Math.max(node.es, nodes.get(id)!.es + nodes.get(id)!.duration);
    finish = Math.max(finish, node.es + node.duration);
  }
  for (const node of order.reverse()) {
    node.ls = finish - node.duration;
    for (const id of node.after) node.ls = Math.min(node.ls, nodes.get(id)!.ls - node.duration);
  }
  return performance.now() - since;
}

/** The mixed engine: three calendars, every type of link. */
function mixed(): void {
  const n = quick ? 10_000 : 100_000;
  const day = [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ] as const;
  const problem: NetworkProblem = {
    start: '2020-03-02T08:00',
    calendars: [
      { id: 'five', week: fiveDays(...day) },
      { id: 'six', week: [day, day, day, day, day, day, []] },
      { id: 'nights', week: Array.from({ length: 7 }, () => [['20:00', '05:00'] as const]) },
    ],
    activities: Array.from({ length: n }, (_, i) => ({
      id: `${i}`,
      duration: 60 + Math.floor(random() * 2400),
      calendar: ['five', 'six', 'nights'][i % 3]!,
    })),
    links: Array.from({ length: 2 * n - 2 }, (_, k) => {
      const to = 1 + (k >> 1);
      return {
        from: `${Math.max(0, to - 1 - Math.floor(random() * 200))}`,
        to: `${to}`,
        type: (['FS', 'FS', 'SS', 'FF'] as const)[k % 4]!,
        lag: k % 5 === 0 ? 480 : 0,
      };
    }),
  };
  const network = made(createNetwork(problem));
  const full = best(quick ? 2 : 5, () => made(schedule(network)));
  const planner = made(Planner.of(network));
  const times: number[] = [];
  for (let q = 0; q < 100; q++) {
    const activity = `${Math.floor(random() * n)}`;
    const duration = planner.current.network.duration[planner.current.network.rankOf.get(activity)!]! + 1;
    const since = performance.now();
    made(planner.change([{ activity, set: { duration } }]));
    times.push(performance.now() - since);
  }
  times.sort((a, b) => a - b);
  marks.push({
    what: `${n.toLocaleString('en')} activities on three calendars, all kinds of links`,
    ours: ms(full),
    beside: '',
    ratio: undefined,
    mark: '',
    kept: undefined,
  });
  marks.push({
    what: 'a change to one activity of it (median of 100)',
    ours: ms(times[50]!),
    beside: `full pass ${ms(full)}`,
    ratio: times[50]! / full,
    mark: '≤ 1/50',
    kept: times[50]! / full <= 1 / 50,
  });
}

function workingDays(): void {
  const calendar = made(createCalendar({ id: 'five', week: fiveDays(['08:00', '12:00'], ['13:00', '17:00']) }));
  const rounds = quick ? 2_000_000 : 20_000_000;
  let sum = 0;
  const nanoseconds =
    (best(5, () => {
      let days = 0;
      for (let k = 0; k < rounds; k++) days += calendar.workday(18_262 + (k & 1023), 1 + (k & 127));
      sum = days;
    }) /
      rounds) *
    1e6;
  const program = compiled('calendar');
  const cpp = program && run<{ prefix: number; dayByDay: number }>(program);
  marks.push({
    what: 'k-th working day after a day',
    ours: `${nanoseconds.toFixed(1)} ns`,
    beside: cpp ? `C++ prefix sums ${cpp.prefix} ns, day by day ${cpp.dayByDay} ns` : 'C++: left out',
    ratio: cpp ? nanoseconds / cpp.prefix : undefined,
    mark: '≤ 10 ns',
    kept: nanoseconds <= 10,
  });
  if (sum === 0) throw new Error('no days');
}

function monteCarlo(): void {
  const [n, samples] = [1000, quick ? 2000 : 10_000];
  const low = Int32Array.from({ length: n }, () => 480 * (1 + Math.floor(random() * 8)));
  const mid = low.map((value) => value + 480 * Math.floor(random() * 4));
  const high = mid.map((value) => value + 480 * (1 + Math.floor(random() * 8)));
  const links: { from: string; to: string }[] = [];
  for (let j = 1; j < n; j++) {
    const a = Math.max(0, j - 1 - Math.floor(random() * 20));
    const b = Math.max(0, j - 1 - Math.floor(random() * 20));
    links.push({ from: `${a}`, to: `${j}` });
    if (b !== a) links.push({ from: `${b}`, to: `${j}` });
  }
  const network = made(
    createNetwork({
      start: '2020-03-02T08:00',
      calendars: [{ id: 'five', week: fiveDays(['08:00', '12:00'], ['13:00', '17:00']) }],
      activities: Array.from(mid, (duration, i) => ({ id: `${i}`, duration })),
      links,
    }),
  );
  const ranges = Object.fromEntries(
    Array.from(low, (least, i) => [`${i}`, { shape: 'triangular' as const, least, likely: mid[i]!, most: high[i]! }]),
  );
  let p80 = 0;
  const ours = best(quick ? 2 : 6, () => {
    const told = made(simulate(network, { ranges, samples, seed: 7 }));
    p80 = network.projectCalendar.work(told.p80) - network.projectCalendar.work(told.finishes[0]!);
  });
  const program = compiled('risk');
  let cpp: { plain: number; lanes: number } | undefined;
  if (program) {
    const byTarget = links.map((link, k) => ({ from: Number(link.from), to: Number(link.to), k })).sort((a, b) => a.to - b.to || a.k - b.k);
    const into = new Int32Array(n + 1);
    for (const link of byTarget) into[link.to + 1]!++;
    for (let i = 0; i < n; i++) into[i + 1]! += into[i]!;
    const file = join(folder, 'risk.bin');
    writeFileSync(
      file,
      bytes(
        Int32Array.of(n, byTarget.length),
        low,
        mid,
        high,
        Int32Array.from(byTarget, (link) => link.from),
        into,
      ),
    );
    cpp = run(program, file, `${samples}`, quick ? '2' : '6');
  }
  const what = `Monte Carlo, ${samples.toLocaleString('en')} samples × ${n.toLocaleString('en')} activities, with criticality`;
  marks.push({
    what,
    ours: ms(ours),
    beside: cpp ? `C++ draw by draw ${ms(cpp.plain)}` : 'C++: left out',
    ratio: cpp && ours / cpp.plain,
    mark: '≤ 3',
    kept: cpp && ours / cpp.plain <= 3,
  });
  marks.push({
    what: 'the same, against C++ with our tables and lanes',
    ours: ms(ours),
    beside: cpp ? `C++ ${ms(cpp.lanes)}` : 'C++: left out',
    ratio: cpp && ours / cpp.lanes,
    mark: '',
    kept: undefined,
  });
  if (p80 < 0) throw new Error('no draws');
}

try {
  passes();
  mixed();
  workingDays();
  monteCarlo();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const machine = `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)} at the end`;
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ machine, marks })}\n`);
else {
  process.stdout.write(`${machine}\n\n| what | ours | beside | ratio | mark | |\n|---|---|---|---|---|---|\n`);
  for (const { what, ours, beside, ratio, mark, kept } of marks)
    process.stdout.write(
      `| ${what} | ${ours} | ${beside} | ${ratio === undefined ? '' : ratio < 0.1 ? `1/${Math.round(1 / ratio)}` : ratio.toFixed(2)} | ${mark} | ${kept === undefined ? '' : kept ? '✓' : '✗'} |\n`,
    );
}
