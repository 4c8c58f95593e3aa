// The search for the classic problem: two populations of schedules, one justified to the left and one to the right (Debels & Vanhoucke 2005). A child of
// two right-justified schedules is generated forward and joins the left, and so on by turns: every single pass is crossover and justification at once.
// The populations begin large and shrink as the budget is used, and the stretches that are exchanged become shorter: from broad recombination to
// re-ordering windows of good schedules. No schedule stands in a population twice.
import { Random } from './random.ts';
import { type ClassicCore, generate } from './serial.ts';

/** What may be tuned; the defaults are those of docs/decisions. */
export type Tuning = {
  /** Members at the beginning of 5,000 schedules: 71 times this by the number of activities, 50 to 177; of other budgets by the power 0.6 of the ratio. */
  readonly members: number;
  /** Share of them that is left at the end, and how soon (exponent below 1 is sooner). */
  readonly left: number;
  readonly shrink: number;
  /** Length of the middle that a child takes in the order of its father, as shares of the list; and by what share it is shorter at the end. */
  readonly middleFrom: number;
  readonly middleTo: number;
  readonly sharpen: number;
  /** Moves of single activities in a child: the least, and how many more each time that the budget doubles beyond 80 schedules an activity (2 at most). */
  readonly mutation: number;
  readonly mutationGrowth: number;
  /** Moves when children turn out to be there already: factor up for each that is, down for each that is not, and the most. */
  readonly moreMoves: number;
  readonly fewerMoves: number;
  readonly mostMoves: number;
  /** Middles drawn, of which the one is taken that the father packs best compared to the mother. */
  readonly draws: number;
};

const usualTuning: Tuning = {
  members: 80,
  left: 0.3,
  shrink: 0.4,
  middleFrom: 0.2,
  middleTo: 0.7,
  sharpen: 0.6,
  mutation: 0.9,
  mutationGrowth: 0.6,
  moreMoves: 1.3,
  fewerMoves: 0.9,
  mostMoves: 8,
  draws: 12,
};

/** One of the two populations; list k stands at k · n and is sorted so that the other direction can generate it. */
type Population = { size: number; lists: Uint16Array; makespan: Int32Array; mark: Int32Array; finish: Uint16Array | Int32Array };

export class ClassicSearch {
  /** Serial passes so far. */
  schedules = 0;
  best = Number.POSITIVE_INFINITY;
  /** A makespan that proves the best. */
  bound: number;
  /** Start by activity of the best schedule so far. */
  readonly bestStart: Int32Array;
  private readonly core: ClassicCore;
  private readonly random: Random;
  private readonly tuning: Tuning;
  private readonly tail: Int32Array;
  private readonly load: Float64Array;
  private readonly before: Float64Array;
  private readonly beforeFather: Float64Array;
  private readonly finish: Int32Array;
  private readonly list: Uint16Array;
  private readonly inMiddle: Uint8Array;
  private readonly waiting: Int32Array;
  private readonly eligible: Int32Array;
  private readonly chance: Float64Array;
  private count: Int32Array;
  private used = 0;
  private markOfLast = 0;
  private populations: [Population, Population];
  private kid: Population;
  private source: 0 | 1 = 0;
  private first = 0;
  private begunAt = 0;
  private budget = 0;
  private fewestMoves = 0;
  private moves = 0;
  private phase: 'begin' | 'turn' | 'breed' = 'begin';
  private place = 0;
  private kept: Int32Array[] = [];

  constructor(core: ClassicCore, tail: Int32Array, load: Float64Array, bound: number, seed: number, tuning: Tuning = usualTuning) {
    const { n } = core;
    this.core = core;
    this.tail = tail;
    this.load = load;
    this.before = new Float64Array(n + 1);
    this.beforeFather = new Float64Array(n + 1);
    this.bound = bound;
    this.random = new Random(seed);
    this.tuning = tuning;
    this.bestStart = new Int32Array(n);
    this.finish = new Int32Array(n);
    this.list = new Uint16Array(n);
    this.inMiddle = new Uint8Array(n);
    this.waiting = new Int32Array(n);
    this.eligible = new Int32Array(n);
    this.chance = new Float64Array(n);
    this.count = new Int32Array(1024);
    this.populations = [this.population(0), this.population(0)];
    this.kid = this.population(1);
  }

  /** Begins anew with populations for so many schedules; `keep` are schedules that take part. */
  begin(budget: number, keep: readonly { readonly start: Int32Array }[] = []): void {
    const { n } = this.core;
    const { members, mutation, mutationGrowth } = this.tuning;
    this.first = Math.max(4, Math.round(Math.min(2.5, Math.max(0.7, members / n)) * Math.sqrt(5_000) * (budget / 5_000) ** 0.6));
    this.fewestMoves = Math.min(2, Math.max(mutation, mutation + mutationGrowth * Math.log2(budget / (80 * n))));
    this.moves = this.fewestMoves;
    this.populations = [this.population(this.first), this.population(this.first)];
    this.begunAt = this.schedules;
    this.budget = budget;
    this.phase = 'begin';
    this.place = 0;
    this.kept = keep.map((plan) => plan.start);
  }

  /** Goes on until so many schedules in all, or a proof. */
  advance(until: number): void {
    while (this.schedules < until && this.best > this.bound) {
      if (this.phase === 'begin') this.beginOne();
      else if (this.phase === 'turn') this.turnOne();
      else this.breedOne();
    }
  }

  private population(size: number): Population {
    const { n } = this.core;
    const wide = this.core.free.length > 65_535;
    return {
      size: 0,
      lists: new Uint16Array(size * n),
      makespan: new Int32Array(size),
      mark: new Int32Array(size),
      finish: wide ? new Int32Array(size * n) : new Uint16Array(size * n),
    };
  }

  /** The first population: lists drawn with a bias to what has the longest tail behind it. */
  private beginOne(): void {
    const kept = this.kept.pop();
    if (kept) this.listOf(kept);
    else this.draw(this.place === 0);
    this.join(0, this.populations[0], this.list, 0);
    if (++this.place === this.first) {
      this.phase = 'turn';
      this.place = 0;
    }
  }

  /** The second: each of the first justified to the other side. */
  private turnOne(): void {
    const [left, right] = this.populations;
    if (this.place < left.size) this.join(1, right, left.lists, this.place * this.core.n);
    if (++this.place >= left.size) {
      this.phase = 'breed';
      this.source = right.size > 0 ? 1 : 0;
      this.place = 0;
    }
  }

  /**
   * One child. It takes the place of its mother's in the other population if it is not worse: lines of descent compete with themselves only, which keeps
   * them apart for longer than a common selection does.
   */
  private breedOne(): void {
    const source = this.populations[this.source];
    const target = this.source === 1 ? 0 : 1;
    const mother = this.place;
    let father = this.tournament(source);
    if (father === mother) father = this.random.below(source.size);
    this.cross(source, mother, father);
    for (let left = this.moves; left > 0; left--) if (left >= 1 || this.random.unit() < left) this.mutate(target);
    this.kid.size = 0;
    this.join(target, this.kid, this.list, 0);
    this.replace(this.populations[target], mother);
    if (++this.place < source.size) return;
    const want = this.members();
    for (const population of this.populations) while (population.size > want) this.dismissWorst(population);
    this.source = target;
    this.place = 0;
  }

  private replace(population: Population, slot: number): void {
    const { kid } = this;
    const { moreMoves, fewerMoves, mostMoves } = this.tuning;
    for (let k = 0; k < population.size; k++)
      if (population.mark[k] === kid.mark[0]) {
        this.moves = Math.min(mostMoves, this.moves * moreMoves);
        return;
      }
    this.moves = Math.max(this.fewestMoves, this.moves * fewerMoves);
    let at = slot;
    if (slot >= population.size) {
      if (population.size === this.first) return;
      at = population.size++;
    } else if (kid.makespan[0]! > population.makespan[at]!) return;
    this.copyMember(kid, 0, population, at);
  }

  private dismissWorst(population: Population): void {
    let worst = 0;
    for (let k = 1; k < population.size; k++) if (population.makespan[k]! >= population.makespan[worst]!) worst = k;
    const last = --population.size;
    if (worst !== last) this.copyMember(population, last, population, worst);
  }

  private copyMember(from: Population, a: number, to: Population, b: number): void {
    const { n } = this.core;
    to.makespan[b] = from.makespan[a]!;
    to.mark[b] = from.mark[a]!;
    to.lists.set(from.lists.subarray(a * n, a * n + n), b * n);
    to.finish.set(from.finish.subarray(a * n, a * n + n), b * n);
  }

  private get progress(): number {
    return Math.min(1, (this.schedules - this.begunAt) / this.budget);
  }

  private members(): number {
    const { left, shrink } = this.tuning;
    return Math.max(2, Math.round(this.first * (1 - (1 - left) * this.progress ** shrink)));
  }

  private tournament(population: Population): number {
    const a = this.random.below(population.size);
    const b = this.random.below(population.size);
    return population.makespan[a]! <= population.makespan[b]! ? a : b;
  }

  /** Generates a list and puts the schedule last into a population, sorted for the other direction, unless it stands there already. */
  private join(direction: 0 | 1, into: Population, list: Uint16Array, offset: number): void {
    const { n } = this.core;
    const at = into.size * n;
    const makespan = generate(this.core, this.core.directions[direction], list, offset, this.finish, this.used);
    this.used = makespan;
    this.schedules++;
    if (makespan < this.best) this.remember(direction, makespan);
    this.sort(list, offset, makespan, into.lists, at);
    for (let k = 0; k < into.size; k++) if (into.mark[k] === this.markOfLast) return;
    into.makespan[into.size] = makespan;
    into.mark[into.size] = this.markOfLast;
    into.finish.set(this.finish, at);
    into.size++;
  }

  private remember(direction: 0 | 1, makespan: number): void {
    const { n, duration } = this.core;
    this.best = makespan;
    for (let i = 0; i < n; i++) this.bestStart[i] = direction === 0 ? this.finish[i]! - duration[i]! : makespan - this.finish[i]!;
  }

  /** Latest finish first, ties in the reverse of the list: an order in which the other direction may generate. Also marks the schedule by a hash. */
  private sort(list: Uint16Array, offset: number, makespan: number, into: Uint16Array, at: number): void {
    const { n } = this.core;
    const { finish } = this;
    if (makespan + 2 > this.count.length) this.count = new Int32Array(2 * makespan + 2);
    const { count } = this;
    for (let t = 0; t <= makespan + 1; t++) count[t] = 0;
    for (let i = 0; i < n; i++) count[makespan - finish[i]! + 1]!++;
    for (let t = 0; t < makespan; t++) count[t + 1]! += count[t]!;
    let mark = 0;
    for (let k = offset + n - 1; k >= offset; k--) {
      const i = list[k]!;
      const f = finish[i]!;
      into[at + count[makespan - f]!++] = i;
      mark = (mark + Math.imul((f + 1) * (i + 7919), 0x9e3779b1 + i * 2_654_435)) | 0;
    }
    this.markOfLast = mark;
  }

  /** The list of a schedule by its starts. */
  private listOf(start: Int32Array): void {
    const order = Array.from(start.keys()).sort((a, b) => start[a]! - start[b]! || a - b);
    this.list.set(order);
  }

  /** Regret-biased random sampling on the tail behind an activity (Drexl 1991), or the longest tail first. */
  private draw(strict: boolean): void {
    const { n, directions } = this.core;
    const [forward, backward] = directions;
    const { waiting, eligible, chance, tail, list, random } = this;
    let size = 0;
    for (let i = 0; i < n; i++) {
      waiting[i] = forward.from[i + 1]! - forward.from[i]!;
      if (waiting[i] === 0) eligible[size++] = i;
    }
    for (let k = 0; k < n; k++) {
      let least = tail[eligible[0]!]!;
      let pick = 0;
      for (let x = 1; x < size; x++) {
        const value = tail[eligible[x]!]!;
        if (value < least) least = value;
        if (value > tail[eligible[pick]!]!) pick = x;
      }
      if (!strict) {
        let total = 0;
        for (let x = 0; x < size; x++) {
          total += tail[eligible[x]!]! - least + 1;
          chance[x] = total;
        }
        const drawn = random.unit() * total;
        for (pick = 0; pick < size - 1 && chance[pick]! < drawn; ) pick++;
      }
      const i = eligible[pick]!;
      eligible[pick] = eligible[--size]!;
      list[k] = i;
      for (let p = backward.from[i]!; p < backward.from[i + 1]!; p++) {
        const j = backward.before[p]!;
        if (--waiting[j]! === 0) eligible[size++] = j;
      }
    }
  }

  /**
   * The mother's list, a stretch of it in the father's order. Of some stretches drawn the one is taken in which the father does more work a period than the
   * mother by the widest margin: dense stretches are what is worth inheriting (Goncharov & Leonov 2017).
   */
  private cross(population: Population, mother: number, father: number): void {
    const { n } = this.core;
    const { middleFrom, middleTo, sharpen, draws } = this.tuning;
    const { lists, finish } = population;
    const { list, inMiddle, load, random } = this;
    const [m, f] = [mother * n, father * n];
    const length = Math.max(1, Math.floor(n * (1 - sharpen * this.progress) * (middleFrom + random.unit() * (middleTo - middleFrom))));
    const { before, beforeFather } = this;
    for (let k = 0; k < n; k++) {
      before[k + 1] = before[k]! + load[lists[m + k]!]!;
      beforeFather[k + 1] = beforeFather[k]! + load[lists[f + k]!]!;
    }
    let begin = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let d = 0; d < draws; d++) {
      const at = random.below(n - length + 1);
      const last = at + length - 1;
      const span = finish[m + lists[m + at]!]! - finish[m + lists[m + last]!]! + 1;
      const spanFather = finish[f + lists[f + at]!]! - finish[f + lists[f + last]!]! + 1;
      const gain = (beforeFather[last + 1]! - beforeFather[at]!) / spanFather - (before[last + 1]! - before[at]!) / span;
      if (gain > most) {
        most = gain;
        begin = at;
      }
    }
    const end = begin + length;
    inMiddle.fill(0);
    for (let k = 0; k < begin; k++) list[k] = lists[m + k]!;
    for (let k = begin; k < end; k++) inMiddle[lists[m + k]!] = 1;
    for (let k = end; k < n; k++) list[k] = lists[m + k]!;
    for (let x = 0, k = begin; k < end; x++) {
      const i = lists[f + x]!;
      if (inMiddle[i] === 1) list[k++] = i;
    }
  }

  /** Moves one activity to another place between what it waits for and what waits for it. */
  private mutate(direction: 0 | 1): void {
    const { random, list } = this;
    const { n } = this.core;
    const at = random.below(n);
    const i = list[at]!;
    const later = random.bits() & 1;
    const { from, before } = this.core.directions[later === 1 ? (direction === 0 ? 1 : 0) : direction]!;
    const [a, b] = [from[i]!, from[i + 1]!];
    const stops = (j: number): boolean => {
      for (let p = a; p < b; p++) if (before[p] === j) return true;
      return false;
    };
    if (later === 1) {
      let last = at;
      while (last + 1 < n && !stops(list[last + 1]!)) last++;
      const to = last - random.below(last - at + 1);
      for (let k = at; k < to; k++) list[k] = list[k + 1]!;
      list[to] = i;
    } else {
      let earliest = at;
      while (earliest > 0 && !stops(list[earliest - 1]!)) earliest--;
      const to = earliest + random.below(at - earliest + 1);
      for (let k = at; k > to; k--) list[k] = list[k - 1]!;
      list[to] = i;
    }
  }
}
