// The wall's own bar: region, year, when the figures last came, and in words when they are stale. Every minute it asks again; pages that say they
// are for the wall take turns every half minute unless one is held.
import { type ReactElement, useEffect, useState } from 'react';
import { useAddress, useGo } from '../ui/address.ts';
import { useFreshness } from '../ui/freshness.ts';
import { instantText, usePick } from '../ui/i18n.ts';
import { setWall } from '../ui/screen.ts';
import { useRegion, useSession, useYear } from '../ui/session.ts';
import { wallPagesOf } from './nav.ts';
import { Wordmark } from './Wordmark.tsx';
import { useShellWords } from './words.ts';

const turnEvery = 30_000;
const staleMinutes = 3;

export function WallBar(): ReactElement {
  const say = useShellWords();
  const pick = usePick();
  const region = useRegion();
  const year = useYear();
  const { demo, person } = useSession();
  const { at, minutes } = useFreshness();
  const { path } = useAddress();
  const go = useGo();
  const views = wallPagesOf(person.may);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setWall(false);
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, []);
  useEffect(() => {
    if (held || views.length < 2) return undefined;
    const turn = setTimeout(() => {
      const here = views.findIndex((page) => page.path === path);
      go(views[(here + 1) % views.length]!.path);
    }, turnEvery);
    return () => clearTimeout(turn);
  }, [held, views, path, go]);
  const stale = minutes >= staleMinutes;
  return (
    <header className="sz-top sz-top-wall sz-screen-only">
      <Wordmark />
      <b>{region.name}</b>
      <span>{say('year.of', { year })}</span>
      <span className="sz-grow" />
      {demo && <span className="sz-label">{say('demo')}</span>}
      <span className={stale ? 'sz-wall-stale' : 'sz-label'} role="status">
        {stale ? say('wall.stale', { count: minutes }) : at && say('wall.fresh', { at: instantText(at).slice(11) })}
      </span>
      {views.length > 1 && (
        <button
          type="button"
          className="sz-tool"
          aria-pressed={held}
          title={views.map((page) => pick(page.title)).join(' → ')}
          onClick={() => setHeld(!held)}
        >
          {say(held ? 'wall.turn' : 'wall.hold')}
        </button>
      )}
      <button type="button" className="sz-tool" onClick={() => setWall(false)}>
        {say('wall.leave')} <kbd>Esc</kbd>
      </button>
    </header>
  );
}
