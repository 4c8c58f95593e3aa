// The calls around the joint visit that are the office's and the enterprise's: appointing it, the route of a day, saying that a finding is mended. What
// the departments sign comes in by routes-entries.ts.
import { type Route, serve } from '../../platform/http/house.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { stepped } from './case-calls.ts';
import { takeStep } from './cases.ts';
import { names } from './region-names.ts';
import { itemsOfVisit } from './rules-outcome.ts';
import { findingsOf, insertVisit, mendFinding, moveVisit, saveRoute, stopsOn, visitsOf } from './store-appointments.ts';
import { checklistOf, departmentsOn } from './store-regimes.ts';
import * as words from './words-cases.ts';

export const inspectionRoutes = (): Route[] => [
  serve(words.appointVisit, ({ on, time, members, reason, ...input }, house) =>
    stepped(
      house,
      input,
      async (acting, at) => {
        if (on < dayOfInstant(acting.at)) refuse('resumption.day-gone', { day: on });
        const place = { region: at.row.region, id: at.row.id };
        const findings = (await findingsOf(house.db, place)).filter((one) => one.clearedOn === null && one.blocking);
        const visits = await visitsOf(house.db, place);
        const again = visits.some((one) => one.state === 'closed');
        const all = itemsOfVisit(
          await checklistOf(house.db, at.regime.content.checklist),
          at.regime.content,
          again ? new Set(findings.map((one) => one.item)) : undefined,
        );
        const asked = at.regime.content.departments.filter(
          (one) =>
            !again || findings.some((finding) => finding.department === one.code) || all.some((item) => item.department === one.code),
        );
        const official = new Map((await departmentsOn(house.db, at.row.region, on)).map((one) => [one.code, one.name]));
        const { zh } = (await names(house)).get(at.row.region) ?? { zh: '' };
        const going = asked.map((one) => ({
          department: one.code,
          organisation: official.get(one.code) ?? `${zh}${one.zh}`,
          person: members.find((member) => member.department === one.code)?.person ?? '',
          personId: null,
        }));
        const open = visits.find((one) => one.state === 'appointed');
        if (at.row.state === 'appointed' && open) await moveVisit(house.db, open, { on, time, members: going });
        else
          await insertVisit(house.db, {
            region: at.row.region,
            id: newId(),
            enterpriseId: at.row.enterpriseId,
            caseId: at.row.id,
            round: Math.max(0, ...visits.filter((one) => one.state !== 'cancelled').map((one) => one.round)) + 1,
            on,
            time,
            members: going,
            items: all,
            byName: acting.by.name,
            at: acting.at,
          });
        const action = at.row.state === 'appointed' ? 'reappoint' : 'appoint';
        return {
          ...(await takeStep(acting, at, action, { reason, agreed: on, facts: { on, time } })),
          facts: { day: on, departments: going.length },
        };
      },
      'appoint',
    ),
  ),

  serve(words.mendCase, ({ notes, ...input }, house) =>
    stepped(
      house,
      input,
      async (acting, at) => {
        const open = (await findingsOf(house.db, input)).filter((one) => one.clearedOn === null);
        for (const { finding, note } of notes) {
          if (!open.some((one) => one.id === finding)) refuse('thing.unknown');
          await mendFinding(house.db, input.region, finding, dayOfInstant(acting.at), note);
        }
        const left = open.filter((one) => one.blocking && one.mendedOn === null && !notes.some((note) => note.finding === one.id));
        if (left.length > 0) refuse('resumption.not-all-mended', { count: left.length, first: left[0]!.what });
        return takeStep(acting, at, 'mend', {
          reason: notes
            .map((one) => one.note)
            .join('；')
            .slice(0, 480),
        });
      },
      'mend',
    ),
  ),

  serve(words.dayRoute, async ({ region, on }, house) => {
    const day = on ?? house.clock.today();
    return { on: day, stops: await stopsOn(house.db, region, day) };
  }),

  serve(words.orderRoute, async ({ region, on, visits }, house) => {
    const count = await saveRoute(house.db, region, on, visits);
    await house.audit({ region, kind: 'route', id: on, facts: { day: on, visits: count } });
    return { on, visits: count };
  }),
];
