// Decisions about posts: one holder at a time, a seat only while the post and the person are there, nothing assigned to a person who has
// left. Spans are half-open: a seat until 2020-05-01 was held for the last time on 30 April.
import type { Day } from '../../vocabulary/days.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import { holdsOn } from './rules-names.ts';
import type { Decision } from './rules-organisations.ts';

export type Seat = { id: string; personId: string; person: string; from: Day; to: Day | null };
export type PostSpan = { title: string; from: Day; to: Day | null };
export type Someone = { id: string; name: string; leftOn: Day | null };

/** Why nothing may be given to this person from that day on; undefined when it may. */
export function mayNotBeAssigned(person: Someone, day: Day): Problem | undefined {
  return person.leftOn !== null && person.leftOn <= day
    ? { code: 'person.has-left', params: { person: person.name, day: person.leftOn } }
    : undefined;
}

/**
 * Seats a person from a day. The seat ends by itself where the post, the person's service or the next seat already known ends it. Whoever
 * holds the post on that day hands it over, when the caller says so, and was there before.
 */
export function decideSeat(
  post: PostSpan,
  seats: readonly Seat[],
  person: Someone,
  from: Day,
  handOver: boolean,
): Decision<{ ends: { id: string; to: Day } | null; to: Day | null; before: string | null }> {
  const gone = mayNotBeAssigned(person, from);
  if (gone) return { refused: gone };
  if (!holdsOn(post, from)) return { refused: { code: 'post.not-then', params: { title: post.title, day: from } } };
  const held = seats.filter((seat) => seat.to === null || seat.from < seat.to).find((seat) => holdsOn(seat, from));
  if (held && (held.personId === person.id || !handOver || held.from === from))
    return { refused: { code: 'post.held', params: { title: post.title, person: held.person, day: held.from } } };
  const later = seats.filter((seat) => seat.from > from && seat.id !== held?.id).map((seat) => seat.from);
  const ends = [post.to, person.leftOn, held?.to ?? null, ...later].filter((day): day is Day => day !== null).sort();
  return { ok: { ends: held ? { id: held.id, to: from } : null, to: ends[0] ?? null, before: held?.person ?? null } };
}

/** Ends a seat; a seat cannot end before it began. */
export function decideUnseat(post: PostSpan, seat: Seat, on: Day): Decision<{ to: Day }> {
  if (seat.to !== null && seat.to <= on)
    return { refused: { code: 'post.seat-ended', params: { person: seat.person, title: post.title, day: seat.to } } };
  if (on < seat.from) return { refused: { code: 'span.backwards', params: { from: seat.from, to: on } } };
  return { ok: { to: on } };
}

/** The day on which each seat ends when everything ends on `on`; a seat that would only begin later never was. */
export const endSeats = (seats: readonly Seat[], on: Day): { id: string; to: Day }[] =>
  seats.filter((seat) => seat.to === null || seat.to > on).map((seat) => ({ id: seat.id, to: seat.from > on ? seat.from : on }));

export function decideEndPost(post: PostSpan, seats: readonly Seat[], on: Day): Decision<{ to: Day; seats: { id: string; to: Day }[] }> {
  if (post.to !== null && post.to <= on) return { refused: { code: 'post.ended', params: { title: post.title, day: post.to } } };
  if (on <= post.from) return { refused: { code: 'span.backwards', params: { from: post.from, to: on } } };
  return { ok: { to: on, seats: endSeats(seats, on) } };
}

/** A person leaves once. The day may lie ahead: seats then end on that day. */
export function decideLeave(person: Someone, seats: readonly Seat[], on: Day): Decision<{ seats: { id: string; to: Day }[] }> {
  if (person.leftOn !== null) return { refused: { code: 'person.has-left', params: { person: person.name, day: person.leftOn } } };
  return { ok: { seats: endSeats(seats, on) } };
}
