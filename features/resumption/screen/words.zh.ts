// 复工页面的用语。
export const zh = {
  desk: '复工',
  'desk.about': '{{region}}，名单内 {{total}} 户企业',
  'desk.none': '名单里还没有企业。',
  'col.enterprise': '企业',
  'col.sector': '行业',
  'col.people': '职工',
  'col.to': '向谁申请',
};
