// The search for every kind of problem: activity lists with a mode, and where wanted an anchor, for each activity; children by taking a stretch of the
// father's order, justified backward and forward again. What is minimised is handed in, so that lateness and movement are searched as makespan is.
import type { LevelModel } from './model.ts';
import { Placing } from './placing.ts';
import { Random } from './random.ts';

/** What a plan costs; the search minimises it. Called once for every forward pass. */
export type Cost = (start: Int32Array, finish: Int32Array, mode: Int32Array, makespan: number) => number;

export type GeneralOptions = {
  readonly cost: Cost;
  readonly seed: number;
  /** Periods before which activities may be held back; which are, is searched. Absent: all start as early as they can. */
  readonly anchors?: Int32Array;
  /** For justification: how late an activity may finish in a plan that is not worse. The makespan when absent. */
  readonly limits?: ((finish: Int32Array, makespan: number) => Int32Array) | undefined;
  /** Tail behind each activity: what the first lists go by. */
  readonly tail: Int32Array;
};

type Member = { list: Int32Array; modes: Int32Array; held: Uint8Array | undefined; cost: number; mark: number };

export class GeneralSearch {
  schedules = 0;
  best = Number.POSITIVE_INFINITY;
  /** No plan costs less: reaching it proves the best. */
  bound = Number.NEGATIVE_INFINITY;
  readonly bestStart: Int32Array;
  readonly bestFinish: Int32Array;
  readonly bestMode: Int32Array;
  private readonly model: LevelModel;
  private readonly options: GeneralOptions;
  private readonly placing: Placing;
  private readonly random: Random;
  private readonly justified: boolean;
  private readonly severalModes: boolean;
  private readonly anchorsNow: Int32Array;
  private readonly waiting: Int32Array;
  private members: Member[] = [];
  private kids: Member[] = [];
  private first = 0;
  private begunAt = 0;
  private budget = 0;
  private kept: { readonly start: Int32Array; readonly mode: Int32Array; readonly held?: boolean }[] = [];

  constructor(model: LevelModel, options: GeneralOptions) {
    this.model = model;
    this.options = options;
    let latestAnchor = 0;
    for (const at of options.anchors ?? []) if (at > latestAnchor) latestAnchor = at;
    this.placing = new Placing(model, latestAnchor);
    this.random = new Random(options.seed);
    this.justified = options.anchors === undefined;
    this.severalModes = model.modeNumber.length > model.n;
    this.anchorsNow = new Int32Array(model.n);
    this.waiting = new Int32Array(model.n);
    this.bestStart = new Int32Array(model.n);
    this.bestFinish = new Int32Array(model.n);
    this.bestMode = new Int32Array(model.n);
  }

  /** Begins anew with a population for so many schedules; `keep` are plans that take part (with `held`, as they stand: every activity at its anchor). */
  begin(budget: number, keep: readonly { readonly start: Int32Array; readonly mode: Int32Array; readonly held?: boolean }[] = []): void {
    this.first = Math.max(4, Math.round(0.7 * Math.sqrt(budget)));
    this.members = [];
    this.kids = [];
    this.begunAt = this.schedules;
    this.budget = budget;
    this.kept = [...keep];
  }

  advance(until: number): void {
    while (this.schedules < until && this.best > this.bound) {
      if (this.members.length < this.first && this.kids.length === 0) this.beginOne();
      else this.breedOne();
    }
  }

  private beginOne(): void {
    const { model, random } = this;
    const kept = this.kept.pop();
    const modes = new Int32Array(model.n).fill(-1);
    let held: Uint8Array | undefined;
    let list: Int32Array;
    if (kept) {
      list = this.listBy(kept.start);
      modes.set(kept.mode);
      if (this.options.anchors) held = new Uint8Array(model.n).fill(kept.held === false ? 0 : 1);
    } else {
      const { tail } = this.options;
      const spread = this.members.length === 0 ? 0 : 0.3 + random.unit();
      let longest = 1;
      for (const value of tail) if (value > longest) longest = value;
      const keys = Float64Array.from(tail, (value) => -value + (random.unit() - 0.5) * spread * longest);
      // Half of the first lists follow the anchors where there are some: the published order is a good one.
      if (this.options.anchors && (this.members.length & 1) === 0) keys.set(this.options.anchors);
      list = this.listBy(keys);
      if (this.severalModes && this.members.length > 0)
        for (let i = 0; i < model.n; i++) if (random.unit() < 0.5) modes[i] = this.anyMode(i);
      if (this.options.anchors) {
        const share = random.unit();
        held = Uint8Array.from({ length: model.n }, () => (random.unit() < share ? 1 : 0));
      }
    }
    this.members.push(this.make(list, modes, held));
  }

  private anyMode(i: number): number {
    const from = this.model.modeFrom[i]!;
    return from + this.random.below(this.model.modeFrom[i + 1]! - from);
  }

  /** Generates, justifies, and keeps what came out. */
  private make(list: Int32Array, modes: Int32Array, held: Uint8Array | undefined): Member {
    const { placing, model } = this;
    const anchors = held && this.options.anchors;
    if (anchors) for (let i = 0; i < model.n; i++) this.anchorsNow[i] = held[i] === 1 ? anchors[i]! : 0;
    let cost = this.generate(list, modes, anchors ? this.anchorsNow : undefined);
    let chosen = placing.mode.slice();
    let order = list;
    if (this.justified && cost > this.bound) {
      let makespan = 0;
      for (const at of placing.finish) if (at > makespan) makespan = at;
      const limits = this.options.limits?.(placing.finish, makespan) ?? new Int32Array(model.n).fill(makespan);
      this.schedules++;
      if (placing.backward(this.listBack(placing.finish), limits)) {
        const again = this.listBy(placing.start);
        const better = this.generate(again, chosen, undefined);
        if (better <= cost) {
          cost = better;
          order = again;
          chosen = placing.mode.slice();
        }
      }
    }
    let mark = 0;
    for (let i = 0; i < model.n; i++)
      mark = (mark + Math.imul((placing.start[i]! + 1) * (i + 7919), 0x9e3779b1 + placing.mode[i]! * 2_654_435)) | 0;
    return { list: order === list ? list.slice() : order, modes: chosen, held, cost, mark };
  }

  private generate(list: Int32Array, modes: Int32Array, anchors: Int32Array | undefined): number {
    const { placing } = this;
    const makespan = placing.forward(list, modes, anchors);
    this.schedules++;
    const cost = this.options.cost(placing.start, placing.finish, placing.mode, makespan);
    if (cost < this.best) {
      this.best = cost;
      this.bestStart.set(placing.start);
      this.bestFinish.set(placing.finish);
      this.bestMode.set(placing.mode);
    }
    return cost;
  }

  private tournament(): Member {
    const a = this.members[this.random.below(this.members.length)]!;
    const b = this.members[this.random.below(this.members.length)]!;
    return a.cost <= b.cost ? a : b;
  }

  private breedOne(): void {
    const { random, model } = this;
    const { n } = model;
    const mother = this.members[this.kids.length % this.members.length]!;
    const father = this.tournament();
    const length = Math.max(1, Math.floor(n * (0.2 + 0.5 * random.unit())));
    const begin = random.below(n - length + 1);
    const list = mother.list.slice();
    const modes = mother.modes.slice();
    const held = mother.held?.slice();
    const inMiddle = new Uint8Array(n);
    for (let k = begin; k < begin + length; k++) inMiddle[mother.list[k]!] = 1;
    for (let x = 0, k = begin; k < begin + length; x++) {
      const i = father.list[x]!;
      if (inMiddle[i] === 0) continue;
      list[k++] = i;
      modes[i] = father.modes[i]!;
      if (held && father.held) held[i] = father.held[i]!;
    }
    this.mutate(list, modes, held);
    this.kids.push(this.make(list, modes, held));
    const share = Math.min(1, (this.schedules - this.begunAt) / this.budget);
    const want = Math.max(3, Math.round(this.first * (1 - 0.7 * share ** 0.4)));
    if (this.kids.length >= want) this.select(want);
  }

  private mutate(list: Int32Array, modes: Int32Array, held: Uint8Array | undefined): void {
    const { random, model } = this;
    const { n } = model;
    if (random.unit() < 0.9) {
      // An activity is moved as far as a place drawn, or to the first that must stay on its other side.
      const at = random.below(n);
      const i = list[at]!;
      const to = random.below(n);
      let k = at;
      if (to > at) for (; k < to && !this.linked(i, list[k + 1]!); k++) list[k] = list[k + 1]!;
      else for (; k > to && !this.linked(list[k - 1]!, i); k--) list[k] = list[k - 1]!;
      list[k] = i;
    }
    if (this.severalModes)
      for (let times = 1 + random.below(2); times > 0; times--) {
        const i = random.below(n);
        modes[i] = random.unit() < 0.5 ? -1 : this.anyMode(i);
      }
    if (held)
      for (let times = 1 + random.below(3); times > 0; times--) {
        const i = random.below(n);
        held[i] = held[i] === 1 ? 0 : 1;
      }
  }

  private linked(a: number, b: number): boolean {
    const { linkInto, linkFrom } = this.model;
    for (let p = linkInto[b]!; p < linkInto[b + 1]!; p++) if (linkFrom[p] === a) return true;
    return false;
  }

  private select(want: number): void {
    const all = [...this.kids, ...this.members].map((member, k) => ({ member, k }));
    all.sort((a, b) => a.member.cost - b.member.cost || a.k - b.k);
    const marks = new Set<number>();
    this.members = [];
    for (const { member } of all) {
      if (marks.has(member.mark)) continue;
      marks.add(member.mark);
      this.members.push(member);
      if (this.members.length === want) break;
    }
    this.first = Math.min(this.first, this.members.length);
    this.kids = [];
  }

  /** The activities by rising keys, each after those that it is linked behind. */
  private listBy(keys: ArrayLike<number>): Int32Array {
    const { model } = this;
    return this.ordered(
      (a, b) => keys[a]! < keys[b]! || (keys[a] === keys[b] && a < b),
      (i) => model.linkInto[i + 1]! - model.linkInto[i]!,
      (i, ready) => {
        for (let p = model.outOf[i]!; p < model.outOf[i + 1]!; p++) ready(model.linkTo[model.linkOut[p]!]!);
      },
    );
  }

  /** The activities by falling finishes, each after those that are linked behind it. */
  private listBack(finish: Int32Array): Int32Array {
    const { model } = this;
    return this.ordered(
      (a, b) => finish[a]! > finish[b]! || (finish[a] === finish[b] && a > b),
      (i) => model.outOf[i + 1]! - model.outOf[i]!,
      (i, ready) => {
        for (let p = model.linkInto[i]!; p < model.linkInto[i + 1]!; p++) ready(model.linkFrom[p]!);
      },
    );
  }

  /** A topological order that takes the first of what is ready (binary heap). O((n + links) log n). */
  private ordered(
    before: (a: number, b: number) => boolean,
    waits: (i: number) => number,
    release: (i: number, ready: (j: number) => void) => void,
  ): Int32Array {
    const { n } = this.model;
    const { waiting } = this;
    const heap = new Int32Array(n);
    let size = 0;
    const push = (i: number): void => {
      let k = size++;
      while (k > 0 && before(i, heap[(k - 1) >> 1]!)) {
        heap[k] = heap[(k - 1) >> 1]!;
        k = (k - 1) >> 1;
      }
      heap[k] = i;
    };
    const pop = (): number => {
      const top = heap[0]!;
      const last = heap[--size]!;
      let k = 0;
      for (;;) {
        let child = 2 * k + 1;
        if (child >= size) break;
        if (child + 1 < size && before(heap[child + 1]!, heap[child]!)) child++;
        if (!before(heap[child]!, last)) break;
        heap[k] = heap[child]!;
        k = child;
      }
      heap[k] = last;
      return top;
    };
    for (let i = 0; i < n; i++) {
      waiting[i] = waits(i);
      if (waiting[i] === 0) push(i);
    }
    const list = new Int32Array(n);
    for (let k = 0; k < n; k++) {
      const i = pop();
      list[k] = i;
      release(i, (j) => {
        if (--waiting[j]! === 0) push(j);
      });
    }
    return list;
  }
}
