// The node chart on the screen: sections by guarantee or by stream, narrower on a phone; a line opens its node. Where everything lies is decided by the
// chart.
import { type ReactElement, useMemo } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useLanguage } from '../../../ui/i18n.ts';
import { DrawingView } from '../../../ui/kit/DrawingView.tsx';
import { usePhone } from '../../../ui/screen.ts';
import { nodesChart } from '../chart-nodes.ts';
import { sectionsBy } from '../chart-paper.ts';
import { ChartExport } from './chart-export.tsx';
import { ChartTable } from './chart-table.tsx';
import type { ChartProps } from './charts.tsx';
import { useWords } from './words.ts';
import { Zoom } from './zoom.tsx';

export default function NodeChart({ plan, chosen, onOpen }: ChartProps): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const phone = usePhone();
  const [search, change] = useSearch();
  const by = sectionsBy(firstOf(search, 'by'));
  const drawing = useMemo(() => nodesChart(plan, { language, by, wide: phone ? 680 : 1280 }), [plan, language, by, phone]);
  return (
    <>
      <Zoom
        wide={drawing.wide}
        label={say('chart.nodes')}
        bar={
          <fieldset className="pl-choice" aria-label={say('sections.by')}>
            {(['stage', 'stream'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={by === one} onClick={() => change({ by: one === 'stage' ? undefined : one })}>
                {say(`sections.${one}`)}
              </button>
            ))}
          </fieldset>
        }
        end={<ChartExport plan={plan} chart="nodes" by={by} />}
      >
        {(scale) => <DrawingView drawing={drawing} scale={scale} chosen={chosen} onOpen={onOpen} />}
      </Zoom>
      <ChartTable plan={plan} by={by} onOpen={onOpen} />
    </>
  );
}
