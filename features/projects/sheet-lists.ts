// The columns of a ledger that put a project on a list: which titles they go by.

/** Lists that a ledger may mark in a column of their own: the kind, as `lists.kind` says it, and titles of such columns. */
export const listColumns: readonly { kind: string; zh: string; en: string; titles: readonly string[] }[] = [
  {
    kind: '省三早',
    zh: '省“三早”',
    en: 'Province three-early list',
    titles: [
      '是否省三早',
      '省三早项目',
      '是否省三早项目',
      '是否纳入省三早',
      '三早项目',
      '是否三早',
      '是否三早项目',
      '省级三早',
      '三抓三早',
      '是否列入三早',
      'three early',
    ],
  },
  {
    kind: '省重点',
    zh: '省重点',
    en: 'Province key list',
    titles: ['是否省重点', '省重点项目', '是否省重点项目', '省级重点', '是否省级重点项目', 'provincial key project'],
  },
  {
    kind: '市重点',
    zh: '市重点',
    en: 'City key list',
    titles: ['是否市重点', '市重点项目', '是否市重点项目', '市级重点', '是否市级重点项目', 'city key project'],
  },
  {
    kind: '县重点',
    zh: '县（区）重点',
    en: 'County key list',
    titles: [
      '是否县重点',
      '县重点项目',
      '区重点项目',
      '是否区重点',
      '县区重点',
      '县级重点',
      '是否县级重点项目',
      '是否重点项目',
      'county key project',
    ],
  },
  {
    kind: '专项债',
    zh: '专项债',
    en: 'Special bonds',
    titles: [
      '专项债券',
      '是否专项债',
      '专项债项目',
      '专项债券项目',
      '地方政府专项债券',
      '是否申报专项债',
      '是否专项债券项目',
      '专项债申报情况',
      '专项债进展',
      'special bond',
    ],
  },
  {
    kind: '中央预算内',
    zh: '中央预算内',
    en: 'Central budget',
    titles: [
      '中央预算内投资',
      '是否中央预算内',
      '中央预算内项目',
      '是否争取中央预算内',
      '中央预算内投资项目',
      '是否中央预算内投资',
      'central budget',
    ],
  },
];

/** The field id of a list's own column. */
export const listField = (kind: string): string => `list:${kind}`;
