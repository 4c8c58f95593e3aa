// What a Microsoft Project file says of its tasks besides what schedules them: the dates shown, the baseline, notes, who does it, own fields; and what of it
// no plan here has a place for, by name.
import { type About, child, childrenOf, type Element, type Held, isoTime, textOf } from './rules-read.ts';

/** A task that counts, with the tasks below it. */
export type Task = {
  readonly element: Element;
  readonly id: string;
  readonly level: number;
  readonly summary: boolean;
  readonly leaves: string[];
};

/** Shown dates, baseline, notes, who does it and own fields of every task. */
export function aboutTasks(root: Element, tasks: readonly Task[]): Map<string, About> {
  const aliases = new Map(
    childrenOf(child(root, 'ExtendedAttributes'), 'ExtendedAttribute').map((one) => [textOf(one, 'FieldID'), textOf(one, 'Alias')]),
  );
  const names = new Map(childrenOf(child(root, 'Resources'), 'Resource').map((one) => [textOf(one, 'UID'), textOf(one, 'Name')]));
  const who = new Map<string, string[]>();
  for (const one of childrenOf(child(root, 'Assignments'), 'Assignment')) {
    const [task, name] = [textOf(one, 'TaskUID'), names.get(textOf(one, 'ResourceUID'))];
    if (task !== undefined && name !== undefined) who.set(task, [...(who.get(task) ?? []), name]);
  }
  const open: Task[] = [];
  return new Map(
    tasks.map(({ element, id, level, summary, leaves }) => {
      while (open.length > 0 && open.at(-1)!.level >= level) open.pop();
      const above = open.filter((one) => one.id !== '0').map((one) => textOf(one.element, 'Name') ?? '');
      if (summary) open.push({ element, id, level, summary, leaves });
      const fields: Record<string, string> = {};
      for (const field of childrenOf(element, 'ExtendedAttribute')) {
        const alias = aliases.get(textOf(field, 'FieldID'));
        const value = textOf(field, 'Value');
        if (alias !== undefined && value !== undefined) fields[alias] = value;
      }
      const held = childrenOf(element, 'Baseline').find((one) => (textOf(one, 'Number') ?? '0') === '0');
      return [
        id,
        {
          above,
          start: isoTime(textOf(element, 'Start')),
          finish: isoTime(textOf(element, 'Finish')),
          baseline: held && isoTime(textOf(held, 'Finish')),
          notes: textOf(element, 'Notes'),
          who: who.get(id) ?? [],
          fields,
        },
      ];
    }),
  );
}

/** What of the file no plan here has a place for. */
export function heldBy(root: Element, tasks: readonly Task[]): Held[] {
  const nameOf = (one: Element): string => textOf(one, 'Name') ?? '';
  const counted = (what: Held['what'], all: readonly Element[]): Held => ({
    what,
    count: all.length,
    names: all.map(nameOf).filter(Boolean),
  });
  const elements = tasks.map((task) => task.element);
  const split = (one: Element): boolean =>
    (textOf(one, 'Resume') ?? '') > (textOf(one, 'Stop') ?? '9') && textOf(one, 'PercentComplete') !== '100';
  return [
    counted(
      'resources',
      childrenOf(child(root, 'Resources'), 'Resource').filter((one) => textOf(one, 'Name') !== undefined),
    ),
    { what: 'assignments' as const, count: childrenOf(child(root, 'Assignments'), 'Assignment').length, names: [] },
    counted(
      'costs',
      elements.filter((one) => Number(textOf(one, 'Cost') ?? 0) > 0),
    ),
    counted('splits', elements.filter(split)),
    {
      what: 'baselines' as const,
      count: new Set(
        elements.flatMap((one) => childrenOf(one, 'Baseline').map((held) => textOf(held, 'Number') ?? '0')).filter((n) => n !== '0'),
      ).size,
      names: [],
    },
  ].filter((one) => one.count > 0);
}
