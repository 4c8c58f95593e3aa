// The serial generation scheme for every kind of problem: modes, all four links with lags, capacities that change, calendars with breaks, releases and
// anchors. Forward as early, backward as late as possible. Slower than serial.ts, which knows the classic problem only, and the same in its answers.
import { type LevelModel, never } from './model.ts';
import { packCapacity } from './packing.ts';

/** Activities that must not start before a period although they could: published starts that are to be kept. */
export type Anchors = Int32Array;

export class Placing {
  readonly model: LevelModel;
  readonly start: Int32Array;
  readonly finish: Int32Array;
  /** The mode of each activity in the plan made last. */
  readonly mode: Int32Array;
  private readonly slots: number;
  private readonly usual: Int32Array;
  private readonly free: Int32Array;
  private touched = 0;
  /** Per calendar: its worked periods, and how many of them lie before a period. */
  private readonly worked: Int32Array[] = [];
  private readonly before: Int32Array[] = [];
  private found = 0;
  private foundEnd = 0;

  constructor(model: LevelModel, latestAnchor = 0) {
    this.model = model;
    this.slots = model.horizon + latestAnchor + 1;
    this.start = new Int32Array(model.n);
    this.finish = new Int32Array(model.n);
    this.mode = new Int32Array(model.n);
    const { words } = model.packing;
    this.usual = new Int32Array(this.slots * words);
    for (let k = 0; k < model.stepAt.length; k++) {
      const from = model.stepAt[k]!;
      const to = k + 1 < model.stepAt.length ? model.stepAt[k + 1]! : this.slots;
      for (let t = from; t < to && t < this.slots; t++)
        packCapacity(model.packing, model.stepCapacity, k * model.resources, this.usual, t * words);
    }
    this.free = this.usual.slice();
    for (const breaks of model.breaks) {
      const before = new Int32Array(this.slots + 2);
      const worked: number[] = [];
      for (let t = 0, b = 0; t < this.slots; t++) {
        while (b < breaks.length && breaks[b + 1]! <= t) b += 2;
        before[t] = worked.length;
        if (b >= breaks.length || t < breaks[b]!) worked.push(t);
      }
      before.fill(worked.length, this.slots);
      this.worked.push(Int32Array.from(worked));
      this.before.push(before);
    }
  }

  /**
   * Each activity of the list in turn as early as possible. `modes` says which way each is done, −1: whichever finishes first. An activity does not start
   * before its anchor. Returns the makespan.
   */
  forward(list: ArrayLike<number>, modes: Int32Array, anchors?: Anchors): number {
    const { model, start, finish, mode } = this;
    this.clear();
    let makespan = 0;
    for (let k = 0; k < list.length; k++) {
      const i = list[k]!;
      let from = anchors ? Math.max(model.release[i]!, anchors[i]!) : model.release[i]!;
      let finishFrom = 0;
      for (let p = model.linkInto[i]!; p < model.linkInto[i + 1]!; p++) {
        const a = model.linkFrom[p]!;
        const type = model.linkType[p]!;
        const at = (type === 0 || type === 2 ? finish[a]! : start[a]!) + model.linkLag[p]!;
        if (type < 2) {
          if (at > from) from = at;
        } else if (at > finishFrom) finishFrom = at;
      }
      const wanted = modes[i]!;
      if (wanted >= 0) {
        this.earliest(i, wanted, from, finishFrom);
        mode[i] = wanted;
      } else this.quickest(i, from, finishFrom);
      start[i] = this.found;
      finish[i] = this.foundEnd;
      this.take(i, mode[i]!);
      if (this.foundEnd > makespan) makespan = this.foundEnd;
    }
    return makespan;
  }

  /**
   * Each activity of the list in turn (successors first) as late as its limit and its successors allow, in the modes of the plan made last. False when one
   * would have to start before its release, which a list by falling finishes of a plan never brings about.
   */
  backward(list: ArrayLike<number>, limits: Int32Array): boolean {
    const { model, start, finish, mode } = this;
    this.clear();
    for (let k = 0; k < list.length; k++) {
      const i = list[k]!;
      let to = limits[i]!;
      let startTo = never;
      for (let p = model.outOf[i]!; p < model.outOf[i + 1]!; p++) {
        const link = model.linkOut[p]!;
        const b = model.linkTo[link]!;
        const type = model.linkType[link]!;
        const at = (type >= 2 ? finish[b]! : start[b]!) - model.linkLag[link]!;
        if (type === 0 || type === 2) {
          if (at < to) to = at;
        } else if (at < startTo) startTo = at;
      }
      if (!this.latest(i, mode[i]!, to, startTo)) return false;
      start[i] = this.found;
      finish[i] = this.foundEnd;
      if (start[i]! < model.release[i]!) return false;
      this.take(i, mode[i]!);
    }
    return true;
  }

  /** Lays out a plan made elsewhere, so that activities can be taken out of it and put in again. */
  load(start: Int32Array, finish: Int32Array, mode: Int32Array): void {
    this.clear();
    this.start.set(start);
    this.finish.set(finish);
    this.mode.set(mode);
    for (let i = 0; i < this.model.n; i++) {
      this.found = start[i]!;
      this.foundEnd = finish[i]!;
      this.take(i, mode[i]!);
    }
  }

  /**
   * Moves one activity of a plan laid out as near to a start as links, room and `latest` finish allow; others stay. True when it moved. O(distance · duration).
   */
  moveTowards(i: number, wanted: number, latest: number): boolean {
    const { model, start, finish } = this;
    const [was, until] = [start[i]!, finish[i]!];
    const m = this.mode[i]!;
    this.found = was;
    this.foundEnd = until;
    this.take(i, m, -1);
    const step = wanted > was ? -1 : 1;
    for (let s = wanted; s !== was; s += step) {
      if (s < model.release[i]! || !this.placeAt(i, m, s) || this.foundEnd > latest || !this.linksHold(i)) continue;
      start[i] = this.found;
      finish[i] = this.foundEnd;
      this.take(i, m);
      return true;
    }
    this.found = was;
    this.foundEnd = until;
    this.take(i, m);
    return false;
  }

  private placeAt(i: number, m: number, s: number): boolean {
    this.earliest(i, m, s, 0);
    return this.found === s;
  }

  /** Whether the activity could stand at what was found last, as far as its links say. */
  private linksHold(i: number): boolean {
    const { model, start, finish, found, foundEnd } = this;
    for (let p = model.linkInto[i]!; p < model.linkInto[i + 1]!; p++) {
      const a = model.linkFrom[p]!;
      const type = model.linkType[p]!;
      if ((type < 2 ? found : foundEnd) < (type === 0 || type === 2 ? finish[a]! : start[a]!) + model.linkLag[p]!) return false;
    }
    for (let p = model.outOf[i]!; p < model.outOf[i + 1]!; p++) {
      const link = model.linkOut[p]!;
      const b = model.linkTo[link]!;
      const type = model.linkType[link]!;
      if ((type < 2 ? start[b]! : finish[b]!) < (type === 0 || type === 2 ? foundEnd : found) + model.linkLag[link]!) return false;
    }
    return true;
  }

  private clear(): void {
    const end = this.touched * this.model.packing.words;
    this.free.set(this.usual.subarray(0, end));
    this.touched = 0;
  }

  private quickest(i: number, from: number, finishFrom: number): void {
    const { modeFrom } = this.model;
    let [best, bestStart, bestEnd] = [-1, 0, never];
    for (let m = modeFrom[i]!; m < modeFrom[i + 1]!; m++) {
      this.earliest(i, m, from, finishFrom);
      if (this.foundEnd >= bestEnd) continue;
      [best, bestStart, bestEnd] = [m, this.found, this.foundEnd];
    }
    this.mode[i] = best;
    this.found = bestStart;
    this.foundEnd = bestEnd;
  }

  /** First period from `from` on with room for the whole mode and the finish not before `finishFrom`. */
  private earliest(i: number, m: number, from: number, finishFrom: number): void {
    const { model } = this;
    const length = model.modeDuration[m]!;
    if (length === 0) {
      this.found = this.foundEnd = Math.max(from, finishFrom);
      return;
    }
    const c = model.calendar[i]!;
    if (c < 0) {
      let t = Math.max(from, finishFrom - length);
      let end = t + length;
      while (t < end) {
        if (!this.room(t, m)) end = t + 1 + length;
        t++;
      }
      this.found = end - length;
      this.foundEnd = end;
      return;
    }
    const worked = this.worked[c]!;
    const before = this.before[c]!;
    let u = before[from]!;
    if (finishFrom > 0) u = Math.max(u, before[finishFrom - 1]! - length + 1);
    let end = u + length;
    while (u < end) {
      if (!this.room(worked[u]!, m)) end = u + 1 + length;
      u++;
    }
    this.found = worked[end - length]!;
    this.foundEnd = worked[end - 1]! + 1;
  }

  /** Last such place with the finish not after `to` and the start not after `startTo`. */
  private latest(i: number, m: number, to: number, startTo: number): boolean {
    const { model } = this;
    const length = model.modeDuration[m]!;
    if (length === 0) {
      this.found = this.foundEnd = Math.min(to, startTo);
      return this.found >= 0;
    }
    const c = model.calendar[i]!;
    if (c < 0) {
      let end = Math.min(to, startTo + length);
      let t = end - 1;
      while (t >= end - length) {
        if (t < 0) return false;
        if (!this.room(t, m)) end = t;
        t--;
      }
      this.found = end - length;
      this.foundEnd = end;
      return this.found >= 0;
    }
    const worked = this.worked[c]!;
    const before = this.before[c]!;
    if (to < 0 || startTo < 0) return false;
    let end = before[Math.min(to, this.slots)]!;
    if (startTo < this.slots) end = Math.min(end, before[startTo + 1]! - 1 + length);
    let u = end - 1;
    while (u >= end - length) {
      if (u < 0) return false;
      if (!this.room(worked[u]!, m)) end = u;
      u--;
    }
    if (end < length) return false;
    this.found = worked[end - length]!;
    this.foundEnd = worked[end - 1]! + 1;
    return true;
  }

  private room(t: number, m: number): boolean {
    const { words, guard, demand } = this.model.packing;
    if (t >= this.slots) return true;
    for (let w = 0; w < words; w++) if (((this.free[t * words + w]! - demand[m * words + w]!) & guard[w]!) !== guard[w]!) return false;
    return true;
  }

  /** Holds what the mode needs over what was found last; `sign` −1 gives it back. */
  private take(i: number, m: number, sign = 1): void {
    const { words, demand } = this.model.packing;
    const c = this.model.calendar[i]!;
    if (this.foundEnd > this.touched) this.touched = this.foundEnd;
    if (c < 0 || this.model.modeDuration[m] === 0) {
      for (let w = 0; w < words; w++) {
        const need = sign * demand[m * words + w]!;
        if (need !== 0) for (let t = this.found; t < this.foundEnd; t++) this.free[t * words + w]! -= need;
      }
      return;
    }
    const worked = this.worked[c]!;
    const first = this.before[c]![this.found]!;
    for (let u = first; u < first + this.model.modeDuration[m]!; u++)
      for (let w = 0; w < words; w++) this.free[worked[u]! * words + w]! -= sign * demand[m * words + w]!;
  }
}
