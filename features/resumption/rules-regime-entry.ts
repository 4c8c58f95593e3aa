// Whether a regime that is typed can hold at all, and what of it should be looked at before it is put in force. What it leaves uncovered is rules-cover.ts.
import type { Problem } from '../../vocabulary/problems.ts';
import type { ItemsKnown } from './rules-checklist.ts';
import type { Words } from './words.ts';
import type { Regime, RegimeText } from './words-regimes.ts';

type Entered = Pick<RegimeText, 'conditions' | 'content'> & { since: string; until: string | null; mode: RegimeText['mode'] | undefined };

/** Everything that cannot be as it stands. `checklist`: the one that is named, undefined where there is none of that name. */
export function faultsOf(text: Entered, checklist: ItemsKnown | undefined): Problem[] {
  const { conditions, content, mode } = text;
  const faults: Problem[] = [];
  const fault = (code: Problem['code'], params: Problem['params'] = {}): void => void faults.push({ code, params });
  if (text.until !== null && text.until <= text.since) fault('resumption.days-order', { since: text.since, until: text.until });
  if (conditions.peopleFrom !== undefined && conditions.peopleTo !== undefined && conditions.peopleTo <= conditions.peopleFrom)
    fault('resumption.people-order', { from: conditions.peopleFrom, to: conditions.peopleTo });
  const { departments } = content;
  const twice = departments.filter((one, place) => departments.findIndex((other) => other.code === one.code) !== place);
  for (const code of new Set(twice.map((one) => one.code))) fault('resumption.department-twice', { code });
  const leading = departments.filter((one) => one.lead);
  if (leading.length > 1)
    fault('resumption.leads', { list: leading.map((one) => one.zh).join('、'), listEn: leading.map((one) => one.en).join(', ') });
  if (content.dissent === 'lead-decides' && leading.length === 0 && mode === 'inspection') fault('resumption.no-lead');
  if (mode === 'inspection' && departments.length === 0) fault('resumption.no-departments');
  if (content.checklist !== null && !checklist)
    fault('resumption.unknown-checklist', {
      checklist: `${content.checklist.region}/${content.checklist.code}@${content.checklist.version}`,
    });
  if (mode === 'inspection' && content.checklist === null) fault('resumption.no-checklist');
  const unknown = (content.blocking ?? []).filter((id) => !checklist?.items.some((item) => item.id === id));
  if (unknown.length > 0) fault('resumption.unknown-item', { list: unknown.join('、'), listEn: unknown.join(', ') });
  return faults;
}

/** What may be as it was meant, and should be looked at. `earlier`: versions of the same code that stand, oldest first. */
export function notesOn(
  text: Entered,
  checklist: ItemsKnown | undefined,
  earlier: readonly Pick<Regime, 'version' | 'since'>[],
  today: string,
): Words[] {
  const said: Words[] = [];
  const { content } = text;
  for (const one of earlier)
    if (text.since <= one.since)
      said.push({
        zh: `第 ${one.version} 版自 ${one.since} 起，这一版 ${text.since} 就开始：第 ${one.version} 版一天也不执行。`,
        en: `Version ${one.version} begins on ${one.since} and this one already on ${text.since}: version ${one.version} holds on no day.`,
      });
  if (text.since < today)
    said.push({
      zh: `首日 ${text.since} 已经过去：在办的申请今天就转换，${text.since} 以来已经备案的不变。`,
      en: `Its first day ${text.since} has passed: cases under way are converted today; what was filed since ${text.since} stays.`,
    });
  if (text.mode === 'inspection' && checklist) {
    const codes = new Set(content.departments.map((one) => one.code));
    const foreign = checklist.items.filter((item) => !item.departments.some((code) => codes.has(code)));
    const lead = content.departments.find((one) => one.lead) ?? content.departments[0];
    if (foreign.length > 0 && lead)
      said.push({
        zh: `检查表有 ${foreign.length} 项不属于名单里的部门（${foreign.map((item) => item.id).join('、')}），由${lead.zh}检查。`,
        en: `${foreign.length} items of the checklist belong to no department named here (${foreign.map((item) => item.id).join(', ')}); ${lead.en} looks at them.`,
      });
    for (const one of content.departments)
      if (one !== lead && !checklist.items.some((item) => item.departments.find((code) => codes.has(code)) === one.code))
        said.push({
          zh: `${one.zh}（${one.code}）没有自己的检查项，只签意见。`,
          en: `${one.en} (${one.code}) has no item of its own and only signs an opinion.`,
        });
  }
  if (text.mode === 'filing' && content.departments.length > 0)
    said.push({ zh: '报备不到场验收，验收部门不起作用。', en: 'Under filing nobody inspects: the departments have no part in it.' });
  if ((text.mode === 'inspection' || text.mode === 'filing') && content.papers.length === 0)
    said.push({ zh: '没有要求任何材料。', en: 'No paper is asked for.' });
  return said;
}
