// The bar over every page: the name, the region, the year and the unit that everything below obeys; language, dark, wall, the person.
import { useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, type ReactElement, useRef, useState } from 'react';
import { useGo, useSearch } from '../ui/address.ts';
import { unsentHere } from '../ui/device/shelf.ts';
import { setLanguage, useLanguage, usePick } from '../ui/i18n.ts';
import { Go } from '../ui/kit/Go.tsx';
import { Pop } from '../ui/kit/Pop.tsx';
import { setMode, setWall, useMode, usePhone, useWall } from '../ui/screen.ts';
import { useRegion, useSession, useYear } from '../ui/session.ts';
import { moneyUnits, setMoneyUnit, unitWord, useMoneyUnit } from '../ui/unit.ts';
import { leaveDevice, UnsentBeforeLeaving } from './Device.tsx';
import { showKeys } from './Keyboard.tsx';
import { searchPage } from './nav.ts';
import { WallBar } from './WallBar.tsx';
import { Wordmark } from './Wordmark.tsx';
import { useShellWords } from './words.ts';

const indent: Record<string, string> = { province: '', city: '', county: '　' };

function RegionChoice(): ReactElement {
  const say = useShellWords();
  const { person } = useSession();
  const region = useRegion();
  const [, change] = useSearch();
  if (person.regions.length < 2) return <span className="sz-top-fixed">{region.name}</span>;
  return (
    <select
      className="sz-choice"
      aria-label={say('region')}
      value={region.code}
      onChange={(event) => change({ region: event.target.value }, true)}
    >
      {person.regions.map((one) => (
        <option key={one.code} value={one.code}>
          {indent[one.level] ?? ''}
          {one.name}
        </option>
      ))}
    </select>
  );
}

function YearChoice(): ReactElement {
  const say = useShellWords();
  const { years } = useSession();
  const year = useYear();
  const [, change] = useSearch();
  return (
    <select className="sz-choice" aria-label={say('year')} value={year} onChange={(event) => change({ year: event.target.value }, true)}>
      {(years.length > 0 ? years : [year]).map((one) => (
        <option key={one} value={one}>
          {say('year.of', { year: one })}
        </option>
      ))}
    </select>
  );
}

/** The unit of money of the whole page. */
function UnitSwitch(): ReactElement {
  const say = useShellWords();
  const unit = useMoneyUnit();
  return (
    <fieldset className="sz-units">
      <legend className="sz-hidden">{say('unit')}</legend>
      {moneyUnits.map((one) => (
        <label key={one} className={one === unit ? 'sz-unit sz-unit-on' : 'sz-unit'}>
          <input type="radio" className="sz-hidden" name="sz-unit" checked={one === unit} onChange={() => setMoneyUnit(one)} />
          {unitWord(one)}
        </label>
      ))}
    </fieldset>
  );
}

function SearchBox(): ReactElement {
  const say = useShellWords();
  const go = useGo();
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  return (
    <form
      className="sz-search"
      onSubmit={(event) => {
        event.preventDefault();
        go(searchPage, { q: text.trim() });
        box.current?.blur();
      }}
    >
      <input
        ref={box}
        type="search"
        id="sz-search"
        aria-label={say('search')}
        title={say('search.hint')}
        placeholder={say('search.short')}
        value={text}
        onChange={(event: ChangeEvent<HTMLInputElement>) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && box.current?.blur()}
      />
      <span className="sz-search-key" aria-hidden="true">
        /
      </span>
    </form>
  );
}

function PersonMenu(): ReactElement {
  const say = useShellWords();
  const pick = usePick();
  const phone = usePhone();
  const { person } = useSession();
  const lang = useLanguage();
  const called = (lang === 'en' && person.nameEn) || person.name;
  const mode = useMode();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const leave = async (): Promise<void> => {
    await leaveDevice();
    client.clear();
    location.assign('/sign-in');
  };
  const leaveUnlessLost = async (): Promise<void> => {
    const { entries, photos, drafts } = await unsentHere();
    if (entries + photos + drafts > 0) setAsking(true);
    else await leave();
  };
  return (
    <>
      {asking && <UnsentBeforeLeaving onStay={() => setAsking(false)} onLeave={() => void leave()} />}
      <Pop
        side="right"
        className="sz-tool sz-person"
        label={
          <>
            <span className="sz-person-sign" aria-hidden="true">
              {[...called][0]}
            </span>
            <span className={phone ? 'sz-hidden' : undefined}>{called}</span>
            <span className="sz-hidden"> {pick(person.roleName)}</span>
          </>
        }
      >
        {(close) => (
          <>
            <div className="sz-person-card">
              <b>{called}</b>
              <span className="sz-label">{pick(person.roleName)}</span>
            </div>
            <hr className="sz-pop-line" />
            {phone && (
              <>
                <UnitSwitch />
                <button type="button" className="sz-pop-item" onClick={() => void setLanguage(lang === 'zh' ? 'en' : 'zh')}>
                  {say('language')}
                </button>
                <button type="button" className="sz-pop-item" onClick={() => setMode(mode === 'dark' ? 'light' : 'dark')}>
                  {say(mode === 'dark' ? 'light' : 'dark')}
                </button>
              </>
            )}
            {!phone && (
              <button
                type="button"
                className="sz-pop-item"
                onClick={() => {
                  close();
                  showKeys();
                }}
              >
                {say('help')}
              </button>
            )}
            <hr className="sz-pop-line" />
            <button
              type="button"
              className="sz-pop-item"
              onClick={() => {
                close();
                void leaveUnlessLost();
              }}
            >
              {say('signout')}
            </button>
          </>
        )}
      </Pop>
    </>
  );
}

export function TopBar(): ReactElement {
  const say = useShellWords();
  const phone = usePhone();
  const wall = useWall();
  const lang = useLanguage();
  const mode = useMode();
  const { demo } = useSession();
  if (wall) return <WallBar />;
  return (
    <header className="sz-top sz-screen-only">
      <Go to="/" className="sz-home" label={`三早 Sanzao ${say('home')}`}>
        <Wordmark latin={!phone} />
      </Go>
      <RegionChoice />
      <YearChoice />
      {!phone && <SearchBox />}
      <span className="sz-grow" />
      {!phone && (
        <>
          {demo && <span className="sz-demo">{say('demo')}</span>}
          <UnitSwitch />
          <button type="button" className="sz-tool" onClick={() => void setLanguage(lang === 'zh' ? 'en' : 'zh')}>
            {say('language')}
          </button>
          <button
            type="button"
            className="sz-tool"
            aria-pressed={mode === 'dark'}
            onClick={() => setMode(mode === 'dark' ? 'light' : 'dark')}
          >
            {say('dark')}
          </button>
          <button type="button" className="sz-tool" onClick={() => setWall(true)}>
            {say('wall')}
          </button>
        </>
      )}
      <PersonMenu />
    </header>
  );
}
