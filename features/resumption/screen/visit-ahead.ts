// What is fetched before it is asked for, so that a page opens in a factory that was never opened in the office: the visits of these days, the questions of
// the day, the own enterprises. Sealed on the shelf like everything else; what cannot be fetched now is fetched another time.
import { call } from '../../../ui/call.ts';
import { noteServerTime } from '../../../ui/device/moment.ts';
import type { Shelf } from '../../../ui/device/shelf.ts';
import { dossier, officersList, roundQuestions } from '../words-officers.ts';
import { listVisits } from '../words-visits.ts';

/** Under which names answers lie on the shelf. */
export const keptNames = {
  visits: (region: string): string => `visits ${region}`,
  questions: (region: string): string => `questions ${region}`,
  dossier: (region: string, enterprise: string): string => `enterprise ${region} ${enterprise}`,
};
/** More enterprises than one officer can go to in a day are not taken along. */
const mostEnterprises = 40;

/** Fetches for one region and keeps it. Each part by itself, so that one refusal does not keep the others away. */
export async function fetchAhead(shelf: Shelf, region: string): Promise<void> {
  const at = { region: region as never };
  const keep = async <T>(name: string, asked: Promise<T>): Promise<T | undefined> => {
    const value = await asked.catch(() => undefined);
    if (value !== undefined) await shelf.write([{ kind: 'shown', id: name, value }]).catch(() => undefined);
    return value;
  };
  const visits = await keep(keptNames.visits(region), call(listVisits, at));
  if (visits) noteServerTime(visits.now);
  await keep(keptNames.questions(region), call(roundQuestions, at));
  const mine = await call(officersList, { ...at, mine: 'true' }).catch(() => undefined);
  for (const one of mine?.assignments.slice(0, mostEnterprises) ?? [])
    await keep(keptNames.dossier(one.region, one.enterprise), call(dossier, { region: one.region as never, id: one.enterprise as never }));
}
