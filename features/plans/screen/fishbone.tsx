// The fishbone on the screen: bones by stream or by department, a bone folds at its header, a barb opens its node. Where everything lies is decided by
// the chart.
import { type ReactElement, useMemo } from 'react';
import { firstOf, useSearch, valuesOf } from '../../../ui/address.ts';
import { useLanguage } from '../../../ui/i18n.ts';
import { DrawingView } from '../../../ui/kit/DrawingView.tsx';
import { usePhone } from '../../../ui/screen.ts';
import type { BonesBy } from '../chart-bones.ts';
import { boneMark, fishboneChart } from '../chart-fishbone.ts';
import { ChartExport } from './chart-export.tsx';
import { ChartTable } from './chart-table.tsx';
import type { ChartProps } from './charts.tsx';
import { useWords } from './words.ts';
import { Zoom } from './zoom.tsx';

export default function Fishbone({ plan, chosen, onOpen }: ChartProps): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const [search, change] = useSearch();
  const by: BonesBy = firstOf(search, 'by') === 'department' ? 'department' : 'stream';
  const folds = valuesOf(search, 'fold').join('\n');
  const folded = useMemo(() => new Set(folds === '' ? [] : folds.split('\n')), [folds]);
  // A screen scrolls down more gladly than sideways.
  const aspect = usePhone() ? 0.8 : 1.35;
  const drawing = useMemo(() => fishboneChart(plan, { language, by, folded, aspect }), [plan, language, by, folded, aspect]);
  const open = (what: string): void => {
    const key = what.slice(boneMark.length);
    if (!what.startsWith(boneMark)) onOpen(what);
    else change({ fold: folded.has(key) ? [...folded].filter((one) => one !== key) : [...folded, key] });
  };
  return (
    <>
      <Zoom
        wide={drawing.wide}
        label={say('chart.fishbone')}
        bar={
          <fieldset className="pl-choice" aria-label={say('bones.by')}>
            {(['stream', 'department'] as const).map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={by === one}
                onClick={() => change({ by: one === 'stream' ? undefined : one, fold: undefined })}
              >
                {say(`bones.${one}`)}
              </button>
            ))}
          </fieldset>
        }
        end={<ChartExport plan={plan} chart="fishbone" by={by} />}
      >
        {(scale) => <DrawingView drawing={drawing} scale={scale} chosen={chosen} onOpen={open} />}
      </Zoom>
      <ChartTable plan={plan} by={by} onOpen={onOpen} />
    </>
  );
}
