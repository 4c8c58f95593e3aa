// What a roster's columns are called in real workbooks, for finding the header. Only fields that the purpose declares are looked for: a column that
// nothing declares is not read, whatever it holds.
import type { Field } from '../imports/door.ts';
import { fieldWords, type RosterField } from './words-roster.ts';

const titles: Record<RosterField, { kind: Field['kind']; titles: readonly string[] }> = {
  name: { kind: 'text', titles: ['姓名', '员工姓名', '返岗人员姓名', '返岗人员', '人员姓名', '职工姓名', '名字', 'Name', 'Full name', 'Worker'] },
  identity: {
    kind: 'text',
    titles: [
      '身份证号',
      '身份证号码',
      '身份证',
      '公民身份号码',
      '居民身份证号',
      '居民身份证号码',
      '证件号',
      '证件号码',
      '有效证件号码',
      '证件编号',
      'ID number',
      'Identity card',
      'Resident number',
    ],
  },
  phone: {
    kind: 'text',
    titles: ['手机', '手机号', '手机号码', '电话', '电话号码', '联系电话', '联系方式', '本人电话', '移动电话', 'Phone', 'Mobile', 'Telephone'],
  },
  from: {
    kind: 'text',
    titles: ['来源地', '来自何地', '从何地返回', '何地返回', '返回地', '出发地', '从何处返回', '返岗前所在地', '假期所在地', '来源地(省市县)', '始发地', 'From', 'Came from'],
  },
  returnedOn: {
    kind: 'day',
    titles: ['返回日期', '返回时间', '抵达日期', '抵达时间', '到达日期', '到达时间', '返岗日期', '返岗时间', '返辽日期', '返厂日期', '返回本地日期', '来本地日期', 'Returned on', 'Arrived on', 'Date of return'],
  },
  isolationUntil: {
    kind: 'day',
    titles: ['隔离至', '隔离期满', '隔离期满日', '隔离截止', '隔离截止日期', '隔离结束日期', '隔离到期日', '解除日期', '解除隔离日期', '隔离止', 'Isolation until', 'Isolated until'],
  },
  contact: {
    kind: 'text',
    titles: [
      '接触史',
      '是否接触病例',
      '有无接触史',
      '是否接触确诊',
      '是否接触确诊病例',
      '是否接触确诊或疑似病例',
      '是否接触确诊疑似',
      '14天内是否接触病例',
      '密切接触',
      '是否密切接触者',
      'Contact with a case',
      'Contact',
    ],
  },
};

/** The columns to look for under a purpose; name and number have to be there. */
export const columnsOf = (fields: readonly RosterField[]): Field[] =>
  fields.map((id) => ({
    id,
    kind: titles[id].kind,
    zh: fieldWords[id].zh,
    en: fieldWords[id].en,
    titles: titles[id].titles,
    required: id === 'name' || id === 'identity',
    personal: true,
  }));
