// Named views of a page: filters, sort and columns as they stand in the address. Where they are kept is the room's decision (server or machine);
// useLocalViews keeps them on this machine.
import { type FormEvent, type ReactElement, useState } from 'react';
import { keptNames, type Search, useAddress, useGo, writeSearch } from '../address.ts';
import { notify } from '../notice.ts';
import { useKitWords } from '../words.ts';
import { Pop } from './Pop.tsx';
import './filters.css';

export type SavedView = { id: string; name: string; search: Search };
export type ViewKeeper = { views: readonly SavedView[]; save: (name: string, search: Search) => void; remove: (id: string) => void };

/** Views kept on this machine under a name. */
export function useLocalViews(id: string): ViewKeeper {
  const place = `sanzao.views.${id}`;
  const [views, setViews] = useState<readonly SavedView[]>(() => {
    try {
      return JSON.parse(localStorage.getItem(place) ?? '[]') as SavedView[];
    } catch {
      return [];
    }
  });
  const keep = (next: readonly SavedView[]): void => {
    setViews(next);
    localStorage.setItem(place, JSON.stringify(next));
  };
  return {
    views,
    save: (name, search) => keep([...views.filter((view) => view.name !== name), { id: crypto.randomUUID(), name, search }]),
    remove: (gone) => keep(views.filter((view) => view.id !== gone)),
  };
}

const withoutKept = (search: Search): Search =>
  Object.fromEntries(Object.entries(search).filter(([name]) => !(keptNames as readonly string[]).includes(name)));

/** `<SavedViews keeper={useLocalViews('projects')} />` */
export function SavedViews({ keeper }: { keeper: ViewKeeper }): ReactElement {
  const say = useKitWords();
  const { path, search } = useAddress();
  const go = useGo();
  const now = withoutKept(search);
  const current = keeper.views.find((view) => writeSearch(view.search) === writeSearch(now));
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    if (!name) return;
    keeper.save(name, now);
    event.currentTarget.reset();
  };
  const share = async (): Promise<void> => {
    await navigator.clipboard.writeText(location.href);
    notify('done', say('figure.copied'));
  };
  return (
    <Pop label={<>{current ? current.name : say('views.title')} ▾</>}>
      {(close) => (
        <>
          {keeper.views.length === 0 && <p className="sz-label sz-views-none">{say('views.none')}</p>}
          {keeper.views.map((view) => (
            <div key={view.id} className="sz-view">
              <button
                type="button"
                className="sz-pop-item"
                aria-current={view === current ? 'true' : undefined}
                onClick={() => {
                  go(path, view.search);
                  close();
                }}
              >
                {view.name}
              </button>
              <button
                type="button"
                className="sz-tool"
                aria-label={say('views.remove', { name: view.name })}
                onClick={() => keeper.remove(view.id)}
              >
                ×
              </button>
            </div>
          ))}
          <hr className="sz-pop-line" />
          <form className="sz-filter-form" onSubmit={save}>
            <label>
              <span className="sz-label">{say('views.name')}</span>
              <input className="sz-input" name="name" maxLength={40} required />
            </label>
            <button type="submit" className="sz-button">
              {say('save')}
            </button>
          </form>
          <button type="button" className="sz-pop-item" onClick={() => void share()}>
            {say('views.share')}
          </button>
        </>
      )}
    </Pop>
  );
}
