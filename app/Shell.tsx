// The frame around every page: who, which region, which year, which unit; the way to every room; the sentences that appear. Asks for the
// session once and shares it. Knows rooms only through the mount list.
import { Outlet, useRouter } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { readSession } from '../features/accounts/words.ts';
import { figureSource } from '../features/figures/screen/pages.tsx';
import { useAddress, useGo } from '../ui/address.ts';
import { ProblemError, signInAddress, useRead } from '../ui/call.ts';
import { usePick } from '../ui/i18n.ts';
import { Empty } from '../ui/kit/Empty.tsx';
import { ErrorNote } from '../ui/kit/ErrorNote.tsx';
import { FigureSourceContext } from '../ui/kit/Figure.tsx';
import { Go } from '../ui/kit/Go.tsx';
import { usePhone, useWall } from '../ui/screen.ts';
import { SessionContext, useSession } from '../ui/session.ts';
import { useKitWords } from '../ui/words.ts';
import { DeviceBar, leaving, useDeviceSession } from './Device.tsx';
import { Keyboard } from './Keyboard.tsx';
import { currentOf, groups, keysOf, type NavPage, navOf } from './nav.ts';
import { TopBar } from './TopBar.tsx';
import { useShellWords } from './words.ts';
import './shell.css';

export const PageWaiting = (): ReactElement => {
  const say = useShellWords();
  return (
    <p className="sz-waiting" role="status">
      {say('starting')}
    </p>
  );
};

export const Missing = (): ReactElement => {
  const say = useShellWords();
  return <Empty text={say('missing')} action={<Go to="/">{say('missing.go')}</Go>} />;
};

export const PageFailed = ({ error }: { error: unknown }): ReactElement => {
  const router = useRouter();
  return (
    <div className="sz-page">
      <ErrorNote error={error} onRetry={() => router.invalidate()} />
    </div>
  );
};

export function Shell(): ReactElement {
  const kit = useKitWords();
  const phone = usePhone();
  const wall = useWall();
  const { path } = useAddress();
  const go = useGo();
  const [left, setLeft] = useState(true);
  useEffect(() => void leaving.then(() => setLeft(false)), []);
  const session = useRead(readSession, {}, { staleTime: 300_000, enabled: !left });
  const unreached = session.error instanceof ProblemError && (session.error.status === 0 || session.error.status >= 502);
  const present = useDeviceSession(session.data, unreached, path);
  const nobody = session.error instanceof ProblemError && session.error.status === 401;
  useEffect(() => {
    if (nobody) go(signInAddress(), {}, { replace: true });
  }, [nobody, go]);
  if (session.error && !nobody && !(unreached && present !== null))
    return (
      <div className="sz-page">
        <ErrorNote error={session.error} onRetry={session.refetch} />
      </div>
    );
  if (!present) return <PageWaiting />;
  const nav = navOf(present.person.may);
  const current = currentOf(nav, path);
  return (
    <SessionContext.Provider value={present}>
      <a className="sz-skip" href="#main">
        {kit('skip')}
      </a>
      <div className={`sz-shell${wall ? ' sz-shell-wall' : ''}`}>
        <TopBar />
        <DeviceBar />
        <div className="sz-middle">
          {!phone && !wall && <SideNav nav={nav} current={current} />}
          <main id="main" className="sz-main" tabIndex={-1}>
            <FigureSourceContext.Provider value={figureSource}>
              <Outlet />
            </FigureSourceContext.Provider>
          </main>
        </div>
        {phone && !wall && <BottomBar nav={nav} current={current} />}
      </div>
      <Keyboard nav={nav} own={keysOf(path)} />
    </SessionContext.Provider>
  );
}

const kept = 'sanzao.nav';

function SideNav({ nav, current }: { nav: readonly NavPage[]; current: NavPage | undefined }): ReactElement {
  const say = useShellWords();
  const pick = usePick();
  const [narrow, setNarrow] = useState(localStorage.getItem(kept) === 'narrow');
  const toggle = (): void => {
    localStorage.setItem(kept, narrow ? 'wide' : 'narrow');
    setNarrow(!narrow);
  };
  return (
    <nav className={`sz-side sz-screen-only${narrow ? ' sz-side-narrow' : ''}`} aria-label={say('nav')}>
      <div className="sz-side-list">
        {groups.map((group) => {
          const mine = nav.filter((page) => (page.nav.group ?? 'work') === group);
          if (mine.length === 0) return null;
          return (
            <div key={group} className="sz-side-group">
              <div className="sz-side-head">{say(`group.${group}`)}</div>
              {mine.map((page) => (
                <Go
                  key={page.path}
                  to={page.path}
                  className="sz-side-link"
                  current={page === current}
                  label={narrow ? pick(page.title) : undefined}
                >
                  <span className="sz-side-text">
                    {narrow ? pick(page.nav.short ?? page.title).slice(0, narrow ? 2 : undefined) : pick(page.title)}
                  </span>
                  {!narrow && page.nav.keys && (
                    <span className="sz-side-keys" aria-hidden="true">
                      {page.nav.keys}
                    </span>
                  )}
                </Go>
              ))}
            </div>
          );
        })}
      </div>
      <button
        type="button"
        className="sz-side-fold"
        onClick={toggle}
        aria-label={say(narrow ? 'nav.expand' : 'nav.collapse')}
        title={say(narrow ? 'nav.expand' : 'nav.collapse')}
      >
        {narrow ? '»' : '«'}
      </button>
    </nav>
  );
}

function BottomBar({ nav, current }: { nav: readonly NavPage[]; current: NavPage | undefined }): ReactElement {
  const say = useShellWords();
  const pick = usePick();
  const [more, setMore] = useState(false);
  const { path } = useAddress();
  // biome-ignore lint/correctness/useExhaustiveDependencies: going to another page closes the list
  useEffect(() => setMore(false), [path]);
  const { person } = useSession();
  // What one works on without a network is what one has a phone for.
  const afield = (page: NavPage): boolean => page.offline !== undefined && person.may.includes(page.offline);
  const marked = nav.filter((page) => page.nav.phone);
  const here = (marked.length > 0 ? [...marked.filter(afield), ...marked.filter((page) => !afield(page))] : nav).slice(0, 4);
  const others = nav.filter((page) => !here.includes(page));
  return (
    <nav className="sz-bottom sz-screen-only" aria-label={say('nav')}>
      {more && (
        <div className="sz-bottom-more" id="sz-more">
          {others.map((page) => (
            <Go key={page.path} to={page.path} className="sz-bottom-link" current={page === current}>
              {pick(page.title)}
            </Go>
          ))}
        </div>
      )}
      <div className="sz-bottom-row">
        {here.map((page) => (
          <Go key={page.path} to={page.path} className="sz-bottom-tab" current={page === current}>
            {pick(page.nav.short ?? page.title)}
          </Go>
        ))}
        {others.length > 0 && (
          <button type="button" className="sz-bottom-tab" aria-expanded={more} aria-controls="sz-more" onClick={() => setMore(!more)}>
            {say('nav.more')}
          </button>
        )}
      </div>
    </nav>
  );
}
