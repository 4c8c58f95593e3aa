// What the clock of this device says. It may be wrong by days, so nothing is decided by it: the server is told both what it said when something was
// done and what it says while sending, and puts the first right by the second.
import { type Day, dayOfInstant } from '../../vocabulary/days.ts';

/** This instant by the device's own clock. */
export const deviceNow = (): string => new Date().toISOString();

const name = 'sanzao.device.skew';

/** Told with every answer that carries the server's time; kept, so that "today" is right on a wrong clock without a network too. */
export function noteServerTime(now: string): void {
  const skew = Date.now() - Date.parse(now);
  if (Number.isFinite(skew)) localStorage.setItem(name, String(Math.round(skew)));
}

/** Milliseconds this device's clock was ahead of the server's when they last spoke. */
const deviceSkew = (): number => Number(localStorage.getItem(name) ?? 0) || 0;

/** Today, as far as this device can tell. */
export const deviceToday = (): Day => dayOfInstant(new Date(Date.now() - deviceSkew()).toISOString());

const deviceName = 'sanzao.device.id';

/** The id of this browser on this device: made once, says nothing about anybody. */
export function deviceId(make: () => string): string {
  const known = localStorage.getItem(deviceName);
  if (known) return known;
  const made = make();
  localStorage.setItem(deviceName, made);
  return made;
}
