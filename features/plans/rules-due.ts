// The day a node is held to: what the baseline says, of the promised node the promise, and where nothing was promised the forecast, or the day it was done.
import type { DrawnNode } from './words.ts';

export const dueOf = (node: Pick<DrawnNode, 'baseline' | 'promise' | 'forecast' | 'actual'>, promised: string): string =>
  node.baseline ?? (node.promise ? promised : (node.actual ?? node.forecast));
