// The face of the product: a value that says its unit, what it is out of, who has not reported and as of when, and that opens to its
// definition, its rows and their cells. Decides how a figure looks in every state; what it is worth is decided by the figures room.
import { createContext, lazy, type ReactElement, type ReactNode, Suspense, useContext, useState } from 'react';
import { countsThings, type Figure as FigureData } from '../../vocabulary/figure.ts';
import type { TraceStep } from '../../vocabulary/trace.ts';
import { instantText, useLanguage, usePick } from '../i18n.ts';
import { useRegionName } from '../session.ts';
import { shownText, useMoneyUnit, valueShown } from '../unit.ts';
import { useKitWords } from '../words.ts';
import { FigureValue } from './FigureValue.tsx';
import './figure.css';

export { FigureValue };

const FigureDrawer = lazy(() => import('./FigureDrawer.tsx').then((module) => ({ default: module.FigureDrawer })));

/** One of the rows a figure was added up from. `field` names the value for the trace. */
export type FigureRow = {
  id: string;
  name: string;
  place?: string;
  value: number | null;
  field?: string;
  cell?: string | null;
  href?: string;
};
export type FigureRows = { total: number; rows: readonly FigureRow[] };

/** Where a figure gets its rows and their traces. Given once, at the top, by the figures room; a single Figure may bring its own. */
export type FigureSource = {
  rows: (figure: FigureData, window: { offset: number; limit: number }) => Promise<FigureRows>;
  trace?: (row: FigureRow, figure: FigureData) => Promise<readonly TraceStep[]>;
  /** the address that shows the cell of a step in its sheet */
  cell?: (row: FigureRow, step: TraceStep) => string | undefined;
};
export const FigureSourceContext = createContext<FigureSource | undefined>(undefined);

export type FigureProps = {
  figure: FigureData;
  /** What it is called here; the definition's name opens the drawer in any case. */
  label: string;
  /** `card`: label above, large value. `line`: value inside a row or sentence. `wall`: card for the wall. */
  size?: 'card' | 'line' | 'wall';
  /** in a column that names the unit itself */
  bare?: boolean;
  /** false where the page says the cautions once for all its figures; the drawer has them in any case */
  cautioned?: boolean;
  /** show the instant under the value (cards that stand alone) */
  showAsOf?: boolean;
  source?: FigureSource;
  /** stands under the value: a small chart, a comparison */
  children?: ReactNode;
};

/** The share of the whole as text (49.5%), undefined when there is no whole to share. */
const shareOf = (figure: FigureData): string | undefined => {
  if (
    figure.value === null ||
    !figure.of?.value ||
    figure.of.unit !== figure.unit ||
    !(countsThings(figure.unit) || figure.unit === 'yuan')
  )
    return undefined;
  return valueShown(figure.value / figure.of.value, 'ratio', '元').text;
};

/**
 * ```tsx
 * <Figure figure={reply.total} label={say('total')} />              card
 * <Figure figure={reply.total} label={say('total')} size="line" />  in a table cell or a sentence
 * ```
 */
export function Figure({
  figure,
  label,
  size = 'card',
  bare = false,
  cautioned = true,
  showAsOf = false,
  source,
  children,
}: FigureProps): ReactElement {
  const say = useKitWords();
  const pick = usePick();
  const money = useMoneyUnit();
  useLanguage();
  const given = useContext(FigureSourceContext);
  const [open, setOpen] = useState(false);
  const share = shareOf(figure);
  const nameOf = useRegionName();
  const names = figure.unreported.map((region) => nameOf(region.code, region.name)).join(say('list.comma'));
  const partly = figure.value !== null && figure.unreported.length > 0;
  const drawer = open && (
    <Suspense fallback={null}>
      <FigureDrawer figure={figure} label={label} source={source ?? given} onClose={() => setOpen(false)} />
    </Suspense>
  );
  const value = (
    <button type="button" className="sz-button-plain sz-figure-open" aria-haspopup="dialog" onClick={() => setOpen(true)}>
      <span className="sz-hidden">{size === 'line' ? '' : `${label} `}</span>
      <FigureValue value={figure.value} unit={figure.unit} bare={bare} absent={figure.absent && pick(figure.absent)} />
      <span className="sz-hidden">{say('figure.open', { name: label })}</span>
    </button>
  );
  if (size === 'line')
    return (
      <span className="sz-figure sz-figure-in-line">
        {value}
        {partly && (
          <span className="sz-figure-partly" title={say('figure.unreported.some', { names })}>
            ○<span className="sz-hidden">{say('figure.unreported.some', { names })}</span>
          </span>
        )}
        {drawer}
      </span>
    );
  return (
    <div className={`sz-figure sz-figure-${size}`}>
      <div className="sz-figure-label">{label}</div>
      {value}
      {figure.of && (
        <div className="sz-figure-of">
          {figure.of.value === null
            ? pick(figure.of.words)
            : say(share ? 'figure.of' : figure.unit === 'ratio' ? 'figure.of.base' : 'figure.of.plain', {
                words: pick(figure.of.words),
                value: shownText(figure.of.value, figure.of.unit, money),
              })}
          {share && <b> {share}%</b>}
        </div>
      )}
      {partly && <div className="sz-figure-partly">○ {say('figure.unreported.some', { names })}</div>}
      {figure.value === null && !figure.absent && <div className="sz-figure-partly">{names}</div>}
      {(cautioned || figure.absent) && figure.cautions.length > 0 && <div className="sz-figure-caution">※ {pick(figure.cautions[0]!)}</div>}
      {children}
      {showAsOf && <div className="sz-figure-asof">{say('figure.asof', { at: instantText(figure.asOf.at) })}</div>}
      {drawer}
    </div>
  );
}

/** Figures side by side with rules between them; wraps on narrow screens. The head of a dashboard section. */
export const FigureRowGroup = ({ children }: { children: ReactNode }): ReactElement => <div className="sz-figure-group">{children}</div>;
