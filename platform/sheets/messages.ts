// What the reading thread and the one that asked say to each other.
import type { Problem } from '../../vocabulary/problems.ts';
import type { Workbook } from './cells.ts';
import type { PackedPage } from './emit.ts';

export type FromWorker =
  | { kind: 'page'; page: PackedPage }
  | { kind: 'progress'; rows: number; doneBytes: number; totalBytes: number }
  | { kind: 'done'; workbook: Workbook; rows: number }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'fault'; message: string };

export type ToWorker = { kind: 'taken' };
