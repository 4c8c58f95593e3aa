// Keys that work everywhere: g and a letter goes to a page, / to the search, ? shows them all. Never while one is typing.
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useGo } from '../ui/address.ts';
import { usePick } from '../ui/i18n.ts';
import { Drawer } from '../ui/kit/Drawer.tsx';
import type { RoomPage } from '../ui/pages.ts';
import { type NavPage, searchPage } from './nav.ts';
import { useShellWords } from './words.ts';

const asked = new EventTarget();
export const showKeys = (): void => void asked.dispatchEvent(new Event('show'));

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function Keyboard({ nav, own = [] }: { nav: readonly NavPage[]; own?: RoomPage['keys'] }): ReactElement | null {
  const say = useShellWords();
  const pick = usePick();
  const go = useGo();
  const [open, setOpen] = useState(false);
  const first = useRef<{ key: string; at: number }>(undefined);
  useEffect(() => {
    const show = (): void => setOpen(true);
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const before = first.current && event.timeStamp - first.current.at < 1200 ? first.current.key : '';
      first.current = { key: event.key, at: event.timeStamp };
      const page = nav.find((one) => one.nav.keys === `${before} ${event.key}`);
      if (page) go(page.path);
      else if (event.key === '?') setOpen(true);
      else if (event.key === '/') {
        const box = document.querySelector<HTMLInputElement>('#sz-search');
        if (box) box.focus();
        else go(searchPage);
      } else return;
      event.preventDefault();
    };
    asked.addEventListener('show', show);
    window.addEventListener('keydown', press);
    return () => {
      asked.removeEventListener('show', show);
      window.removeEventListener('keydown', press);
    };
  }, [nav, go]);
  if (!open) return null;
  const rows: [string, string][] = [
    ...own.map((key): [string, string] => [key.keys, pick(key.what)]),
    ...nav.filter((page) => page.nav.keys).map((page): [string, string] => [page.nav.keys!, pick(page.title)]),
    ['/', say('key.search')],
    ['?', say('key.help')],
    ['Esc', say('key.escape')],
    ['↑ ↓ ← →', say('key.move')],
    ['Space', say('key.choose')],
    ['Enter', say('key.open')],
  ];
  return (
    <Drawer title={say('help')} width={400} onClose={() => setOpen(false)}>
      <dl className="sz-keys">
        {rows.map(([keys, what]) => (
          <div key={`${keys} ${what}`}>
            <dt>
              {keys.split(' ').map((key, index) => (
                <kbd key={index}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Drawer>
  );
}
