// The questions of a template while it is edited: adding, taking out, moving, renaming, and which nodes hang on which answer. A node that hung on what goes
// away says so to whoever takes it away; a new code is followed by every node that hangs on it. Pure; what is wrong is told by the check of the template.
import type { TemplateDraft } from './words-templates.ts';

type Question = TemplateDraft['questions'][number];
type Option = Question['options'][number];

/** The codes of the nodes that apply only where a question is answered so; with any answer when none is named. */
export const hangingOn = (draft: TemplateDraft, question: string, option?: string): string[] =>
  draft.nodes
    .filter(
      (node) => node.if !== undefined && (option === undefined ? node.if.startsWith(`${question}=`) : node.if === `${question}=${option}`),
    )
    .map((node) => node.code);

/** Hangs a node on an answer, or on none. A node hangs on one answer at most. */
export function hung(draft: TemplateDraft, code: string, on: string | null): TemplateDraft {
  return {
    ...draft,
    nodes: draft.nodes.map((node) => {
      if (node.code !== code) return node;
      const { if: _, ...always } = node;
      return on === null ? always : { ...always, if: on };
    }),
  };
}

const free = (taken: readonly string[], stem: string): string => {
  let number = 1;
  while (taken.includes(`${stem}${number}`)) number++;
  return `${stem}${number}`;
};

/** One more question, answered no as a rule. */
export function withNewQuestion(draft: TemplateDraft): TemplateDraft {
  const code = free(
    draft.questions.map((one) => one.code),
    'q',
  );
  const options = [
    { code: 'no', zh: '否', en: 'no' },
    { code: 'yes', zh: '是', en: 'yes' },
  ];
  return { ...draft, questions: [...draft.questions, { code, zh: '', en: '', options, usual: 'no' }] };
}

/** A question changed in place; nodes that hang on it follow a new code. A code that another question has is not taken: their nodes would be mixed. */
export function withQuestion(draft: TemplateDraft, place: number, part: Partial<Omit<Question, 'options'>>): TemplateDraft {
  const was = draft.questions[place]!;
  if (draft.questions.some((one, at) => at !== place && one.code === part.code)) return draft;
  const next = { ...was, ...part };
  return followed({ ...draft, questions: draft.questions.with(place, next) }, (node) =>
    node.startsWith(`${was.code}=`) ? `${next.code}${node.slice(was.code.length)}` : node,
  );
}

/** Taken out; nodes that hung on it apply always. */
export function withoutQuestion(draft: TemplateDraft, place: number): TemplateDraft {
  const { code } = draft.questions[place]!;
  return freed({ ...draft, questions: draft.questions.toSpliced(place, 1) }, (on) => on.startsWith(`${code}=`));
}

/** `by` places further down; further up when negative. At the ends nothing moves. */
export const questionMoved = (draft: TemplateDraft, place: number, by: number): TemplateDraft => ({
  ...draft,
  questions: movedIn(draft.questions, place, by),
});

const withOptions = (draft: TemplateDraft, place: number, options: readonly Option[], usual?: string): TemplateDraft => {
  const question = draft.questions[place]!;
  return { ...draft, questions: draft.questions.with(place, { ...question, options: [...options], usual: usual ?? question.usual }) };
};

export function withNewOption(draft: TemplateDraft, place: number): TemplateDraft {
  const { options } = draft.questions[place]!;
  const code = free(
    options.map((one) => one.code),
    'o',
  );
  return withOptions(draft, place, [...options, { code, zh: '', en: '' }]);
}

/** An option changed in place; the usual answer and nodes that hang on it follow a new code. A code that another option has is not taken. */
export function withOption(draft: TemplateDraft, place: number, at: number, part: Partial<Option>): TemplateDraft {
  const { code, options, usual } = draft.questions[place]!;
  if (options.some((one, other) => other !== at && one.code === part.code)) return draft;
  const was = options[at]!;
  const next = { ...was, ...part };
  return followed(withOptions(draft, place, options.with(at, next), usual === was.code ? next.code : usual), (on) =>
    on === `${code}=${was.code}` ? `${code}=${next.code}` : on,
  );
}

/** Taken out; nodes that hung on it apply always, and where it was the usual answer the first that is left is. */
export function withoutOption(draft: TemplateDraft, place: number, at: number): TemplateDraft {
  const { code, options, usual } = draft.questions[place]!;
  const gone = options[at]!.code;
  const left = options.toSpliced(at, 1);
  return freed(withOptions(draft, place, left, usual === gone ? (left[0]?.code ?? '') : usual), (on) => on === `${code}=${gone}`);
}

export const optionMoved = (draft: TemplateDraft, place: number, at: number, by: number): TemplateDraft =>
  withOptions(draft, place, movedIn(draft.questions[place]!.options, at, by));

function movedIn<T>(all: readonly T[], from: number, by: number): T[] {
  const to = from + by;
  return to < 0 || to >= all.length ? [...all] : all.toSpliced(from, 1).toSpliced(to, 0, all[from]!);
}

const followed = (draft: TemplateDraft, as: (on: string) => string): TemplateDraft => ({
  ...draft,
  nodes: draft.nodes.map((node) => (node.if === undefined ? node : { ...node, if: as(node.if) })),
});
const freed = (draft: TemplateDraft, goes: (on: string) => boolean): TemplateDraft =>
  draft.nodes.filter((node) => node.if !== undefined && goes(node.if)).reduce((all, node) => hung(all, node.code, null), draft);

interface Remark {
  /** `question`: the code of the question; the check names it as the place of the remark. */
  question: string;
  stops: boolean;
  zh: string;
  en: string;
}

/** What is wrong with the questions, and what one may want to look at. */
export function checkQuestions(draft: TemplateDraft): Remark[] {
  const remarks: Remark[] = [];
  const seen = new Set<string>();
  for (const [place, one] of draft.questions.entries()) {
    const of = one.zh.trim() || `第 ${place + 1} 个`;
    const ofEn = one.en.trim() || one.zh.trim() || `number ${place + 1}`;
    const say = (stops: boolean, zh: string, en: string): void => {
      remarks.push({ question: one.code, stops, zh, en });
    };
    if (one.zh.trim().length < 2)
      say(true, `第 ${place + 1} 个问题没有写问什么。`, `Question ${place + 1} does not say in Chinese what it asks.`);
    if (one.en.trim() === '')
      say(false, `问题“${of}”没有英文，英文界面将显示中文。`, `"${ofEn}" has no English; the Chinese is shown instead.`);
    if (!/^[a-z0-9-]{1,40}$/.test(one.code))
      say(true, `问题“${of}”的代号只能用小写字母、数字和“-”。`, `The code of "${ofEn}" takes small letters, digits and hyphens.`);
    if (seen.has(one.code)) say(true, `问题代号“${one.code}”用了两次。`, `The code "${one.code}" belongs to two questions.`);
    seen.add(one.code);
    if (one.options.length < 2) say(true, `问题“${of}”至少要有两个选项。`, `"${ofEn}" needs two options at least.`);
    const codes = new Set<string>();
    for (const option of one.options) {
      const called = option.zh.trim() || option.code;
      const calledEn = option.en.trim() || called;
      if (option.zh.trim() === '') say(true, `问题“${of}”有一个选项没有名称。`, `An option of "${ofEn}" has no Chinese name.`);
      else if (option.en.trim() === '')
        say(false, `问题“${of}”的选项“${called}”没有英文。`, `The option "${calledEn}" of "${ofEn}" has no English.`);
      if (!/^[a-z0-9-]{1,40}$/.test(option.code))
        say(
          true,
          `问题“${of}”的选项“${called}”的代号只能用小写字母、数字和“-”。`,
          `The code of the option "${calledEn}" of "${ofEn}" takes small letters, digits and hyphens.`,
        );
      if (codes.has(option.code))
        say(true, `问题“${of}”的选项代号“${option.code}”用了两次。`, `The code "${option.code}" belongs to two options of "${ofEn}".`);
      codes.add(option.code);
    }
    if (!codes.has(one.usual))
      say(
        true,
        `问题“${of}”的通常答案“${one.usual}”不在选项里。`,
        `The usual answer "${one.usual}" of "${ofEn}" is not among its options.`,
      );
    if (hangingOn(draft, one.code).length === 0)
      say(false, `问题“${of}”没有节点随它取舍，问了也不起作用。`, `No node hangs on "${ofEn}": its answer changes nothing.`);
  }
  return remarks;
}
