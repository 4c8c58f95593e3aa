// The pages of figures.
import type { FigureSource } from '../../../ui/kit/Figure.tsx';
import type { RoomPage } from '../../../ui/pages.ts';

export const pages: readonly RoomPage[] = [
  {
    path: '/',
    title: { zh: '总览', en: 'Dashboard' },
    nav: { order: 10, group: 'figures', keys: 'g d', phone: true },
    may: 'figure.read',
    component: () => import('./dashboard.tsx'),
  },
  {
    path: '/definitions',
    title: { zh: '指标口径', en: 'Definitions' },
    nav: { order: 90, group: 'figures' },
    may: 'figure.read',
    component: () => import('./definitions.tsx'),
  },
];

let loaded: FigureSource | undefined;
const load = async (): Promise<FigureSource> => {
  loaded ??= (await import('./source.ts')).figureSource;
  return loaded;
};

/** Rows and cells behind every figure of every room, given once by the shell; its calls come when the first figure is opened. */
export const figureSource: FigureSource = {
  rows: async (figure, window) => (await load()).rows(figure, window),
  trace: async (row, figure) => (await (await load()).trace?.(row, figure)) ?? [],
  cell: (row, step) => loaded?.cell?.(row, step),
};
