// The windows in which activities may start if the plan is to end by a given period, and what follows from them: links, pairs that cannot run at once,
// what every plan holds at a time (timetable), and the energy of intervals (Erschler, Lopez & Thuriot 1991). An empty window proves that there is no such
// plan. Everything left out of the picture (modes, calendars, changing capacities) is left out on the generous side, so a proof stays one.

/** A relaxed problem: one mode of least duration and least demand each, capacities at their highest, links as least distances between starts. */
export type Relaxed = {
  readonly n: number;
  readonly duration: Int32Array;
  readonly resources: number;
  readonly demand: Int32Array;
  readonly capacity: Int32Array;
  /** Sorted by target, activities in topological order. */
  readonly linkFrom: Int32Array;
  readonly linkTo: Int32Array;
  readonly linkGap: Int32Array;
  readonly release: Int32Array;
  /** Pairs that no plan runs at once, at 2k and 2k + 1. */
  readonly pairs: Int32Array;
};

export class Windows {
  readonly relaxed: Relaxed;
  /** Earliest and latest start. */
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
  /** Elementary steps so far; a caller stops by it, so that the answer does not depend on the machine. */
  effort = 0;
  private readonly profile: Int32Array;
  private readonly horizon: number;

  constructor(relaxed: Relaxed, horizon: number) {
    this.relaxed = relaxed;
    this.horizon = horizon;
    this.earliest = new Int32Array(relaxed.n);
    this.latest = new Int32Array(relaxed.n);
    this.profile = new Int32Array(horizon + 2);
  }

  /** The widest windows for a plan that ends by `end`. */
  open(end: number): boolean {
    const { n, duration, release } = this.relaxed;
    for (let i = 0; i < n; i++) {
      this.earliest[i] = release[i]!;
      this.latest[i] = end - duration[i]!;
    }
    return this.links();
  }

  copy(from: Windows): void {
    this.earliest.set(from.earliest);
    this.latest.set(from.latest);
  }

  /** Narrows until nothing follows any more; false when a window has become empty. */
  narrow(withEnergy: boolean, mostEffort: number): boolean {
    for (;;) {
      const before = this.sum();
      if (!this.links() || !this.exclusive()) return false;
      if (this.sum() !== before) continue;
      if (!this.timetable()) return false;
      if (this.sum() !== before) continue;
      if (!withEnergy || this.effort > mostEffort) return true;
      if (!this.energy(mostEffort)) return false;
      if (this.sum() === before) return true;
    }
  }

  private sum(): number {
    let value = 0;
    for (let i = 0; i < this.relaxed.n; i++) value += this.latest[i]! - this.earliest[i]!;
    return value;
  }

  links(): boolean {
    const { n, linkFrom, linkTo, linkGap } = this.relaxed;
    const { earliest, latest } = this;
    for (let k = 0; k < linkTo.length; k++) {
      const at = earliest[linkFrom[k]!]! + linkGap[k]!;
      if (at > earliest[linkTo[k]!]!) earliest[linkTo[k]!] = at;
    }
    for (let k = linkTo.length - 1; k >= 0; k--) {
      const at = latest[linkTo[k]!]! - linkGap[k]!;
      if (at < latest[linkFrom[k]!]!) latest[linkFrom[k]!] = at;
    }
    this.effort += 2 * linkTo.length;
    for (let i = 0; i < n; i++) if (earliest[i]! > latest[i]!) return false;
    return true;
  }

  /** Of a pair that cannot run at once, one goes before the other. */
  private exclusive(): boolean {
    const { pairs, duration } = this.relaxed;
    const { earliest, latest } = this;
    this.effort += pairs.length;
    for (let k = 0; k < pairs.length; k += 2) {
      const i = pairs[k]!;
      const j = pairs[k + 1]!;
      const iFirst = earliest[i]! + duration[i]! <= latest[j]!;
      const jFirst = earliest[j]! + duration[j]! <= latest[i]!;
      if (iFirst && jFirst) continue;
      if (!iFirst && !jFirst) return false;
      if (!(iFirst ? this.order(i, j) : this.order(j, i))) return false;
    }
    return true;
  }

  /** The first before the second. */
  order(i: number, j: number): boolean {
    const length = this.relaxed.duration[i]!;
    if (this.earliest[j]! < this.earliest[i]! + length) this.earliest[j] = this.earliest[i]! + length;
    if (this.latest[i]! > this.latest[j]! - length) this.latest[i] = this.latest[j]! - length;
    return this.earliest[i]! <= this.latest[i]! && this.earliest[j]! <= this.latest[j]!;
  }

  /** What is certainly held in a period leaves no room for others. */
  private timetable(): boolean {
    const { n, duration, resources, demand, capacity } = this.relaxed;
    const { earliest, latest, profile } = this;
    for (let r = 0; r < resources; r++) {
      let end = 0;
      profile.fill(0);
      for (let i = 0; i < n; i++) {
        const from = latest[i]!;
        const to = earliest[i]! + duration[i]!;
        if (from >= to || demand[i * resources + r] === 0) continue;
        profile[from]! += demand[i * resources + r]!;
        profile[to]! -= demand[i * resources + r]!;
        if (to > end) end = to;
      }
      for (let t = 1; t <= end; t++) profile[t]! += profile[t - 1]!;
      for (let t = 0; t < end; t++) if (profile[t]! > capacity[r]!) return false;
      this.effort += n + 2 * end + this.horizon / 8;
      for (let i = 0; i < n; i++) {
        const need = demand[i * resources + r]!;
        const length = duration[i]!;
        if (need === 0 || length === 0 || earliest[i] === latest[i]) continue;
        const heldFrom = latest[i]!;
        const heldTo = earliest[i]! + length;
        const room = capacity[r]! - need;
        const blocked = (t: number): boolean => profile[t]! - (t >= heldFrom && t < heldTo ? need : 0) > room;
        for (let t = earliest[i]!; t < earliest[i]! + length && t < end; t++) if (blocked(t)) earliest[i] = t + 1;
        for (let t = latest[i]! + length - 1; t >= latest[i]! && t >= 0; t--) if (t < end && blocked(t)) latest[i] = t - length;
        this.effort += 2 * length;
        if (earliest[i]! > latest[i]!) return false;
      }
    }
    return true;
  }

  /** Intervals that begin with an earliest start and end with a latest finish: the work that must fall into them against what they can carry. */
  private energy(mostEffort: number): boolean {
    const { n, duration, resources, demand, capacity } = this.relaxed;
    const { earliest, latest } = this;
    const begins = [...new Set(earliest)].sort((a, b) => a - b);
    const ends = [...new Set(latest.map((value, i) => value + duration[i]!))].sort((a, b) => a - b);
    for (let r = 0; r < resources; r++) {
      const who: number[] = [];
      for (let i = 0; i < n; i++) if (demand[i * resources + r]! > 0 && duration[i]! > 0) who.push(i);
      for (const from of begins) {
        if (this.effort > mostEffort) return true;
        for (const to of ends) {
          if (to <= from) continue;
          let work = 0;
          for (const i of who) work += demand[i * resources + r]! * this.inside(i, from, to);
          const room = capacity[r]! * (to - from) - work;
          this.effort += 2 * who.length;
          if (room < 0) return false;
          if (room > capacity[r]! * 3) continue;
          for (const i of who) if (!this.fit(i, demand[i * resources + r]!, room, from, to)) return false;
        }
      }
    }
    return true;
  }

  /** The least part of an activity that falls into an interval, wherever in its window it starts. */
  private inside(i: number, from: number, to: number): number {
    const length = this.relaxed.duration[i]!;
    const ifEarly = this.earliest[i]! + length - from;
    if (ifEarly <= 0) return 0;
    const ifLate = to - this.latest[i]!;
    if (ifLate <= 0) return 0;
    return Math.min(length, to - from, ifEarly, ifLate);
  }

  /** An activity that would bring more into the interval than is left may not start as early, or not as late. */
  private fit(i: number, need: number, room: number, from: number, to: number): boolean {
    const { earliest, latest } = this;
    const length = this.relaxed.duration[i]!;
    const least = this.inside(i, from, to);
    const most = Math.floor(room / need) + least;
    const early = Math.min(length, to - from, Math.max(0, earliest[i]! + length - from), Math.max(0, to - earliest[i]!));
    if (early > most && earliest[i]! <= from && earliest[i]! < to) {
      const at = to - most;
      if (at > earliest[i]!) earliest[i] = Math.max(earliest[i]!, at);
    }
    const late = Math.min(length, to - from, Math.max(0, latest[i]! + length - from), Math.max(0, to - latest[i]!));
    if (late > most && latest[i]! + length >= to && latest[i]! + length > from) {
      const at = from + most - length;
      if (at < latest[i]!) latest[i] = at;
    }
    return earliest[i]! <= latest[i]!;
  }
}
