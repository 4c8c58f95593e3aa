// Whether a regime that is typed can hold at all, and what of it should be looked at before it is put in force. What it leaves uncovered is rules-cover.ts.
import type { Problem } from '../../vocabulary/problems.ts';
import type { Words } from './words.ts';
import type { Checklist, Regime, RegimeText } from './words-regimes.ts';

/** The first thing that cannot be as it stands. `checklist`: the one that is named, undefined where there is none of that name. */
export function faultOf(text: RegimeText, checklist: Checklist | undefined): Problem | undefined {
  const { conditions, content } = text;
  if (text.until !== null && text.until <= text.since)
    return { code: 'resumption.days-order', params: { since: text.since, until: text.until } };
  if (conditions.peopleFrom !== undefined && conditions.peopleTo !== undefined && conditions.peopleTo <= conditions.peopleFrom)
    return { code: 'resumption.people-order', params: { from: conditions.peopleFrom, to: conditions.peopleTo } };
  const twice = content.departments.find((one, place) => content.departments.findIndex((other) => other.code === one.code) !== place);
  if (twice) return { code: 'resumption.department-twice', params: { code: twice.code } };
  const leading = content.departments.filter((one) => one.lead);
  if (leading.length > 1)
    return {
      code: 'resumption.leads',
      params: { list: leading.map((one) => one.zh).join('、'), listEn: leading.map((one) => one.en).join(', ') },
    };
  if (content.dissent === 'lead-decides' && leading.length === 0 && text.mode === 'inspection') return { code: 'resumption.no-lead' };
  if (text.mode === 'inspection' && content.departments.length === 0) return { code: 'resumption.no-departments' };
  if (content.checklist !== null && !checklist)
    return {
      code: 'resumption.unknown-checklist',
      params: { checklist: `${content.checklist.region}/${content.checklist.code}@${content.checklist.version}` },
    };
  if (text.mode === 'inspection' && !checklist) return { code: 'resumption.no-checklist' };
  const unknown = (content.blocking ?? []).filter((id) => !checklist?.items.some((item) => item.id === id));
  if (unknown.length > 0) return { code: 'resumption.unknown-item', params: { list: unknown.join('、'), listEn: unknown.join(', ') } };
  return undefined;
}

/** What may be as it was meant, and should be looked at. `earlier`: versions of the same code that stand, oldest first. */
export function notesOn(text: RegimeText, checklist: Checklist | undefined, earlier: readonly Regime[], today: string): Words[] {
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
