// A region and its children as tiles: a schematic that says it is one, because no freely licensed boundaries exist. Shade follows the value in one
// hue; a tile that has not reported is hatched and says so. A tile opens the region.
import type { ReactElement, ReactNode } from 'react';
import type { FigureUnit } from '../../vocabulary/figure.ts';
import { shownText, useMoneyUnit } from '../unit.ts';
import { useKitWords } from '../words.ts';
import { Go } from './Go.tsx';
import './charts.css';

export type MapTile = {
  code: string;
  name: string;
  /** null: not reported */
  value: number | null;
  note?: ReactNode;
  to?: string;
  /** place in the grid, counted from 0; without it tiles flow in order */
  at?: { column: number; row: number };
};

/** `<SchematicMap title="辽源市" unit="yuan" tiles={[{ code: '220421', name: '东丰县', value: 9594000000, at: { column: 0, row: 1 } }]} />` */
export function SchematicMap({ title, tiles, unit }: { title: string; tiles: readonly MapTile[]; unit: FigureUnit }): ReactElement {
  const say = useKitWords();
  const money = useMoneyUnit();
  const most = Math.max(...tiles.map((tile) => tile.value ?? 0), Number.MIN_VALUE);
  return (
    <figure className="sz-map">
      <ul aria-label={title}>
        {tiles.map((tile) => {
          const share = tile.value === null ? 0 : tile.value / most;
          const inner = (
            <>
              <span className="sz-tile-name">{tile.name}</span>
              <span className="sz-tile-value">
                {tile.value === null ? `○ ${say('figure.unreported')}` : shownText(tile.value, unit, money)}
              </span>
              {tile.note && <span className="sz-tile-note">{tile.note}</span>}
              <span className="sz-tile-gauge" aria-hidden="true">
                <span style={{ width: `${share * 100}%` }} />
              </span>
            </>
          );
          return (
            <li
              key={tile.code}
              className={tile.value === null ? 'sz-tile sz-tile-none' : 'sz-tile'}
              style={tile.at ? { gridColumn: tile.at.column + 1, gridRow: tile.at.row + 1 } : undefined}
            >
              {tile.to ? (
                <Go to={tile.to} className="sz-tile-in">
                  {inner}
                </Go>
              ) : (
                <div className="sz-tile-in">{inner}</div>
              )}
            </li>
          );
        })}
      </ul>
      <figcaption className="sz-label">
        {title} · {say('map.schematic')}
      </figcaption>
    </figure>
  );
}
