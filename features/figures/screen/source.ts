// Where a figure on the screen gets its rows and their cells: the library under the figure's own filter, and the trace of the field it adds up.
import { call } from '../../../ui/call.ts';
import type { FigureSource } from '../../../ui/kit/Figure.tsx';
import { library, traceField } from '../../projects/words.ts';

const fieldOf = (id: string, year: number): 'name' | 'total' | `annualPlan:${number}` =>
  id.endsWith('.plan') || id.endsWith('.plan-growth')
    ? `annualPlan:${year}`
    : id.endsWith('.total') || id.endsWith('.average')
      ? 'total'
      : 'name';

export const figureSource: FigureSource = {
  async rows(figure, { offset, limit }) {
    if (!figure.rows) return { total: 0, rows: [] };
    const field = fieldOf(figure.id, Number(figure.rows.year));
    const reply = await call(library, {
      ...(figure.rows as { year: number }),
      sort: field === 'name' ? 'name' : field === 'total' ? 'total' : 'plan',
      order: field === 'name' ? 'asc' : 'desc',
      limit,
      offset,
    });
    return {
      total: reply.total,
      rows: reply.rows.map((row) => ({
        id: `${row.region}/${row.id}`,
        name: row.name,
        place: row.place,
        value: field === 'name' ? 1 : field === 'total' ? row.totalYuan : row.annualPlanYuan,
        field,
        href: `/projects/${row.region}/${row.id}`,
      })),
    };
  },
  async trace(row) {
    const [region, id] = row.id.split('/') as [string, string];
    return (await call(traceField, { region, id, field: row.field ?? 'name' })).steps;
  },
  cell(row, step) {
    if (!step.importId || !step.place) return undefined;
    const [region] = row.id.split('/');
    return `/imports/${region}/${step.importId}?sheet=${encodeURIComponent(step.place.sheet)}&row=${step.place.row}&column=${step.place.column}`;
  },
};
