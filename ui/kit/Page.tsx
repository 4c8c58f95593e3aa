// The head of every page: where one is, its title over the double rule, its actions; on paper also the as-of, who printed it and when.
import { Fragment, type ReactElement, type ReactNode, useContext, useEffect } from 'react';
import { instantText } from '../i18n.ts';
import { usePrinting } from '../screen.ts';
import { SessionContext } from '../session.ts';
import { useKitWords } from '../words.ts';
import { Go } from './Go.tsx';
import './choices.css';
import './page.css';

export type PageProps = {
  title: string;
  /** the line after the title: region, year, count */
  about?: ReactNode;
  /** steps above, the nearest last: [{ text: '项目库', to: '/projects' }] */
  path?: readonly { text: string; to: string }[];
  /** buttons at the right of the title */
  actions?: ReactNode;
  /** ISO instant; shown under the title and on paper */
  asOf?: string | undefined;
  /** the page fills the window and scrolls inside (tables); use with RoomPage.tall */
  tall?: boolean;
  children: ReactNode;
};

export function Page({ title, about, path = [], actions, asOf, tall = false, children }: PageProps): ReactElement {
  const say = useKitWords();
  const session = useContext(SessionContext);
  const printing = usePrinting();
  useEffect(() => {
    document.title = `${title} · 三早 Sanzao`;
  }, [title]);
  return (
    <div className={`sz-page${tall ? ' sz-page-tall' : ''}`}>
      <header className="sz-page-head">
        {path.length > 0 && (
          <nav className="sz-page-path sz-screen-only" aria-label={say('page.path')}>
            {path.map((step) => (
              <Fragment key={step.to}>
                <Go to={step.to}>{step.text}</Go>
                <span aria-hidden="true"> / </span>
              </Fragment>
            ))}
          </nav>
        )}
        <div className="sz-page-title">
          <h1>{title}</h1>
          {about && <div className="sz-page-about">{about}</div>}
          <div className="sz-page-actions sz-screen-only">{actions}</div>
        </div>
        <hr className="sz-rule" />
        {asOf && <div className="sz-label sz-page-asof">{say('page.asof', { at: instantText(asOf) })}</div>}
        {printing && (
          <div className="sz-print-only sz-label">
            {session?.person.name} · {say('page.printed', { at: instantText(new Date().toISOString()) })}
          </div>
        )}
      </header>
      {children}
    </div>
  );
}

/** A titled part of a page: rule above, heading, its own actions. `note` says of what and as of when. */
export function Section({
  title,
  note,
  actions,
  children,
}: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <section className="sz-section">
      <div className="sz-section-head">
        <h2>{title}</h2>
        {note && <span className="sz-label">{note}</span>}
        {actions && <div className="sz-section-actions sz-screen-only">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** Names and values of one thing, two columns of facts. `<Facts items={[{ name, value }]} />` */
export const Facts = ({ items }: { items: readonly { name: string; value: ReactNode; wide?: boolean }[] }): ReactElement => (
  <dl className="sz-fact-grid">
    {items.map((item) => (
      <div key={item.name} className={item.wide ? 'sz-fact-wide' : undefined}>
        <dt>{item.name}</dt>
        <dd>{item.value ?? '—'}</dd>
      </div>
    ))}
  </dl>
);
