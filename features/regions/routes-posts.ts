// Wires the calls about people and posts: load for update, decide, save, audit, reply.
import { type Route, serve } from '../../platform/http/house.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { asItStands, granted } from './routes-organisations.ts';
import { decideEndPost, decideLeave, decideSeat, decideUnseat } from './rules-posts.ts';
import { organisationsForUpdate } from './store-organisations.ts';
import {
  endPosts,
  endSeatRows,
  insertPerson,
  insertPost,
  insertSeat,
  listPeople as listRows,
  personForUpdate,
  personLeft,
  postForUpdate,
  seatsOf,
  seatsOfPerson,
} from './store-posts.ts';
import { createPerson, createPost, endPost, listPeople, personLeaves, seatPerson, unseatPerson } from './words.ts';

export const postRoutes = (): Route[] => [
  serve(createPost, async ({ region, id, title, from }, house) => {
    const one = (await organisationsForUpdate(house.db, region, [id]))[0] ?? refuse('thing.unknown');
    if (one.endedOn) refuse('organisation.has-ended', { name: one.name, day: one.endedOn });
    const post = await insertPost(house.db, region, id, title, from);
    await house.audit({ region, kind: 'post', id: post, facts: { organisation: one.name, title, from } });
    return asItStands(house, region, id);
  }),

  serve(endPost, async ({ region, id, on, reason }, house) => {
    const post = (await postForUpdate(house.db, region, id)) ?? refuse('thing.unknown');
    const { to, seats } = granted(decideEndPost(post, await seatsOf(house.db, region, [id]), on));
    await endSeatRows(house.db, region, seats);
    await endPosts(house.db, region, [id], to);
    await house.audit({ region, kind: 'post', id, facts: { organisation: post.organisationName, title: post.title, on: to, reason } });
    return asItStands(house, region, post.organisation);
  }),

  serve(seatPerson, async ({ region, id, personId, from, handOver }, house) => {
    const post = (await postForUpdate(house.db, region, id)) ?? refuse('thing.unknown');
    const person = (await personForUpdate(house.db, region, personId)) ?? refuse('thing.unknown');
    const { ends, to, before } = granted(decideSeat(post, await seatsOf(house.db, region, [id]), person, from, handOver));
    if (ends) await endSeatRows(house.db, region, [ends]);
    await insertSeat(house.db, region, { post: id, person: personId, from, to });
    await house.audit({ region, kind: 'post', id, facts: { title: post.title, person: person.name, from, handedOverBy: before } });
    return asItStands(house, region, post.organisation);
  }),

  serve(unseatPerson, async ({ region, id, holderId, on, reason }, house) => {
    const post = (await postForUpdate(house.db, region, id)) ?? refuse('thing.unknown');
    const seat = (await seatsOf(house.db, region, [id])).find((one) => one.id === holderId) ?? refuse('thing.unknown');
    const { to } = granted(decideUnseat(post, seat, on));
    await endSeatRows(house.db, region, [{ id: holderId, to }]);
    await house.audit({ region, kind: 'post', id, facts: { title: post.title, person: seat.person, on: to, reason } });
    return asItStands(house, region, post.organisation);
  }),

  // An enterprise has no business with who sits where in the county's offices.
  serve(listPeople, async ({ region, ...asked }, { db, scope, clock }) =>
    scope.owner === null ? listRows(db, region, dayOfInstant(clock.now()), asked) : { total: 0, people: [] },
  ),

  serve(createPerson, async ({ region, name }, house) => {
    const id = await insertPerson(house.db, region, name);
    await house.audit({ region, kind: 'person', id, facts: { name } });
    return { region, id, name, leftOn: null, hasAccount: false, seats: [] };
  }),

  serve(personLeaves, async ({ region, id, on, reason }, house) => {
    const person = (await personForUpdate(house.db, region, id)) ?? refuse('thing.unknown');
    const { seats } = granted(decideLeave(person, await seatsOfPerson(house.db, region, id), on));
    await personLeft(house.db, region, id, on);
    await endSeatRows(house.db, region, seats);
    await house.audit({ region, kind: 'person', id, facts: { name: person.name, on, reason, seats: seats.length } });
    const { people } = await listRows(house.db, region, on, { left: 'all', limit: 1, offset: 0, id });
    return people[0]!;
  }),
];
