// How findings read on paper: the words for severities, kinds and answers, and a place in the manuscript in words. Pure, both languages.
import type { AnswerKind, FindingReply, ManuscriptReply, Severity } from './words.ts';

type Language = 'zh' | 'en';

export const severityWords: Record<Severity, Record<Language, string>> = {
  contradiction: { zh: '矛盾', en: 'contradiction' },
  doubtful: { zh: '存疑', en: 'doubtful' },
  ask: { zh: '待问', en: 'to ask' },
};

export const answerWords: Record<AnswerKind, Record<Language, string>> = {
  accepted: { zh: '采纳更正方案', en: 'repair accepted' },
  queried: { zh: '问作者', en: 'author asked' },
  stands: { zh: '照原文', en: 'stands as printed' },
};

export const kindWords: Record<FindingReply['kind'], Record<Language, string>> = {
  sum: { zh: '合计与分项', en: 'total and parts' },
  restated: { zh: '同一数字前后', en: 'the same figure twice' },
  subset: { zh: '部分大于整体', en: 'a part larger than the whole' },
  band: { zh: '推算区间', en: 'a derived band' },
  average: { zh: '平均数', en: 'average' },
  growth: { zh: '增长与基数', en: 'growth and base' },
  difference: { zh: '增减量', en: 'difference' },
  share: { zh: '占比', en: 'share' },
  rate: { zh: '完成率', en: 'completion' },
  points: { zh: '百分点', en: 'percentage points' },
  funnel: { zh: '阶段递减', en: 'stages of a funnel' },
  counties: { zh: '全市与县区', en: 'city and counties' },
  enumeration: { zh: '个数与列举', en: 'a count and what is listed' },
  order: { zh: '序数与年份', en: 'ordinal and years' },
  ranking: { zh: '排名', en: 'ranking' },
  register: { zh: '与项目库', en: 'against the register' },
  rounding: { zh: '四舍五入', en: 'rounding' },
  'date-adverb': { zh: '日期与措辞', en: 'a date against its adverb' },
  'date-order': { zh: '日期先后', en: 'order of dates' },
  'date-rule': { zh: '日期与规定', en: 'a date against a rule in force' },
  'date-impossible': { zh: '日期不存在', en: 'impossible date' },
  'year-inferred': { zh: '年份推定', en: 'year inferred' },
  'organisation-outdated': { zh: '机构旧称', en: 'outdated organisation' },
  'one-firm-two-names': { zh: '一企两名', en: 'one firm, two names' },
  'label-two-scopes': { zh: '一称两义', en: 'one label, two scopes' },
  'measure-two-names': { zh: '一指标两名', en: 'one measure, two names' },
  'threshold-mixed': { zh: '口径不一', en: 'mixed thresholds' },
  'unit-doubtful': { zh: '单位', en: 'unit' },
  'growth-without-base': { zh: '增幅无基数', en: 'growth without base' },
  'never-expanded': { zh: '简称未展开', en: 'never expanded' },
  'place-slip': { zh: '地域', en: 'place' },
  wording: { zh: '用语', en: 'wording' },
  unreported: { zh: '未报', en: 'unreported' },
};

/** Where a finding stands: cells by name, stretches of text by paragraph and the words themselves. */
export function whereOf(manuscript: Pick<ManuscriptReply, 'text'>, finding: FindingReply, language: Language): string {
  const cells = [...new Set(finding.places.flatMap((place) => (place.cell === null ? [] : [`${place.sheet ?? ''}!${place.cell}`])))];
  const said = finding.places.flatMap((place) => {
    if (place.cell !== null || place.start === null || place.end === null) return [];
    const paragraph =
      manuscript.text
        .slice(0, place.start)
        .split('\n')
        .filter((line) => line.trim() !== '').length || 1;
    const words = manuscript.text.slice(place.start, place.end).replace(/\s+/g, '');
    const shown = words.length > 24 ? `${words.slice(0, 23)}…` : words;
    return [language === 'zh' ? `第${paragraph}段“${shown}”` : `paragraph ${paragraph} "${shown}"`];
  });
  return [...cells, ...new Set(said)].slice(0, 12).join(language === 'zh' ? '、' : ', ');
}
