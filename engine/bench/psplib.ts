// Levelling against the published instances: average deviation over whole sets at 1,000, 5,000 and 50,000 schedules beside the best published and the
// marks, two instances at a time; and twelve instances by wall time.  node engine/bench/psplib.ts [PATH] [--sets j30,j60] [--schedules 5000] [--twelve]
// Counting rule: every serial generation pass, forward or backward, is one; a run stops when the makespan reaches a proven bound.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { checkPlan } from '../src/level/check.ts';
import { level, levelNow } from '../src/level/level.ts';
import { readSm } from '../src/level/read-sm.ts';
import { workerIslands } from './islands-in-workers.ts';
import { type Instance, psplibArchive, readPsplib } from './psplib-files.ts';

type Order = { instance: Instance; schedules: number; seed: number };
type Outcome = { name: string; makespan: number; lowerBound: number; schedules: number; milliseconds: number; feasible: boolean };

/** Published averages and what is aimed at, in percent; J30 against the optimum, the others against the critical path. */
const marks: Record<string, { mark: number | undefined; published: string }> = {
  'j30 1000': { mark: undefined, published: '' },
  'j30 5000': { mark: 0.05, published: 'reference GA 0.089' },
  'j30 50000': { mark: 0.01, published: 'reference GA 0.007' },
  'j60 1000': { mark: undefined, published: '' },
  'j60 5000': { mark: 11.0, published: 'reference GA 11.19' },
  'j60 50000': { mark: 10.65, published: 'reference GA 10.77' },
  'j120 1000': { mark: undefined, published: 'Debels & Vanhoucke 2007 33.55' },
  'j120 5000': { mark: 32.5, published: 'Debels & Vanhoucke 2007 32.18, reference GA 33.59' },
  'j120 50000': { mark: 30.7, published: 'Debels & Vanhoucke 2007 30.69, reference GA 31.54' },
};

const twelve = [
  'j301_1',
  'j309_1',
  'j3013_1',
  'j3029_1',
  'j601_1',
  'j609_1',
  'j6013_1',
  'j6029_1',
  'j1201_1',
  'j1206_1',
  'j12016_1',
  'j12031_1',
];

/** Milliseconds that this thread has worked: on a machine that others use as well, waiting for them is not counted. */
const worked = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

function solve({ instance, schedules, seed }: Order): Outcome {
  const problem = readSm(instance.text);
  if (!problem.ok) throw new Error(problem.errors[0]!.sentence);
  const begun = worked();
  const found = levelNow(problem.value, { schedules, seed });
  const milliseconds = worked() - begun;
  if (!found.ok) throw new Error(found.errors[0]!.sentence);
  const { makespan, lowerBound, plan } = found.value;
  const feasible = checkPlan(problem.value, plan).length === 0 && Math.max(...plan.finish) === makespan;
  return { name: instance.name, makespan, lowerBound, schedules: found.value.schedules, milliseconds, feasible };
}

/** All orders over so many threads, the next to whoever is free; outcomes in the order of the orders. */
async function overThreads(orders: readonly Order[], threads: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = new Array(orders.length);
  let next = 0;
  const drive = (): Promise<void> =>
    new Promise((done, failed) => {
      const worker = new Worker(new URL(import.meta.url));
      let at = -1;
      const go = (): void => {
        at = next++;
        if (at < orders.length) worker.postMessage(orders[at]!);
        else worker.terminate().then(() => done(), failed);
      };
      worker.on('message', (outcome: Outcome) => {
        outcomes[at] = outcome;
        go();
      });
      worker.on('error', failed);
      go();
    });
  await Promise.all(Array.from({ length: threads }, drive));
  return outcomes;
}

type Row = { what: string; measured: number; mark: number | undefined; published: string };

async function wholeSet(path: string, set: string, schedules: number, threads: number, every: number, seed: number): Promise<Row> {
  const instances = readPsplib(path, set).filter((_, k) => k % every === 0);
  const begun = performance.now();
  const outcomes = await overThreads(
    instances.map((instance) => ({ instance, schedules, seed })),
    threads,
  );
  const seconds = (performance.now() - begun) / 1000;
  let [deviation, best, bound, made, busy, infeasible, wrong] = [0, 0, 0, 0, 0, 0, 0];
  outcomes.forEach((outcome, k) => {
    const instance = instances[k]!;
    const base = set === 'j30' ? instance.bestKnown : instance.criticalPath;
    deviation += ((outcome.makespan - base) / base) * 100;
    best += ((instance.bestKnown - base) / base) * 100;
    bound += ((outcome.makespan - outcome.lowerBound) / outcome.makespan) * 100;
    made += outcome.schedules;
    busy += outcome.milliseconds;
    if (!outcome.feasible) infeasible++;
    if (outcome.lowerBound > instance.bestKnown) wrong++;
    if (outcome.makespan < instance.bestKnown) console.log(`  ${outcome.name}: ${outcome.makespan}, best known was ${instance.bestKnown}`);
  });
  const n = instances.length;
  const key = `${set} ${schedules}`;
  const { mark, published } = marks[key] ?? { mark: undefined, published: '' };
  const measured = deviation / n;
  const verdict = mark === undefined ? '' : measured <= mark ? `reaches ${mark}` : `misses ${mark} by ${(measured - mark).toFixed(3)}`;
  console.log(
    `${set.toUpperCase().padEnd(5)}${String(schedules).padStart(7)} schedules: ${measured.toFixed(3)} %  ${verdict}${published ? `  (${published})` : ''}  best known ${(best / n).toFixed(3)}, gap to own bound ${(bound / n).toFixed(2)} %, ` +
      `${n} instances, ${seconds.toFixed(1)} s, ${Math.round(made / (busy / 1000)).toLocaleString('en')} schedules/s a core${infeasible > 0 ? `, ${infeasible} INFEASIBLE` : ''}${wrong > 0 ? `, ${wrong} WRONG BOUNDS` : ''}`,
  );
  return { what: key, measured, mark, published };
}

async function byWallTime(path: string, seconds: number, threads: number, mark: number, seed: number): Promise<Row> {
  const all = new Map(['j30', 'j60', 'j120'].flatMap((set) => readPsplib(path, set)).map((instance) => [instance.name, instance]));
  let sum = 0;
  const each: string[] = [];
  for (const name of twelve) {
    const instance = all.get(name)!;
    const problem = readSm(instance.text);
    if (!problem.ok) throw new Error(problem.errors[0]!.sentence);
    const crew = threads > 1 ? workerIslands(threads) : undefined;
    let makespan = 0;
    for await (const found of level(problem.value, {
      seconds,
      clock: threads > 1 ? () => performance.now() : worked,
      seed,
      islands: threads > 1 ? threads : 1,
      ...(crew ? { maker: crew.maker } : {}),
    }))
      if (found.ok) makespan = found.value.makespan;
    await crew?.close();
    sum += ((makespan - instance.bestKnown) / instance.bestKnown) * 100;
    each.push(`${name} ${makespan}/${instance.bestKnown}`);
  }
  const measured = sum / twelve.length;
  console.log(
    `Twelve instances, ${seconds} s on ${threads} core(s): ${measured.toFixed(3)} % over best known, mark ${mark} (${each.join(', ')})`,
  );
  return { what: `twelve ${seconds}s`, measured, mark, published: 'Chuffed 5.44 at 10 s, 4.43 at 60 s; OptalCP 0.67 at 4 × 600 s' };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sets: { type: 'string', default: 'j30,j60,j120' },
      schedules: { type: 'string', default: '1000,5000,50000' },
      threads: { type: 'string', default: '2' },
      every: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      twelve: { type: 'boolean', default: false },
      'only-twelve': { type: 'boolean', default: false },
    },
  });
  const path = psplibArchive(positionals[0] ?? process.env.SANZAO_SAMPLES);
  if (!path) {
    console.log('The instances of PSPLIB are not here: name their archive or its folder, or set SANZAO_SAMPLES. Nothing was measured.');
    return;
  }
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}, ${values.threads} threads, seed ${values.seed}`);
  if (!values['only-twelve'])
    for (const set of values.sets.split(','))
      for (const schedules of values.schedules.split(','))
        await wholeSet(path, set, Number(schedules), Number(values.threads), Number(values.every), Number(values.seed));
  if (values.twelve || values['only-twelve']) {
    await byWallTime(path, 10, 1, 1.5, Number(values.seed));
    await byWallTime(path, 60, 2, 0.8, Number(values.seed));
  }
}

if (isMainThread) await main();
else parentPort!.on('message', (order: Order) => parentPort!.postMessage(solve(order)));
