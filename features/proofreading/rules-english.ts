// English bulletins are read by the office's words: a clause is turned into the terms that the same clause would have in Chinese, and what is left
// of it (tourism, harbour …) stays as a line of its own. Only meanings that decide what a figure counts are turned; the text shown is never touched.

const terms: readonly [RegExp, string][] = [
  [/\b(?:of which|of these|of them|of those|among them|including|comprising|made up of)\b/gi, '其中'],
  [/\b(?:not (?:yet )?(?:been )?started|yet to start)\b/gi, '未开工'],
  [/\b(?:total|overall) (?:planned )?investments?\b|\binvestments? (?:totall?ing|totals?)\b/gi, '总投资'],
  [
    /\b(?:annual|yearly|year's) (?:investment )?plans?\b|\bplan (?:of|for) the year\b|\bplanned investments?(?: (?:for|of) the year)?\b|\bannual investments?(?: plan)?\b/gi,
    '年度计划投资',
  ],
  [
    /\b(?:completed investments?|investments? (?:completed|made|done)|(?:had |has |have |was |were )?(?:been )?(?:invested|spent|disbursed))\b/gi,
    '完成投资',
  ],
  [/\binvestments?\b/gi, '投资'],
  [/\bfunds? in place\b/gi, '到位资金'],
  [/\b(?:new(?:ly)?(?: started)?)\b/gi, '新建'],
  [/\b(?:continuing|continued|carried[- ]over|ongoing|carry-over)\b/gi, '续建'],
  [/\b(?:have |has |had |are |were )?(?:started|broken ground|under construction)\b/gi, '已开工'],
  [/\b(?:have |has |had )?(?:been )?(?:finished|completed)\b/gi, '已竣工'],
  [/\b(?:have |has |had )?(?:been )?resumed\b/gi, '已复工'],
  [/\b(?:industrial|industry|manufacturing)\b/gi, '工业'],
  [/\b(?:agricultural|agriculture|farming)\b/gi, '农业'],
  [/\bservices?\b/gi, '服务业'],
  [/\binfrastructure\b/gi, '基础设施'],
  [/\b(?:social|livelihood|public welfare)\b/gi, '民生'],
  [/\b(?:key|major)\b/gi, '重点'],
  [/\bprojects?\b/gi, '项目'],
  [/\b(?:enterprises?|companies|firms)\b/gi, '企业'],
  [/\b(?:in total|altogether|in all|total(?:s|l?ing)?)\b/gi, '共'],
];
const small =
  /\b(?:a|an|the|of|with|worth|are|is|was|were|be|been|being|has|have|had|and|in|on|at|by|to|from|for|this|that|these|those|which|its|their|there|it|as|or|also|plans?|planned|runs?|has|year|years|county|city|district|province|will|would|can|all|amounts?|amounting|stands?|stood|reached|reaches|carries|out|carry|carried|implements?|implemented|while|another|other|end|so|far)\b/gi;

export const isEnglish = (words: string): boolean => !/[\u4e00-\u9fff]/.test(words) && /[A-Za-z]{2}/.test(words);

export function inOfficeWords(words: string): string {
  let turned = words;
  for (const [pattern, term] of terms) turned = turned.replace(pattern, ` ${term} `);
  return turned.replace(small, ' ').replace(/\s+/g, ' ').trim();
}

/** What a percentage or points say, as the Chinese clause before them would: 62% of the annual plan, 12 points ahead of schedule, up by 5%. */
export function ratioInOfficeWords(own: string, after: string): string {
  if (/^\s*(?:of|against) (?:the |its |their )?(?:annual|yearly|year's|planned)? ?(?:investment )?(?:plan|target|goal)/i.test(after))
    return '完成年度计划的';
  if (/ahead of (?:schedule|the calendar|time)/i.test(after)) return '比时间进度快';
  if (/behind (?:schedule|the calendar|time)/i.test(after)) return '比时间进度慢';
  if (
    /(?:up|rose|risen|grew|grown|increase|increased|growth|gain)(?: (?:by|of|at))?\s*$/i.test(own) ||
    /^\s*(?:more|up|higher|growth|increase)/i.test(after)
  )
    return '同比增长';
  if (/(?:down|fell|fallen|dropped|decrease|decreased|decline)(?: (?:by|of))?\s*$/i.test(own) || /^\s*(?:less|down|lower)/i.test(after))
    return '同比下降';
  if (/(?:start(?:ing)? rate|rate of (?:start|commencement))(?: (?:of|is|was|at))?\s*$/i.test(own)) return '开工率';
  if (/completion rate(?: (?:of|is|was|at))?\s*$/i.test(own)) return '完成率';
  if (/^\s*of the total/i.test(after) || /(?:accounting for|account for|share of)\s*$/i.test(own)) return '占比';
  return inOfficeWords(own);
}

const names = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** Months gone by as of "by the end of June", "the first half", "January to May"; null when not said. */
export function monthsInEnglish(words: string): number | null {
  const match =
    /(?:end of|january (?:to|through|-|–)|as of (?:the )?(?:end of )?)\s*(january|february|march|april|may|june|july|august|september|october|november|december)/i.exec(
      words,
    );
  if (match) return names.indexOf(match[1]!.toLowerCase()) + 1;
  if (/first half/i.test(words)) return 6;
  if (/first quarter/i.test(words)) return 3;
  return /first three quarters/i.test(words) ? 9 : null;
}
