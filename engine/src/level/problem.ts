// What is to be levelled, as it is handed in: activities with their ways of being done, links, renewable resources whose capacity varies, calendars of
// stops, promises. Periods are whole numbers of whatever unit the caller counts in. Validation and the compiled form are model.ts.

/** A period counted from 0; an interval holds `from` and not `to`. The unit (day, shift, hour, minute) is the caller's. */
export type Period = number;

/** From one period up to another, another capacity than usual: a crew on leave, a crane hired. Later entries win over earlier ones. */
export type CapacityChange = { readonly from: Period; readonly to: Period; readonly capacity: number };

/** A renewable resource: so many units in every period (crews, cranes, trades). Whole units from 0 to 2^29. */
export type LevelResource = {
  readonly id: string;
  readonly name?: string;
  readonly capacity: number;
  readonly changes?: readonly CapacityChange[];
};

/** Units of a resource held in every period in which the activity works. */
export type Demands = Readonly<Record<string, number>>;

/** One way of doing an activity. */
export type LevelMode = { readonly id?: string; readonly duration: Period; readonly demands?: Demands };

/**
 * An activity works without interruption except in the breaks of its calendar, in which it stands still and holds nothing. Give either `duration` and
 * `demands` or `modes`.
 */
export type LevelActivity = {
  readonly id: string;
  readonly name?: string;
  readonly project?: string;
  readonly duration?: Period;
  readonly demands?: Demands;
  readonly modes?: readonly LevelMode[];
  /** No earlier start. */
  readonly release?: Period;
  /** A promise: finished by the beginning of this period. Breaking it is lateness, not an error. */
  readonly due?: Period;
  /** What one period of lateness counts; 1 when absent. */
  readonly weight?: number;
  readonly calendar?: string;
};

/** Start of the second no earlier than `lag` periods after the finish (FS), start (SS) of the first; FF and SF speak of its finish. Lags may be negative. */
export type LevelLink = {
  readonly from: string;
  readonly to: string;
  readonly type?: 'FS' | 'SS' | 'FF' | 'SF';
  readonly lag?: Period;
};

/** Periods in which activities with this calendar do not work. Outside the breaks every period is worked. */
export type LevelCalendar = { readonly id: string; readonly breaks: readonly (readonly [from: Period, to: Period])[] };

/** One of several projects that share the resources. */
export type LevelProject = { readonly id: string; readonly release?: Period; readonly due?: Period; readonly weight?: number };

export type LevelProblem = {
  readonly activities: readonly LevelActivity[];
  readonly links?: readonly LevelLink[];
  readonly resources?: readonly LevelResource[];
  readonly calendars?: readonly LevelCalendar[];
  readonly projects?: readonly LevelProject[];
};

/** When each activity starts and finishes and in which mode, in the order of the problem's activities. */
export type LevelPlan = {
  readonly start: readonly Period[];
  readonly finish: readonly Period[];
  readonly mode: readonly number[];
};
