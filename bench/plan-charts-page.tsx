// The page of bench/plan-charts.ts: opens a chart of an invented plan of 80 nodes again and again and gives the time from the data to the painted chart,
// and the time of the layout alone.
import { createRoot } from 'react-dom/client';
import { fishboneChart } from '../features/plans/chart-fishbone.ts';
import { nodesChart } from '../features/plans/chart-nodes.ts';
import { inventedPlan } from '../features/plans/testing-charts.ts';
import { DrawingView } from '../ui/kit/DrawingView.tsx';
import type { Drawing } from '../vocabulary/drawing.ts';

const plan = inventedPlan(80);
const charts: Record<string, () => Drawing> = {
  fishbone: () => fishboneChart(plan, { language: 'zh', by: 'stream', aspect: 1.35 }),
  'fishbone by department': () => fishboneChart(plan, { language: 'zh', by: 'department', aspect: 1.35 }),
  'node chart': () => nodesChart(plan, { language: 'zh', by: 'stage' }),
};
const painted = (): Promise<void> =>
  new Promise((done) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done();
      channel.port2.postMessage(0);
    }),
  );

async function opened(draw: () => Drawing): Promise<{ layout: number; whole: number }> {
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  const root = createRoot(place);
  await painted();
  const since = performance.now();
  const drawing = draw();
  const layout = performance.now() - since;
  root.render(<DrawingView drawing={drawing} onOpen={() => undefined} />);
  while (place.childElementCount === 0) await painted();
  await painted();
  const whole = performance.now() - since;
  root.unmount();
  return { layout, whole };
}

Object.assign(window, {
  async bench(rounds: number) {
    const found: Record<string, { layout: number[]; whole: number[] }> = {};
    for (const [name, draw] of Object.entries(charts)) {
      found[name] = { layout: [], whole: [] };
      for (let i = 0; i < rounds; i += 1) {
        const { layout, whole } = await opened(draw);
        found[name].layout.push(layout);
        found[name].whole.push(whole);
      }
    }
    return found;
  },
});
