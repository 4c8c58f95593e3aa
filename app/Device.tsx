// What the shell does so that pages work without a network: opens the shelf of whoever came in, keeps the session there, has the screens kept and
// what waits sent; and opens with the kept session where the server cannot be reached. Which pages are such pages is said by the rooms.
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { signOut } from '../features/accounts/words.ts';
import { call, ProblemError } from '../ui/call.ts';
import { onLineChange, useLine } from '../ui/device/line.ts';
import { keepSending, sendNow, takeAlong, useWaiting } from '../ui/device/outbox.ts';
import { keepScreens, takeNewScreens, useNewScreens } from '../ui/device/screens.ts';
import { forgetDevice, openLastShelf, openShelf } from '../ui/device/shelf.ts';
import type { Session } from '../ui/session.ts';
import { pages, sender } from './pages.ts';
import { useShellWords } from './words.ts';

const leftName = 'sanzao.left';

/** Does this person work without a network, or look at a page that can be worked on without one? */
const worksHere = (may: readonly string[], path: string): boolean =>
  pages.some((page) => page.offline !== undefined && (may.includes(page.offline) || matches(page.path, path)));
const matches = (pattern: string, path: string): boolean => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path);

/**
 * The session as the server gave it; where the server is not reached, the one kept on this device. `undefined`: not known yet; `null`: there is
 * none here either.
 */
export function useDeviceSession(given: Session | undefined, unreached: boolean, path: string): Session | null | undefined {
  const [kept, setKept] = useState<Session | null>();
  const here = given !== undefined && worksHere(given.person.may, path);
  useEffect(() => {
    if (!given || !here) return;
    void (async () => {
      const shelf = await openShelf(given.person.id);
      await shelf.write([{ kind: 'session', id: 'session', value: given }]);
      await keepScreens();
      keepSending(sender);
      const region = given.person.regions[0]?.code;
      if (region) await takeAlong(region);
    })().catch(() => undefined); // a browser that keeps nothing (a private window): the pages work while there is a network
  }, [given, here]);
  useEffect(() => {
    if (given || !unreached) return;
    openLastShelf()
      .then(async (shelf) => {
        setKept((await shelf?.get<Session>('session', 'session')) ?? null);
        if (shelf) keepSending(sender);
      })
      .catch(() => setKept(null));
  }, [given, unreached]);
  return given ?? (unreached ? kept : undefined);
}

/** Signs out on this device at once, and at the server now or as soon as it can be reached. */
export async function leaveDevice(): Promise<void> {
  await forgetDevice();
  localStorage.setItem(leftName, '1');
  await tellServer();
}

/** False while the server has not been told of a sign-out yet. */
async function tellServer(): Promise<boolean> {
  if (!localStorage.getItem(leftName)) return true;
  try {
    await call(signOut, {});
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status === 0 || error.status >= 500) return false;
  }
  localStorage.removeItem(leftName); // told, or there was no session any more
  return true;
}

/** Settled before anything is asked: who signed out without a network stays signed out. */
export const leaving: Promise<boolean> = typeof localStorage === 'undefined' ? Promise.resolve(true) : tellServer();
onLineChange(() => void tellServer());

/** Over every page: no network, what waits to be sent, a newer build. Nothing when there is nothing to say. */
export function DeviceBar(): ReactElement {
  const say = useShellWords();
  const up = useLine();
  const { entries, photos } = useWaiting();
  const newer = useNewScreens();
  const waits = entries + photos > 0;
  const counted = [entries > 0 && say('waiting.entries', { count: entries }), photos > 0 && say('waiting.photos', { count: photos })]
    .filter(Boolean)
    .join(say('waiting.and'));
  return (
    <div role="status" className="sz-screen-only">
      {!up && (
        <div className="sz-offline">
          ● {say('offline')}
          {waits && <b className="sz-offline-count">{say('waiting', { what: counted })}</b>}
        </div>
      )}
      {up && waits && (
        <div className="sz-offline sz-offline-sending">
          ↑ {say('sending', { what: counted })}
          <button type="button" className="sz-offline-act" onClick={() => void sendNow()}>
            {say('send.now')}
          </button>
        </div>
      )}
      {newer && (
        <div className="sz-offline sz-offline-newer">
          {say('newer')}
          <button type="button" className="sz-offline-act" onClick={takeNewScreens}>
            {say('newer.take')}
          </button>
        </div>
      )}
    </div>
  );
}

/** Asked before signing out while something lies here that nobody else has: it would never be readable again. */
export function UnsentBeforeLeaving({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }): ReactElement {
  const say = useShellWords();
  const up = useLine();
  const { entries, photos, drafts } = useWaiting();
  const dialog = useRef<HTMLDialogElement>(null);
  const [sending, setSending] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const lost = [
    entries > 0 && say('waiting.entries', { count: entries }),
    photos > 0 && say('waiting.photos', { count: photos }),
    drafts > 0 && say('waiting.drafts', { count: drafts }),
  ].filter(Boolean);
  const send = async (): Promise<void> => {
    setSending(true);
    await sendNow();
    setSending(false);
  };
  return (
    <dialog ref={dialog} className="sz-ask" onClose={onStay} aria-labelledby="sz-ask-title">
      <h2 id="sz-ask-title">{say(lost.length > 0 ? 'leave.unsent' : 'leave.sent')}</h2>
      <p>{lost.length > 0 ? say('leave.unsent.what', { what: lost.join(say('waiting.and')) }) : say('leave.sent.what')}</p>
      <div className="sz-ask-acts">
        <button type="button" className="sz-ask-act sz-ask-main" onClick={onStay}>
          {say('leave.stay')}
        </button>
        {up && entries + photos > 0 && (
          <button type="button" className="sz-ask-act" onClick={() => void send()} disabled={sending} aria-busy={sending}>
            {say('leave.send')}
          </button>
        )}
        <button type="button" className="sz-ask-act sz-ask-lose" onClick={onLeave}>
          {say(lost.length > 0 ? 'leave.anyway' : 'signout')}
        </button>
      </div>
    </dialog>
  );
}
