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
export type { DurationRange } from './distributions.ts';
export type { EngineError, Result, Rule } from './errors.ts';
export { type Cause, explainStart, type ResourceWait, remainingOf, type StartExplanation, type Waiting } from './explain.ts';
export { type ApplyBy, applyByDates, type ChainStep, chainTo, type Gap, gapsOf, type PromiseAnswer, promisesOf } from './gap.ts';
export { type Breach, checkPlan } from './level/check.ts';
export {
  createIsland,
  type Island,
  type IslandMaker,
  type IslandOrder,
  type IslandReport,
  type IslandSetup,
  type Objective,
} from './level/island.ts';
export { type LevelAnswer, type LevelOptions, type LevelPromise, level, levelNow } from './level/level.ts';
export { createLevelModel, type LevelModel } from './level/model.ts';
export type {
  CapacityChange,
  Demands,
  LevelActivity,
  LevelCalendar,
  LevelLink,
  LevelMode,
  LevelPlan,
  LevelProblem,
  LevelProject,
  LevelResource,
  Period,
} from './level/problem.ts';
export { readRcp } from './level/read-rcp.ts';
export { readSm } from './level/read-sm.ts';
export { type Port, remoteIslands, serveIslands } from './level/remote-islands.ts';
export {
  type KeptPromise,
  type MovedActivity,
  type ReplanAnswer,
  type ReplanOptions,
  type ReplanPoint,
  replan,
  replanNow,
} from './level/replan.ts';
export type { Actual, LevelStop, Loss, Shock } from './level/shock.ts';
export { type Hold, holdsOf } from './level/waits.ts';
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
  underCalendars,
} from './network.ts';
export type { PassOptions, ProgressRule } from './pass.ts';
export { criticalActivities, drivingChain, drivingLinks, floatDays, floatPaths, longestPath, type Path } from './paths.ts';
export { PlainNetwork, type PlainProblem } from './plain.ts';
export { type Change, type Moved, Planner } from './planner.ts';
export { type Simulation, type SimulationOptions, simulate, simulation } from './risk.ts';
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
