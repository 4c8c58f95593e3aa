// Time as a ruler of uneven pace: days that something must stand on are given their places, days between lie evenly between them. Which months are named,
// and where, so that no name meets a mark.
import { addDays, type Day, daysBetween } from '../../vocabulary/days.ts';
import { textWide } from '../../vocabulary/drawing.ts';
import { type ChartLanguage, chartWords } from './chart-marks.ts';

export interface Ruler {
  from: Day;
  to: Day;
  /** The place of the beginning of a day; `part` of the day later. */
  at(day: string, part?: number): number;
}

/** Days since `from` against places, both growing; there must be at least two. */
export function ruler(from: Day, to: Day, anchors: readonly (readonly [days: number, x: number])[]): Ruler {
  return {
    from,
    to,
    at(day, part = 0.5) {
      const wanted = daysBetween(from, day as Day) + part;
      let low = anchors[0]!;
      for (const high of anchors.slice(1)) {
        if (wanted <= high[0] || high === anchors.at(-1)) {
          const span = high[0] - low[0];
          return span <= 0 ? high[1] : low[1] + ((wanted - low[0]) / span) * (high[1] - low[1]);
        }
        low = high;
      }
      return low[1];
    },
  };
}

export interface Month {
  /** the first day shown of the month, and where it begins and ends */
  day: Day;
  begins: number;
  ends: number;
  /** '' where there is no room */
  label: string;
  /** the middle of the label */
  middle: number;
}

/**
 * The months of a ruler, named where a name of this size fits between the marks that are to stay free; the first name of a year bears the year, unless
 * years are told elsewhere.
 */
export function months(
  time: Ruler,
  size: number,
  language: ChartLanguage,
  { kept = [], years = true }: { kept?: readonly number[]; years?: boolean } = {},
): Month[] {
  const words = chartWords[language];
  const found: Month[] = [];
  let told = '';
  let day = time.from;
  while (day <= time.to) {
    const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
    const next = (month === 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`) as Day;
    const last = next > time.to ? addDays(time.to, 1) : next;
    const [begins, ends] = [time.at(day, 0), time.at(last, 0)];
    const bare = [words.month(month), String(month)];
    const wanted = !years || year === told ? bare : [words.year(year, month), `${year}.${month}`];
    let label = '';
    let middle = (begins + ends) / 2;
    for (const text of wanted) {
      const half = textWide(text, size) / 2;
      const places = [(begins + ends) / 2, begins + half + 4, ends - half - 4];
      const place = places.find(
        (x) => x - half >= begins + 3 && x + half <= ends - 3 && kept.every((mark) => Math.abs(mark - x) > half + 4),
      );
      if (place === undefined) continue;
      [label, middle] = [text, place];
      told = year;
      break;
    }
    found.push({ day, begins, ends, label, middle });
    day = next;
  }
  return found;
}

export interface Year {
  year: string;
  begins: number;
  ends: number;
}

/** The years of a ruler, or as much of them as it shows. */
export function yearsOf(time: Ruler): Year[] {
  const [first, last] = [Number(time.from.slice(0, 4)), Number(time.to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, i): Year => {
    const year = String(first + i);
    return {
      year,
      begins: i === 0 ? time.at(time.from, 0) : time.at(`${year}-01-01`, 0),
      ends: first + i === last ? time.at(time.to, 1) : time.at(`${first + i + 1}-01-01`, 0),
    };
  });
}
