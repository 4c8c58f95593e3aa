// The catalogue's words, Chinese.
export const zh = {
  'title': '部件目录', 'about': '每个部件的样子、状态和用法；数据均为虚构',
  'figure': '数', 'figure.note': '点开：定义 → 行 → 单元格；单位在顶栏切换', 'count': '项目个数', 'total': '计划总投资', 'plan': '年度计划投资', 'continuing': '其中续建', 'city': '全市项目', 'dongliao': '东辽县项目', 'growth': '年度计划增长',
  'line': '句中与表中：全县实施', 'line.end': '，其中续建', 'wall': '大屏', 'light': '灯', 'light.note': '形状、颜色、文字三者俱全；点开看依据',
  'table': '表', 'table.note': '十万行，逐窗取数', 'name': '项目名称', 'place': '地区', 'owner': '项目单位', 'nature': '建设性质', 'start': '开工日期', 'state': '状态', 'sum': '合计（全部 100,000 行）', 'empty': '没有符合条件的项目。去掉一个条件再看。', 'short': '短表（数据在手）',
  'filters': '筛选与视图', 'range': '总投资', 'all': '全部', 'new': '新建', 'old': '续建',
  'import': '导入一件台账', 'upload': '上传', 'columns': '核对列', 'twice': '查重', 'confirm': '确认', 'pending': '3 列待定', 'reading': '正在读取行', 'rows': '行', 'row12': '台账第 12 行', 'known': '库中已有',
  'code': '统一社会信用代码', 'same': '是同一个项目', 'other': '是两个项目',
  'charts': '比较', 'bars': '各县计划总投资', 'sets': '清单与重叠', 'stages': '阶段', 'map': '辽源市', 'sanzao': '省三早', 'citykey': '市重点', 'bond': '专项债',
  'states': '空与错', 'none': '还没有导入台账。先上传一份 Excel。', 'none.do': '上传台账', 'forms': '表单', 'form.name': '项目名称', 'form.help': '按批复文件填写全称。', 'form.wrong': '请填写项目名称。', 'form.nature': '建设性质', 'form.save': '保存', 'say.done': '说一句“已保存”', 'say.problem': '说一句拒绝', 'said': '已保存', 'saidno': '“锂电池隔膜项目”刚被李宏伟改过，请刷新后再改。',
  'idea': '谋划', 'reserve': '储备', 'approved': '立项', 'begun': '开工', 'building': '在建', 'done': '竣工', 'full': '达效', 'paused': '暂停', 'paused.why': '冬季停工',
} as const;
