// The face of every page before the shell: name, the three bars that start ever earlier and run ever longer, the language, and beside them
// whatever the page asks. A page reload carries a person in, so that nothing of the one before stays in memory.
import { Button } from 'antd';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import { setLanguage, useLanguage } from '../../../ui/i18n.ts';
import { useWords } from './words.ts';
import './entry.css';

export function Entry({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }): ReactElement {
  const say = useWords();
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · 三早 Sanzao`;
  }, [title]);
  return (
    <div className="entry">
      <header className="entry-face">
        <div className="entry-head">
          <h1>三早</h1>
          <span lang="en">Sanzao</span>
          <Button
            type="text"
            size="small"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => void setLanguage(language === 'zh' ? 'en' : 'zh')}
          >
            {say('language.other')}
          </Button>
        </div>
        <Bars />
        <p className="entry-lead">{say('lead')}</p>
        {aside}
      </header>
      <main className="entry-side" id="main">
        {children}
      </main>
    </div>
  );
}

const bars = [
  { key: 'three.1', from: 196, y: 8 },
  { key: 'three.2', from: 104, y: 48 },
  { key: 'three.3', from: 12, y: 88 },
] as const;

function Bars(): ReactElement {
  const say = useWords();
  return (
    <svg className="entry-bars" viewBox="0 0 480 124" role="img" aria-label={bars.map((bar) => say(bar.key)).join(' · ')}>
      {Array.from({ length: 13 }, (_, month) => (
        <path key={month} className="entry-grid" d={`M${12 + month * 38} 0V124`} strokeWidth="1" />
      ))}
      {bars.map((bar) => (
        <g key={bar.key}>
          <rect x={bar.from} y={bar.y} width={468 - bar.from} height="28" fill="currentColor" />
          <text x={bar.from + 12} y={bar.y + 19} fontSize="14">
            {say(bar.key)}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Carries the person in: to the address that was asked for, if it is one of ours, else to where the post's work begins. */
export function carryIn(home: string): void {
  const next = new URLSearchParams(location.search).get('next');
  location.assign(next && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') && next !== '/' ? next : home);
}
