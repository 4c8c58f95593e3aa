import { refuse } from '../../vocabulary/problems.ts';
import type { Workbook } from './cells.ts';
import type { Pages } from './emit.ts';
import type { Limits } from './limits.ts';
export async function readXls(_path: string, name: string, _limits: Limits, _pages: Pages, _read: (bytes: number) => void): Promise<Workbook> {
  return refuse('sheets.is-unknown', { name });
}
