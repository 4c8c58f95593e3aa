// Schedule risk by Monte Carlo (Van Slyke 1963): durations drawn from their ranges, the network scheduled for each draw, and from all finishes the
// probability of being on time, the days by which it is half or four fifths certain, and how often each activity was critical. Networks on one
// calendar are drawn many at a time in its working minutes; others by the passes themselves.
import type { Calendar } from './calendar.ts';
import { type DurationRange, type Quantiles, quantilesOf } from './distributions.ts';
import { type DrawLoops, drawLoops, lanes } from './draw-wasm.ts';
import { answer, type EngineError, failure, type Result } from './errors.ts';
import { entersStart, leavesFinish, type Network } from './network.ts';
import { boundForward, type Dates, forwardAt, isFinished, isFollower, isStarted, newDates, ownStart, type PassOptions } from './pass.ts';
import { minutesOf } from './reading.ts';
import type { Signal } from './schedule.ts';
import { type Instant, instant, type When } from './time.ts';

export type SimulationOptions = PassOptions & {
  /** Ranges by activity; the others keep their durations. Of a started activity, ranges of what is left. */
  readonly ranges: Readonly<Record<string, DurationRange>>;
  /** 10,000 when absent. */
  readonly samples?: number;
  /** The same seed, the same answer. */
  readonly seed?: number;
  /** Which loops draw; the assembled ones where they run when absent. They draw the same. */
  readonly kernel?: 'wasm' | 'js';
  /** The finish whose probability is asked; the network's own promised finish when absent. */
  readonly by?: When;
  readonly signal?: Signal;
  readonly onProgress?: (done: number, of: number) => void;
};

/** What the draws say. Instants in minutes. */
export type Simulation = {
  readonly samples: number;
  /** Every finish drawn, in order. */
  readonly finishes: Float64Array;
  /** The finish that is met with probability p, 0 to 1. */
  readonly quantile: (p: number) => Instant;
  readonly p50: Instant;
  readonly p80: Instant;
  readonly mean: Instant;
  /** The probability of finishing by an instant. */
  readonly probabilityBy: (when: When) => number;
  /** That of the finish asked for; undefined when none was. */
  readonly onTime: number | undefined;
  /** How often an activity lay on the driving chain of the last finish, 0 to 1, by id; of several equal chains the first counts. */
  readonly criticality: ReadonlyMap<string, number>;
};

/** Errors: `unknown-activity`, `bad-number` for ranges; `horizon`; `aborted`. O(samples · (activities + links)). */
export function simulate(network: Network, options: SimulationOptions): Result<Simulation> {
  const steps = simulation(network, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    options.onProgress?.(step.value.done, step.value.of);
    if (options.signal?.aborted) return failure({ rule: 'aborted', sentence: 'The caller stopped it.' });
  }
}

/** The same in steps, for callers that do other things between: each step draws a batch and says how far it is; the last value is the answer. */
export function* simulation(
  network: Network,
  options: SimulationOptions,
): Generator<{ readonly done: number; readonly of: number }, Result<Simulation>, void> {
  const samples = options.samples ?? 10_000;
  if (!Number.isInteger(samples) || samples < 1 || samples > 100_000_000)
    return failure({ rule: 'bad-number', sentence: `${samples} is no number of samples.` });
  const by = options.by === undefined ? network.projects[0]!.due : instant(options.by);
  if (by === undefined) return failure({ rule: 'bad-time', sentence: `The finish ${options.by} is no time.` });
  const errors: EngineError[] = [];
  const ranges = new Array<Quantiles | undefined>(network.count);
  for (const [id, range] of Object.entries(options.ranges)) {
    const r = network.rankOf.get(id);
    if (r === undefined) errors.push({ rule: 'unknown-activity', sentence: `There is no activity ${id}.`, activity: id });
    else ranges[r] = quantilesOf(range, id, (duration) => minutesOf(duration, network.calendars[network.calendar[r]!]!), errors);
  }
  if (errors.length > 0) return failure(...errors);
  const finishes = new Float64Array(samples);
  const critical = new Float64Array(network.count);
  const calendar = onlyCalendar(network);
  const draws = new Draws(network.count, ranges, options.seed ?? 1, options.kernel);
  const draw = calendar ? new Lanes(network, calendar, draws) : new Passes(network, options, draws);
  for (let done = 0; done < samples; ) {
    const count = Math.min(lanes, samples - done);
    draw.batch(count, finishes, done, critical);
    done += count;
    if (done % (16 * lanes) === 0 || done === samples) yield { done, of: samples };
  }
  if (finishes.some((finish) => !Number.isFinite(finish)))
    return failure({ rule: 'horizon', sentence: 'Some draws take longer than the calendars have working time.' });
  return answer(told(network, finishes.sort(), critical, by));
}

function told(network: Network, finishes: Float64Array, critical: Float64Array, by: number): Simulation {
  const samples = finishes.length;
  const quantile = (p: number): Instant => finishes[Math.min(samples - 1, Math.max(0, Math.ceil(p * samples) - 1))]!;
  const probabilityBy = (when: When): number => {
    const at = instant(when) ?? Number.NaN;
    let [low, high] = [0, samples];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (finishes[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return low / samples;
  };
  return {
    samples,
    finishes,
    quantile,
    p50: quantile(0.5),
    p80: quantile(0.8),
    mean: finishes.reduce((sum, finish) => sum + finish / samples, 0),
    probabilityBy,
    onTime: Number.isNaN(by) ? undefined : probabilityBy(by),
    criticality: new Map(network.activities.map((activity, r) => [activity.id, critical[r]! / samples])),
  };
}

/**
 * The memory in which draws are made: for each activity a batch of durations, starts and finishes, the tables of quantiles, and a stream of 32-bit
 * numbers (xoshiro128**, Blackman & Vigna 2018), seeded by splitmix32.
 */
class Draws {
  readonly loops: DrawLoops;
  readonly numbers: Int32Array;
  readonly ranges: readonly (Quantiles | undefined)[];
  readonly starts: number;
  readonly finishes: number;
  /** Three batches beside those of the activities: latest finishes, who is last, bounds on a finish. */
  readonly latest: number;
  readonly last: number;
  readonly bound: number;
  private readonly tables: Int32Array;
  private readonly state: number;

  constructor(count: number, ranges: readonly (Quantiles | undefined)[], seed: number, wanted: 'wasm' | 'js' | undefined) {
    this.ranges = ranges;
    this.starts = count * lanes;
    this.finishes = 2 * count * lanes;
    this.latest = 3 * count * lanes;
    this.last = this.latest + lanes;
    this.bound = this.last + lanes;
    this.state = this.bound + lanes;
    this.tables = new Int32Array(count);
    let used = this.state + 4;
    for (let r = 0; r < count; r++) {
      const range = ranges[r];
      if (!range) continue;
      this.tables[r] = used;
      used += range.table.length;
    }
    this.loops = drawLoops(used, wanted);
    this.numbers = new Int32Array(this.loops.memory);
    const floats = new Float32Array(this.loops.memory);
    for (let r = 0; r < count; r++) if (ranges[r]) floats.set(ranges[r]!.table, this.tables[r]!);
    let state = seed | 0;
    for (let i = 0; i < 4; i++) {
      state = (state + 0x9e3779b9) | 0;
      let z = state ^ (state >>> 16);
      z = Math.imul(z, 0x21f0aaad);
      z ^= z >>> 15;
      z = Math.imul(z, 0x735a2d97);
      this.numbers[this.state + i] = (z ^ (z >>> 15)) | (i === 3 ? 1 : 0);
    }
  }

  /** Draws a batch of durations for an activity that has a range. */
  draw(r: number): void {
    this.loops.draw(this.tables[r]!, r * lanes, this.state, this.ranges[r]!.shift);
  }
}

/** The one calendar in which everything that is still to be planned, and every lag, is reckoned; undefined when there are several or held dates. */
function onlyCalendar(network: Network): Calendar | undefined {
  let only = -1;
  for (let r = 0; r < network.count; r++) {
    if (isFollower(network, r)) continue;
    if (only < 0) only = network.calendar[r]!;
    const bounds = network.bounds[r]!;
    const held = !Number.isNaN(bounds.finishFrom) || !Number.isNaN(bounds.hardStartBy) || !Number.isNaN(bounds.hardFinishBy);
    if (network.calendar[r] !== only || held || isStarted(network, r) || network.activities[r]!.asLateAsPossible) return undefined;
  }
  for (let k = 0; k < network.links.lag.length; k++) if (network.links.lag[k] !== 0 && network.links.calendar[k] !== only) return undefined;
  return network.calendars[only];
}

/** Many draws side by side, in working minutes of one calendar. */
class Lanes {
  private readonly network: Network;
  private readonly calendar: Calendar;
  private readonly draws: Draws;
  private readonly earliest: Float64Array;
  private readonly base: number;

  constructor(network: Network, calendar: Calendar, draws: Draws) {
    this.network = network;
    this.calendar = calendar;
    this.draws = draws;
    const n = network.count;
    this.base = calendar.work(network.projects[0]!.start);
    this.earliest = new Float64Array(n);
    for (let r = 0; r < n; r++) {
      const { startFrom } = network.bounds[r]!;
      const own = ownStart(network, r);
      this.earliest[r] = calendar.work(startFrom > own ? startFrom : own) - this.base;
      if (!draws.ranges[r]) draws.numbers.fill(isFollower(network, r) ? 0 : network.duration[r]!, r * lanes, (r + 1) * lanes);
    }
  }

  batch(count: number, into: Float64Array, at: number, critical: Float64Array): void {
    const { network, draws } = this;
    const { numbers, loops, starts, finishes, latest, last, bound, ranges } = draws;
    const { links, into: first, count: n } = network;
    const { from, type, lag } = links;
    numbers.fill(-1, last, last + lanes);
    numbers.fill(-0x80000000, latest, latest + lanes);
    for (let r = 0; r < n; r++) {
      const mine = starts + r * lanes;
      if (ranges[r]) draws.draw(r);
      if (isFollower(network, r)) continue;
      numbers.fill(this.earliest[r]!, mine, mine + lanes);
      let bounded = false;
      for (let k = first[r]!; k < first[r + 1]!; k++) {
        if (isFollower(network, from[k]!)) continue;
        const theirs = (leavesFinish(type[k]!) ? finishes : starts) + from[k]! * lanes;
        if (entersStart(type[k]!)) loops.raise(mine, theirs, lag[k]!);
        else {
          if (!bounded) numbers.fill(-0x40000000, bound, bound + lanes);
          bounded = true;
          loops.raise(bound, theirs, lag[k]!);
        }
      }
      if (bounded)
        for (let i = 0; i < lanes; i++) {
          const start = numbers[bound + i]! - numbers[r * lanes + i]!;
          if (start > numbers[mine + i]!) numbers[mine + i] = start;
        }
      loops.close(mine, r * lanes, finishes + r * lanes, latest, last, r);
    }
    for (let i = 0; i < count; i++) {
      const who = numbers[last + i]!;
      into[at + i] = who < 0 ? network.projects[0]!.start : this.calendar.finishAt(this.base + numbers[latest + i]!);
      this.trace(who, i, critical);
    }
  }

  /** Back along the links that decided, in one lane. */
  private trace(last: number, lane: number, critical: Float64Array): void {
    const { network } = this;
    const { numbers, starts, finishes } = this.draws;
    const { from, type, lag } = network.links;
    for (let r = last; r >= 0; ) {
      critical[r] = critical[r]! + 1;
      const [start, finish] = [numbers[starts + r * lanes + lane]!, numbers[finishes + r * lanes + lane]!];
      let before = -1;
      for (let k = network.into[r]!; k < network.into[r + 1]! && before < 0; k++) {
        const i = from[k]!;
        if (isFollower(network, i)) continue;
        const bound = numbers[(leavesFinish(type[k]!) ? finishes : starts) + i * lanes + lane]! + lag[k]!;
        if (bound === (entersStart(type[k]!) ? start : finish)) before = i;
      }
      r = before;
    }
  }
}

/** One draw after another by the passes themselves: several calendars, held dates, progress. */
class Passes {
  private readonly network: Network;
  private readonly options: PassOptions;
  private readonly draws: Draws;
  private readonly dates: Dates;

  constructor(network: Network, options: PassOptions, draws: Draws) {
    this.network = { ...network, duration: network.duration.slice(), remaining: network.remaining.slice() };
    this.options = { progress: options.progress, startLagFrom: options.startLagFrom, throughFinished: options.throughFinished };
    this.draws = draws;
    this.dates = newDates(network);
  }

  batch(count: number, into: Float64Array, at: number, critical: Float64Array): void {
    const { network, dates, options } = this;
    const { ranges, numbers } = this.draws;
    const n = network.count;
    for (let r = 0; r < n; r++) if (ranges[r]) this.draws.draw(r);
    for (let i = 0; i < count; i++) {
      let last = -1;
      for (let r = 0; r < n; r++) {
        if (isFollower(network, r)) continue;
        if (ranges[r] && network.kind[r] === 0) (isStarted(network, r) ? network.remaining : network.duration)[r] = numbers[r * lanes + i]!;
        forwardAt(network, dates, options, r);
        if (last < 0 || dates.earlyFinish[r]! > dates.earlyFinish[last]!) last = r;
      }
      into[at + i] = last < 0 ? network.projects[0]!.start : dates.earlyFinish[last]!;
      for (let r = last; r >= 0; ) {
        critical[r] = critical[r]! + 1;
        r = this.driver(r);
      }
    }
  }

  private driver(r: number): number {
    const { network, dates } = this;
    if (isFinished(network, r)) return -1;
    const calendar = network.calendars[network.calendar[r]!]!;
    const { links } = network;
    for (let k = network.into[r]!; k < network.into[r + 1]!; k++) {
      const bound = boundForward(network, dates, this.options, k);
      if (Number.isNaN(bound)) continue;
      if (calendar.between(bound, entersStart(links.type[k]!) ? dates.earlyStart[r]! : dates.earlyFinish[r]!) === 0) return links.from[k]!;
    }
    return -1;
  }
}
