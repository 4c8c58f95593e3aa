// How often one address may ask the public check page: sixty times a minute, which a gate with a queue does not reach and a program that tries tokens does.
// Kept in memory and never more than a few thousand addresses; a restart forgets it, the hundred bits of a token do not depend on it.
const window = 60_000;
const most = 60;
const kept = 5_000;

/** Answers how many seconds an address has to wait; 0: it may ask now, and has. */
export function takingTurns(): (address: string, now: number) => number {
  const asked = new Map<string, { since: number; times: number }>();
  return (address, now) => {
    const held = asked.get(address);
    if (held && now - held.since < window) {
      if (held.times >= most) return Math.ceil((held.since + window - now) / 1000);
      held.times += 1;
      return 0;
    }
    asked.delete(address);
    asked.set(address, { since: now, times: 1 });
    // The oldest first: a map keeps the order in which addresses came.
    if (asked.size > kept) asked.delete(asked.keys().next().value!);
    return 0;
  };
}
