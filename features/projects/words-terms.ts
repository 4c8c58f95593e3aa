// What the office calls each stored value, in both languages.
import { Year } from '../../vocabulary/days.ts';
import { changes } from './words.ts';

/** What the office calls each value, in both languages: every screen and sheet that shows one takes its word from here. */
export const terms = {
  stage: {
    idea: { zh: '谋划', en: 'Idea' },
    talks: { zh: '洽谈', en: 'Talks' },
    signed: { zh: '签约', en: 'Signed' },
    landed: { zh: '落地', en: 'Landed' },
    approved: { zh: '立项', en: 'Approved' },
    preparing: { zh: '前期手续', en: 'Preparing' },
    started: { zh: '开工', en: 'Started' },
    counted: { zh: '入统', en: 'In statistics' },
    building: { zh: '在建', en: 'Building' },
    completed: { zh: '竣工', en: 'Completed' },
    producing: { zh: '投产', en: 'Producing' },
    effective: { zh: '达效', en: 'Effective' },
  },
  sideState: {
    suspended: { zh: '暂停', en: 'Suspended' },
    withdrawn: { zh: '退出', en: 'Withdrawn' },
    terminated: { zh: '终止', en: 'Terminated' },
  },
  pool: { annual: { zh: '年度实施', en: 'This year' }, reserve: { zh: '谋划储备', en: 'Reserve' } },
  nature: { new: { zh: '新建', en: 'New' }, continuing: { zh: '续建', en: 'Continuing' }, unstated: { zh: '未说明', en: 'Not stated' } },
  natureBasis: {
    stated: { zh: '台账写明', en: 'stated in the ledger' },
    group: { zh: '按台账分组', en: "by the ledger's grouping" },
    rule: { zh: '按规则推定', en: 'inferred by rule' },
  },
  yearBasis: {
    ledger: { zh: '台账列入', en: 'from the ledger' },
    later: { zh: '后一年台账所列', en: 'as a later ledger states' },
    roll: { zh: '年度滚动', en: 'by the year roll' },
  },
  constructionKind: {
    new: { zh: '新建', en: 'New construction' },
    expansion: { zh: '扩建', en: 'Expansion' },
    rebuilding: { zh: '改建', en: 'Rebuilding' },
    technical: { zh: '技改', en: 'Technical upgrade' },
    relocation: { zh: '迁建', en: 'Relocation' },
    restoration: { zh: '恢复', en: 'Restoration' },
    purchase: { zh: '单纯购置', en: 'Purchase only' },
    living: { zh: '单纯建造生活设施', en: 'Living quarters only' },
  },
  maturity: {
    idea: { zh: '谋划', en: 'Idea' },
    reserve: { zh: '储备', en: 'Reserve' },
    mature: { zh: '成熟', en: 'Mature' },
    annual: { zh: '年度实施', en: 'This year' },
    none: { zh: '未分梯次', en: 'No tier' },
  },
  level: {
    nation: { zh: '国家', en: 'Nation' },
    province: { zh: '省', en: 'Province' },
    city: { zh: '市', en: 'City' },
    county: { zh: '县区', en: 'County' },
  },
  proposal: {
    leave: { zh: '出库', en: 'Leave the register' },
    shrink: { zh: '核减投资', en: 'Shrink the total' },
    rename: { zh: '更名', en: 'Rename' },
    merge: { zh: '合并', en: 'Merge' },
    split: { zh: '拆分', en: 'Split' },
    move: { zh: '移交', en: 'Move to another county' },
    'correct-code': { zh: '更正代码', en: 'Correct the code' },
    return: { zh: '恢复入库', en: 'Return to the register' },
  },
  decision: {
    approved: { zh: '已核准', en: 'Approved' },
    declined: { zh: '已退回', en: 'Declined' },
    withdrawn: { zh: '已撤回', en: 'Withdrawn' },
    open: { zh: '待核准', en: 'Waiting' },
  },
  roll: {
    continue: { zh: '续建', en: 'Continue' },
    new: { zh: '新建', en: 'New' },
    leave: { zh: '退出', en: 'Leave' },
    reserve: { zh: '转储备', en: 'To reserve' },
    ask: { zh: '请审定', en: 'To decide' },
  },
  change: {
    enter: { zh: '入库', en: 'Entered' },
    edit: { zh: '修改', en: 'Changed' },
    import: { zh: '导入修改', en: 'Changed by import' },
    stage: { zh: '阶段变更', en: 'Stage' },
    list: { zh: '名单变动', en: 'List' },
    'bulk-edit': { zh: '批量修改', en: 'Bulk change' },
    'bulk-undo': { zh: '撤销批量修改', en: 'Bulk change undone' },
    'import-undo': { zh: '撤销导入', en: 'Import undone' },
    reserve: { zh: '梯次变动', en: 'Reserve tier' },
    roll: { zh: '年度滚动', en: 'Year roll' },
    undo: { zh: '撤销', en: 'Undone' },
    grow: { zh: '调增投资', en: 'Total raised' },
    leave: { zh: '出库', en: 'Left' },
    shrink: { zh: '核减投资', en: 'Total cut' },
    rename: { zh: '更名', en: 'Renamed' },
    merge: { zh: '合并', en: 'Merged' },
    split: { zh: '拆分', en: 'Split' },
    move: { zh: '移交', en: 'Moved' },
    'correct-code': { zh: '更正代码', en: 'Code corrected' },
    return: { zh: '恢复入库', en: 'Returned' },
  },
  /** Fields as changes, traces and templates name them. */
  field: {
    name: { zh: '项目名称', en: 'Name' },
    code: { zh: '项目代码', en: 'Project code' },
    owner: { zh: '建设单位', en: 'Owner' },
    creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
    place: { zh: '建设地点', en: 'Place' },
    industry: { zh: '行业代码', en: 'Industry' },
    line: { zh: '行业线', en: 'Line' },
    constructionKind: { zh: '建设性质', en: 'Construction' },
    content: { zh: '建设内容', en: 'Content' },
    capacities: { zh: '建设规模', en: 'Capacities' },
    start: { zh: '计划开工', en: 'Planned start' },
    finish: { zh: '计划竣工', en: 'Planned finish' },
    total: { zh: '总投资', en: 'Total investment' },
    annualPlan: { zh: '年度计划', en: 'Annual plan' },
    doneBefore: { zh: '上年底累计完成', en: 'Done before this year' },
    nature: { zh: '新建续建', en: 'New or continuing' },
    pool: { zh: '项目库', en: 'Pool' },
    maturity: { zh: '储备梯次', en: 'Reserve tier' },
    stage: { zh: '阶段', en: 'Stage' },
    sideState: { zh: '旁置状态', en: 'Side state' },
    funding: { zh: '资金来源', en: 'Funding' },
    note: { zh: '备注', en: 'Note' },
    contact: { zh: '联系人', en: 'Contact' },
    longitude: { zh: '经度', en: 'Longitude' },
    latitude: { zh: '纬度', en: 'Latitude' },
    list: { zh: '名单', en: 'List' },
    year: { zh: '年度', en: 'Year' },
    tier: { zh: '规模档', en: 'Size tier' },
    region: { zh: '县（市、区）', en: 'County' },
    left: { zh: '出库', en: 'Left' },
    span: { zh: '建设起止', en: 'Start and finish' },
    parent: { zh: '上级项目', en: 'Parent' },
    updated: { zh: '更新时间', en: 'Updated' },
    number: { zh: '序号', en: 'No.' },
    lists: { zh: '名单', en: 'Lists' },
  },
} as const satisfies Record<string, Record<string, { zh: string; en: string }>>;

/** The word of one value; a value that has none is shown as it is. `term('field', 'annualPlan:2020')` is the word of annualPlan with its year. */
export function term(group: keyof typeof terms, code: string | null | undefined): { zh: string; en: string } {
  if (!code) return { zh: '', en: '' };
  const held: Record<string, { zh: string; en: string }> = terms[group];
  const whole = held[code];
  if (whole) return whole;
  const [head = '', tail] = code.split(':');
  const part = held[head];
  return part && tail ? { zh: `${part.zh} ${tail}`, en: `${part.en} ${tail}` } : { zh: code, en: code };
}
