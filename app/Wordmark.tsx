// The mark and the name. 三早 is drawn from straight strokes: 三 is three bars that start ever earlier and run ever longer, as on a schedule;
// 早 is the sun over the ten. Thin level strokes and thick upright ones, as in the types of a gazette.
import type { ReactElement } from 'react';

export const Wordmark = ({ latin = true }: { latin?: boolean }): ReactElement => (
  <svg className="sz-wordmark" viewBox={latin ? '0 0 126 32' : '0 0 62 32'} height="26" role="img" aria-label="三早 Sanzao">
    <g fill="currentColor">
      <path d="M5 6.2h17.5v2.6H5zM7 14.7h13.5v2.6H7zM2 24.4h24.5V27H2z" />
      <path fillRule="evenodd" d="M37.2 3.6h17.6v13.9H37.2zM40.6 5.9v3.5h10.8V5.9zm0 5.7v3.6h10.8v-3.6z" />
      <path d="M33 20.6h26v2.4H33zM44.2 17.5h3.6v13h-3.6z" />
      {latin && (
        <text x="68" y="22" fontSize="15" fontWeight="600" letterSpacing="0.6" fontFamily="Noto Sans SC, sans-serif">
          Sanzao
        </text>
      )}
    </g>
  </svg>
);
