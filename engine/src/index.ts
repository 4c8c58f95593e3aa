// The only door of the library. Problems go in as plain values, answers come out as new ones; see README.md for the theory and an example of each.
export {
  Calendar,
  type CalendarException,
  type CalendarProblem,
  createCalendar,
  fiveDays,
  roundTheClock,
  type Shift,
  type Stop,
} from './calendar.ts';
export { type Breaks, type CloseOptions, type Measure, type WayToClose, waysToClose } from './close.ts';
export type { EngineError, Result, Rule } from './errors.ts';
export { type Cause, explainStart, type ResourceWait, remainingOf, type StartExplanation, type Waiting } from './explain.ts';
export { type ApplyBy, applyByDates, type ChainStep, chainTo, type Gap, gapsOf, type PromiseAnswer, promisesOf } from './gap.ts';
export {
  type Activity,
  type ActivityKind,
  type Constraint,
  createNetwork,
  type Duration,
  type LagCalendar,
  type Link,
  type LinkType,
  type Network,
  type NetworkProblem,
  type ProjectProblem,
} from './network.ts';
export type { PassOptions, ProgressRule } from './pass.ts';
export { criticalActivities, drivingChain, drivingLinks, floatDays, floatPaths, longestPath, type Path } from './paths.ts';
export { PlainNetwork, type PlainProblem } from './plain.ts';
export { type Change, type Moved, Planner } from './planner.ts';
export {
  type ActivityDates,
  allDates,
  datesOf,
  type Note,
  notesOf,
  type Schedule,
  type ScheduleOptions,
  type Signal,
  schedule,
  slackOfLink,
} from './schedule.ts';
export { type Day, dayNumber, dayText, type Instant, instant, instantText, type When } from './time.ts';
export { type Crash, type TradeOff, type TradeOffOptions, tradeOff } from './trade-off.ts';
