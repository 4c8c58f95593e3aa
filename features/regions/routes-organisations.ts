// Wires the calls about organisations: load for update, decide, save, audit, reply with the organisation as it now stands.
import { type House, type Route, serve } from '../../platform/http/house.ts';
import { type Day, dayOfInstant } from '../../vocabulary/days.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { type Decision, decideEndName, decideMerge, decideName, decideNew, decideSplit, readCode } from './rules-organisations.ts';
import { endSeats } from './rules-posts.ts';
import {
  changeOrganisation,
  endName,
  endOrganisation,
  insertName,
  insertOrganisation,
  insertSuccession,
  listOrganisations as listRows,
  namesOf,
  neighbours,
  organisationsForUpdate,
  readOrganisation as readOne,
} from './store-organisations.ts';
import { endPosts, endSeatRows, postsOf, seatsOf } from './store-posts.ts';
import {
  createOrganisation,
  editOrganisation,
  endOrganisationName,
  listOrganisations,
  mergeOrganisations,
  nameOrganisation,
  type Organisation,
  type OrganisationKind,
  readOrganisation,
  splitOrganisation,
} from './words.ts';

/** The value of a decision; a refusal goes out as it is. */
export function granted<T>(decision: Decision<T>): T {
  if ('refused' in decision) throw new Refusal(decision.refused);
  return decision.ok;
}

/** The organisation as the caller now finds it. */
export async function asItStands(house: Pick<House, 'db' | 'clock'>, region: string, id: string, on?: Day): Promise<Organisation> {
  return (await readOne(house.db, region, id, on ?? dayOfInstant(house.clock.now()))) ?? refuse('thing.unknown');
}

type New = { name: string; kind: OrganisationKind; creditCode: string | null };

export const organisationRoutes = (): Route[] => [
  serve(listOrganisations, ({ region: _, ...asked }, { db, scope }) => listRows(db, scope, asked)),

  serve(readOrganisation, async ({ region, id, on }, house) => {
    const { owner } = house.scope;
    return owner !== null && owner !== id ? refuse('thing.unknown') : asItStands(house, region, id, on);
  }),

  serve(createOrganisation, async ({ region, from, ...wanted }, house) => {
    const { id, name, creditCode } = await create(house, region, wanted, from);
    await house.audit({ region, kind: 'organisation', id, facts: { name, kind: wanted.kind, creditCode, from } });
    return asItStands(house, region, id);
  }),

  serve(editOrganisation, async ({ region, id, version, kind, creditCode: written, reason }, house) => {
    const one = await standing(house, region, id, version);
    const creditCode = written === undefined ? undefined : granted(readCode(written));
    const { byCode } = await neighbours(house.db, region, null, creditCode ?? null, [id]);
    if (creditCode && byCode) refuse('organisation.code-held', { raw: creditCode, name: byCode.name });
    await changeOrganisation(house.db, region, id, { kind, creditCode });
    await house.audit({
      region,
      kind: 'organisation',
      id,
      facts: { kind: kind ?? one.kind, creditCode: creditCode === undefined ? one.creditCode : creditCode, reason },
    });
    return asItStands(house, region, id);
  }),

  serve(nameOrganisation, async ({ region, id, version, reason, ...wanted }, house) => {
    const one = await standing(house, region, id, version);
    const { byName } = await neighbours(house.db, region, wanted.name, null, [id]);
    const decided = granted(decideName(one, await namesOf(house.db, region, id), wanted, byName, dayOfInstant(house.clock.now())));
    if (decided.closes) await endName(house.db, region, decided.closes.id, decided.closes.to);
    await insertName(house.db, region, id, decided.keeps);
    await changeOrganisation(house.db, region, id, decided.renames ? { name: decided.keeps.name } : {});
    await house.audit({ region, kind: 'organisation', id, facts: { ...decided.keeps, reason } });
    return asItStands(house, region, id);
  }),

  serve(endOrganisationName, async ({ region, id, nameId, version, on, reason }, house) => {
    await standing(house, region, id, version);
    const name = (await namesOf(house.db, region, id)).find((one) => one.id === nameId) ?? refuse('thing.unknown');
    const { to } = granted(decideEndName(name, on));
    await endName(house.db, region, nameId, to);
    await changeOrganisation(house.db, region, id, {});
    await house.audit({ region, kind: 'organisation', id, facts: { name: name.name, on: to, reason } });
    return asItStands(house, region, id);
  }),

  serve(mergeOrganisations, async ({ region, from, into, newInto, on, reason }, house) => {
    const all = await organisationsForUpdate(house.db, region, into ? [...from, into] : from);
    const leaving = from.map((id) => all.find((one) => one.id === id) ?? refuse('thing.unknown'));
    const kept = into ? (all.find((one) => one.id === into) ?? refuse('thing.unknown')) : undefined;
    const { ends } = granted(decideMerge(leaving, kept ?? (newInto ? 'new' : undefined), on, dayOfInstant(house.clock.now())));
    // The parts end first, so that the whole may take the name of one of them.
    for (const id of ends) await close(house, region, id, on);
    const heir = kept ?? (await create(house, region, newInto!, on));
    for (const id of ends) await insertSuccession(house.db, region, { from: id, to: heir.id, kind: 'merged', on, reason });
    if (kept) await changeOrganisation(house.db, region, kept.id, {});
    await house.audit({
      region,
      kind: 'organisation',
      id: heir.id,
      facts: { from: leaving.map((one) => one.name), into: heir.name, on, reason },
    });
    return asItStands(house, region, heir.id);
  }),

  serve(splitOrganisation, async ({ region, id, version, into, goesOn, on, reason }, house) => {
    const one = await standing(house, region, id, version);
    const { ends } = granted(
      decideSplit(
        one,
        into.map((part) => part.name),
        goesOn,
        on,
        dayOfInstant(house.clock.now()),
      ),
    );
    if (ends) await close(house, region, id, on);
    else await changeOrganisation(house.db, region, id, {});
    for (const part of into) {
      const made = await create(house, region, part, on);
      await insertSuccession(house.db, region, { from: id, to: made.id, kind: 'split', on, reason });
    }
    await house.audit({
      region,
      kind: 'organisation',
      id,
      facts: { name: one.name, into: into.map((part) => part.name), goesOn, on, reason },
    });
    return asItStands(house, region, id);
  }),
];

async function standing(house: House, region: string, id: string, version: number) {
  const one = (await organisationsForUpdate(house.db, region, [id]))[0] ?? refuse('thing.unknown');
  if (one.version !== version) refuse('organisation.changed-meanwhile', { name: one.name });
  return one;
}

async function create(
  house: House,
  region: string,
  wanted: New,
  from: Parameters<typeof insertOrganisation>[1]['from'],
): Promise<{ id: string; name: string; creditCode: string | null }> {
  const code = granted(readCode(wanted.creditCode));
  const { byName, byCode } = await neighbours(house.db, region, wanted.name, code, []);
  const { name } = granted(decideNew(wanted.name, code, byName, byCode));
  const id = await insertOrganisation(house.db, { region, kind: wanted.kind, name, creditCode: code, from, at: house.clock.now() });
  return { id, name, creditCode: code };
}

/** Ends an organisation with its names, posts and seats. */
async function close(house: House, region: string, id: string, on: Parameters<typeof endOrganisation>[3]): Promise<void> {
  const posts = await postsOf(house.db, region, id);
  const seats = await seatsOf(
    house.db,
    region,
    posts.map((post) => post.id),
  );
  await endSeatRows(house.db, region, endSeats(seats, on));
  await endPosts(
    house.db,
    region,
    posts.map((post) => post.id),
    on,
  );
  await endOrganisation(house.db, region, id, on);
}
