// Duration ranges as quantiles: each is made into a table once, from which a sample costs one random number and one interpolation. Decides nothing
// about a network; risk.ts asks here.
import type { EngineError } from './errors.ts';
import type { Duration } from './network.ts';

/** How long an activity may take. Three estimates for triangular and PERT (beta with four times the weight on the most likely, Malcolm 1959). */
export type DurationRange =
  | { readonly shape: 'triangular' | 'pert'; readonly least: Duration; readonly likely: Duration; readonly most: Duration }
  | { readonly shape: 'uniform'; readonly least: Duration; readonly most: Duration }
  | { readonly shape: 'discrete'; readonly values: readonly { readonly duration: Duration; readonly weight: number }[] };

/** Steps of a table; a sample lies between two of its entries. */
const steps = 256;
const grid = 400;
/** Steps of a discrete range, which are not interpolated: the chance of a value is kept to one in sixteen thousand. */
const exactSteps = 1 << 14;

/** The quantiles of a range at 0, 1/256 … 1, in minutes. Discrete ranges have steps without anything between: `shift` of 32 bits names one, otherwise 0. */
export type Quantiles = { readonly table: Float32Array; readonly shift: number };

/** Errors: `bad-number` when a range is out of order, negative, or not a number. */
export function quantilesOf(
  range: DurationRange,
  activity: string,
  minutes: (duration: Duration) => number | undefined,
  errors: EngineError[],
): Quantiles {
  const table = new Float32Array(steps + 1);
  const wrong = (sentence: string): Quantiles => {
    errors.push({ rule: 'bad-number', sentence: `Activity ${activity}: ${sentence}`, activity });
    return { table, shift: 0 };
  };
  if (range.shape === 'discrete') {
    const values = range.values.map((value) => ({ duration: minutes(value.duration), weight: value.weight }));
    const sum = values.reduce((total, value) => total + value.weight, 0);
    if (!(sum > 0) || !Number.isFinite(sum) || values.some((value) => !(value.weight >= 0) || !((value.duration ?? -1) >= 0)))
      return wrong('the weights of its durations add up to nothing, or one of them is no number.');
    values.sort((a, b) => a.duration! - b.duration!);
    const many = new Float32Array(exactSteps);
    for (let i = 0, place = 0, below = values[0]!.weight; i < exactSteps; i++) {
      while (place + 1 < values.length && below <= ((i + 0.5) / exactSteps) * sum) below += values[++place]!.weight;
      many[i] = values[place]!.duration!;
    }
    return { table: many, shift: 32 - 14 };
  }
  const least = minutes(range.least);
  const most = minutes(range.most);
  const likely = range.shape === 'uniform' ? least : minutes(range.likely);
  if (least === undefined || most === undefined || likely === undefined || least < 0)
    return wrong('a duration of its range is no length of time.');
  if (least > likely || likely > most) return wrong('its range is not in order: least, likely, most.');
  const width = most - least;
  const mode = width === 0 ? 0 : (likely - least) / width;
  const unit = range.shape === 'uniform' ? undefined : range.shape === 'triangular' ? triangular(mode) : pert(mode);
  for (let i = 0; i <= steps; i++) table[i] = least + width * (unit ? unit[i]! : i / steps);
  return { table, shift: 0 };
}

function triangular(mode: number): Float32Array {
  const table = new Float32Array(steps + 1);
  const below = Math.ceil(mode * steps);
  for (let i = 0; i < below; i++) table[i] = Math.sqrt((i / steps) * mode);
  for (let i = below; i <= steps; i++) table[i] = 1 - Math.sqrt((1 - i / steps) * (1 - mode));
  return table;
}

const known = new Map<number, Float32Array>();

/** Quantiles of the beta distribution with α = 1 + 4·mode, β = 5 − 4·mode, by summing its density over a grid. */
function pert(mode: number): Float32Array {
  const key = Math.round(mode * 1000) / 1000;
  const before = known.get(key);
  if (before) return before;
  const [a, b] = [4 * key, 4 - 4 * key];
  const below = new Float64Array(grid + 1);
  for (let g = 1; g <= grid; g++) {
    const x = (g - 0.5) / grid;
    below[g] = below[g - 1]! + x ** a * (1 - x) ** b;
  }
  const table = new Float32Array(steps + 1);
  for (let i = 0, g = 0; i <= steps; i++) {
    const wanted = (i / steps) * below[grid]!;
    while (g + 1 < grid && below[g + 1]! < wanted) g++;
    const inside = below[g + 1]! - below[g]!;
    table[i] = Math.min(1, (g + (inside > 0 ? (wanted - below[g]!) / inside : 0)) / grid);
  }
  known.set(key, table);
  return table;
}
