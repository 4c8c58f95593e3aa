// A few published instances (Kolisch & Sprecher 1996), which are not part of the project: set SANZAO_SAMPLES to the folder that holds them.
import { expect, it } from 'vitest';
import { psplibArchive, readPsplib } from '../bench/psplib-files.ts';
import { checkPlan, levelNow, readSm } from '../src/index.ts';

const path = psplibArchive(process.env.SANZAO_SAMPLES);
if (!path) console.info('The instances of PSPLIB are not levelled: set SANZAO_SAMPLES to the folder that holds them.');

it.skipIf(!path)('published instances are levelled feasibly, near the best known, with bounds that no best known undercuts', () => {
  let [excess, count] = [0, 0];
  for (const set of ['j30', 'j60', 'j120'])
    for (const instance of readPsplib(path!, set).filter((_, k) => k % 40 === 5)) {
      const problem = readSm(instance.text);
      if (!problem.ok) throw new Error(problem.errors[0]!.sentence);
      const found = levelNow(problem.value, { schedules: 1_000 });
      if (!found.ok) throw new Error(found.errors[0]!.sentence);
      const { plan, makespan, lowerBound, criticalPath, schedules } = found.value;
      expect(checkPlan(problem.value, plan), instance.name).toEqual([]);
      expect(Math.max(...plan.finish)).toBe(makespan);
      expect(criticalPath, instance.name).toBe(instance.criticalPath);
      expect(lowerBound, instance.name).toBeLessThanOrEqual(instance.bestKnown);
      expect(schedules).toBeLessThanOrEqual(1_000);
      excess += makespan / instance.bestKnown - 1;
      count++;
    }
  expect(excess / count).toBeLessThan(0.03);
});
