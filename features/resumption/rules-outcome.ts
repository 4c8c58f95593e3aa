// What a closed visit comes to, by the regime's rule over opinions and items. In this order: whoever's word is still missing is waited for; then a
// blocking item that is not in order, or a dissent that counts, means a rectify list; otherwise it is accepted, and what else was
// found is advice. A visit that looks again asks only for the items that were open.
import type { ItemResult, Opinion, VisitOutcome, Words } from './words.ts';
import type { ChecklistItem, GroupDepartment, RegimeContent } from './words-regimes.ts';

export interface VisitFacts {
  departments: readonly GroupDepartment[];
  /** Items of this visit, each with the department that answers for it. */
  items: readonly { item: string; department: string; blocking: boolean; zh: string; en: string }[];
  results: readonly { item: string; department: string; result: ItemResult; note: string }[];
  opinions: readonly { department: string; opinion: Opinion; note: string }[];
}
export interface Outcome {
  outcome: VisitOutcome;
  /** Departments whose opinion or items are still to come. */
  waitingFor: string[];
  /** What has to be mended or is advised: from items, and from dissents that no item explains. */
  findings: { item: string; department: string; what: Words; blocking: boolean }[];
  why: Words[];
}

/** The department of the group that answers for an item: the first one named that is in the group, else the leading one. */
function answeringFor(
  item: Pick<ChecklistItem, 'departments'>,
  group: readonly Pick<GroupDepartment, 'code' | 'lead'>[],
): string | undefined {
  return item.departments.find((code) => group.some((one) => one.code === code)) ?? (group.find((one) => one.lead) ?? group[0])?.code;
}

/** Items of a visit by department; `only`: those a second visit looks at again. */
export function itemsOfVisit(
  items: readonly ChecklistItem[],
  content: Pick<RegimeContent, 'departments' | 'blocking'>,
  only?: ReadonlySet<string>,
): { item: string; department: string; blocking: boolean; zh: string; en: string }[] {
  return items.flatMap((one) => {
    const department = answeringFor(one, content.departments);
    if (department === undefined || (only && !only.has(one.id))) return [];
    return [
      { item: one.id, department, blocking: content.blocking ? content.blocking.includes(one.id) : one.blocking, zh: one.zh, en: one.en },
    ];
  });
}

export function outcomeOf(visit: VisitFacts, rule: Pick<RegimeContent, 'dissent' | 'absence'>): Outcome {
  const name = (code: string): GroupDepartment | undefined => visit.departments.find((one) => one.code === code);
  const opinionOf = (code: string) => visit.opinions.find((one) => one.department === code);
  const why: Words[] = [];
  const waitingFor = visit.departments
    .filter(({ code, lead }) => {
      const opinion = opinionOf(code);
      if (!opinion) return true;
      // The leading department's word is never done without.
      if (opinion.opinion === 'absent') return rule.absence === 'waits' || lead;
      return visit.items.some(
        (item) =>
          item.department === code && item.blocking && !visit.results.some((one) => one.item === item.item && one.department === code),
      );
    })
    .map((one) => one.code);

  const findings = visit.items.flatMap((item) => {
    const result = visit.results.find((one) => one.item === item.item && one.department === item.department);
    if (result?.result !== 'not') return [];
    const note = result.note ? `：${result.note}` : '';
    return [
      { item: item.item, department: item.department, blocking: item.blocking, what: { zh: `${item.zh}${note}`, en: `${item.en}${note}` } },
    ];
  });
  const lead = visit.departments.find((one) => one.lead) ?? visit.departments[0];
  const counted = visit.opinions.filter((one) => one.opinion === 'dissent' && (rule.dissent === 'blocks' || one.department === lead?.code));
  const said: Outcome['findings'] = [...findings];
  for (const one of counted)
    if (!findings.some((finding) => finding.department === one.department && finding.blocking))
      said.push({ item: '', department: one.department, blocking: true, what: { zh: one.note, en: one.note } });

  if (waitingFor.length > 0) {
    const zh = waitingFor.map((code) => name(code)?.zh ?? code).join('、');
    const en = waitingFor.map((code) => name(code)?.en ?? code).join(', ');
    why.push({ zh: `等${zh}的意见。`, en: `Waiting for the word of ${en}.` });
    return { outcome: 'waiting', waitingFor, findings: said, why };
  }
  for (const one of counted)
    why.push({
      zh: `${name(one.department)?.zh ?? one.department}不同意：${one.note}`,
      en: `${name(one.department)?.en ?? one.department} dissents: ${one.note}`,
    });
  const blocking = findings.filter((one) => one.blocking);
  if (blocking.length > 0)
    why.push({ zh: `${blocking.length} 项必须合格的条目不合格。`, en: `${blocking.length} items that must be in order are not.` });
  if (counted.length > 0 || blocking.length > 0) return { outcome: 'rectify', waitingFor: [], findings: said, why };
  const overruled = visit.opinions.filter((one) => one.opinion === 'dissent').length;
  why.push(
    overruled > 0
      ? {
          zh: `牵头部门同意，${overruled} 个部门的不同意见已记录。`,
          en: `The leading department agrees; the dissent of ${overruled} is on record.`,
        }
      : { zh: '各部门意见齐全，必须合格的条目都合格。', en: 'Every department has spoken and all items that must be in order are.' },
  );
  return { outcome: 'accepted', waitingFor: [], findings: said, why };
}
