// Questions of a template while it is edited: nodes follow what they hang on, and nothing they hang on goes without being seen.
import { describe, expect, it } from 'vitest';
import { calendarsOf } from './rules-calendars.ts';
import {
  hangingOn,
  hung,
  optionMoved,
  questionMoved,
  withNewOption,
  withNewQuestion,
  withOption,
  withoutOption,
  withoutQuestion,
  withQuestion,
} from './rules-questions.ts';
import { checkDraft, draftOfTemplate, templateChanged } from './rules-template-edit.ts';
import { testCalendar } from './testing.ts';
import type { PlanTemplate, TemplateNode } from './words.ts';
import type { TemplateDraft } from './words-templates.ts';

const node = (code: string, more: Partial<TemplateNode> = {}): TemplateNode => ({
  code,
  zh: `节点${code}`,
  en: code,
  kind: 'work',
  stage: 'construction',
  stream: 'own',
  duty: '施工单位',
  days: 5,
  unit: 'working',
  statutoryDays: null,
  promisedDays: null,
  basis: '',
  confirmed: true,
  ...more,
});
const yesNo = [
  { code: 'no', zh: '否', en: 'no' },
  { code: 'yes', zh: '是', en: 'yes' },
];
const template: PlanTemplate = {
  region: '220421',
  code: 'small',
  version: 1,
  name: { zh: '小模板', en: 'Small' },
  type: 'any',
  route: 'any',
  since: '2020-01-01',
  questions: [
    { code: 'eia', zh: '环评类别', en: 'Assessment', options: [...yesNo, { code: 'form', zh: '报告表', en: 'form' }], usual: 'form' },
    { code: 'wood', zh: '占用林地？', en: 'Woodland?', options: yesNo, usual: 'no' },
  ],
  nodes: [
    node('A'),
    node('B', { if: 'eia=form' }),
    node('C', { if: 'wood=yes' }),
    node('Z', { kind: 'milestone', days: 0, promise: true }),
  ],
  links: ['A', 'B', 'C'].map((from) => ({ from, to: 'Z', type: 'FS', lag: 0, unit: 'working' })),
};
const draft = draftOfTemplate(template);
const conditions = (of: TemplateDraft) => of.nodes.map((one) => one.if ?? '');
const stops = (of: TemplateDraft): string[] =>
  checkDraft(of, new Set(['施工单位']), calendarsOf(testCalendar, '220421', 'any', '2020-03-02', null), '2020-03-02')
    .filter((one) => one.stops)
    .map((one) => `${one.field} ${one.sentence.zh}`);

describe('what hangs on a question', () => {
  it('is named before it goes, and applies always afterwards', () => {
    expect(hangingOn(draft, 'eia')).toEqual(['B']);
    expect(hangingOn(draft, 'eia', 'no')).toEqual([]);
    const without = withoutQuestion(draft, 0);
    expect(without.questions.map((one) => one.code)).toEqual(['wood']);
    expect(conditions(without)).toEqual(['', '', 'wood=yes', '']);
    expect('if' in without.nodes[1]!).toBe(false);
    expect(stops(without)).toEqual([]);
  });

  it('of an option too, and the usual answer is the first that is left', () => {
    const without = withoutOption(draft, 0, 2);
    expect(without.questions[0]).toMatchObject({ usual: 'no', options: yesNo });
    expect(conditions(without)).toEqual(['', '', 'wood=yes', '']);
  });

  it('cannot be lost by a file of the call: a condition without its question stops the template', () => {
    expect(stops({ ...draft, questions: draft.questions.slice(1) })).toEqual(['if “节点B”的适用条件“eia=form”不是哪个问题的选项。']);
  });

  it('follows a new code, and a code that another has is not taken', () => {
    const renamed = withOption(withQuestion(draft, 0, { code: 'env' }), 0, 2, { code: 'table' });
    expect(conditions(renamed)).toEqual(['', 'env=table', 'wood=yes', '']);
    expect(renamed.questions[0]!.usual).toBe('table');
    expect(stops(renamed)).toEqual([]);
    expect(withQuestion(draft, 0, { code: 'wood' })).toBe(draft);
    expect(withOption(draft, 0, 2, { code: 'yes' })).toBe(draft);
  });

  it('is one answer at most: hung on another, a node leaves the first', () => {
    const moved = hung(draft, 'B', 'wood=yes');
    expect(hangingOn(moved, 'eia')).toEqual([]);
    expect(hangingOn(moved, 'wood', 'yes')).toEqual(['B', 'C']);
    expect(conditions(hung(moved, 'B', null))).toEqual(['', '', 'wood=yes', '']);
  });
});

describe('the order and new ones', () => {
  it('questions and options move by a place and stay at the ends', () => {
    expect(questionMoved(draft, 0, 1).questions.map((one) => one.code)).toEqual(['wood', 'eia']);
    expect(questionMoved(draft, 0, -1).questions).toEqual(draft.questions);
    expect(optionMoved(draft, 0, 2, -1).questions[0]!.options.map((one) => one.code)).toEqual(['no', 'form', 'yes']);
  });

  it('a new question has a code of its own and must be written before the template can be saved', () => {
    const more = withNewQuestion(withNewQuestion(draft));
    expect(more.questions.slice(2).map((one) => one.code)).toEqual(['q1', 'q2']);
    expect(stops(more)).toEqual(['questions:q1 第 3 个问题没有写问什么。', 'questions:q2 第 4 个问题没有写问什么。']);
    const told = stops(withNewOption(draft, 1));
    expect(told).toEqual(['questions:wood 问题“占用林地？”有一个选项没有名称。']);
  });
});

it('what changed in the questions is told between two versions', () => {
  const { after: _, ...now } = withQuestion(withNewQuestion(withoutQuestion(draft, 0)), 0, { usual: 'yes' });
  const changes = templateChanged(template, { ...template, ...now });
  expect(changes.map((one) => `${one.name.zh} ${one.what.zh}`)).toEqual([
    '节点B 条件 eia=form → —',
    '问题“占用林地？” 通常答案 否 → 是',
    '问题“” 新增',
    '问题“环评类别” 去掉',
  ]);
});
