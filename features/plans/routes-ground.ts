// The ground of a chart: the calendars of one plan as spans.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { loadPlan } from './planned.ts';
import { groundOf, reachOf } from './rules-ground.ts';
import { calendarData } from './store-dated.ts';
import { type PlanGround, planGround } from './words-ground.ts';

export async function groundFor(house: House, region: string, project: string, on?: string): Promise<PlanGround> {
  const { facts, passes } = await loadPlan(house, region, project, { on });
  return groundOf(passes.calendars, await calendarData(house.db, [region]), region, project, reachOf(facts, passes));
}

export const groundRoutes = (): Route[] => [serve(planGround, ({ region, project, on }, house) => groundFor(house, region, project, on))];
