// The ground of a chart: the calendars of one plan as spans.
import { type Route, serve } from '../../platform/http/house.ts';
import { loadPlan } from './planned.ts';
import { groundOf, reachOf } from './rules-ground.ts';
import { calendarData } from './store-dated.ts';
import { planGround } from './words-ground.ts';

export const groundRoutes = (): Route[] => [
  serve(planGround, async ({ region, project, on }, house) => {
    const { facts, passes } = await loadPlan(house, region, project, { on });
    return groundOf(passes.calendars, await calendarData(house.db, [region]), region, project, reachOf(facts, passes));
  }),
];
