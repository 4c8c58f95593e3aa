// What the whole country knows, as dated data: names that organisations bore until a reform, events that a text's dates can be held against.
import type { Knowledge } from './rules-model.ts';

export const countryKnowledge: Pick<Knowledge, 'organisations' | 'events'> = { organisations: [], events: [] };
