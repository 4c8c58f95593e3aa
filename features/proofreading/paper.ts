// The findings of a manuscript as a paper for Word: what was read, each finding with its repairs and what was answered, the query to the author.
import type { FileReply } from '../../platform/http/house.ts';
import { paperDocx } from '../../platform/papers/docx.ts';
import type { Block, Paper } from '../../platform/papers/paper.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { answerWords, kindWords, severityWords, whereOf } from './rules-print.ts';
import type { FindingReply, ManuscriptReply, Severity } from './words.ts';

type Options = { language: 'zh' | 'en'; at: string };

export async function findingsPaper(manuscript: ManuscriptReply, options: Options): Promise<FileReply> {
  const content = await paperDocx(paperOf(manuscript, options), { at: options.at });
  const name = options.language === 'zh' ? `${manuscript.title}-核稿疑点.docx` : `${manuscript.title}-findings.docx`;
  return { name, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', content };
}

/** The paper as data, for the writer and for tests. */
function paperOf(manuscript: ManuscriptReply, { language, at }: Options): Paper {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const { proof, counts } = manuscript;
  const body: Block[] = [
    paragraph(
      say(
        `《${manuscript.title}》由${manuscript.regionName}${manuscript.by}于${dayOfInstant(manuscript.at)}送核。全文${manuscript.characters}字，表${manuscript.tables}张，读出数字${counts.statements}个，查勾稽关系${counts.relations}条，其中不符${counts.failing}条。疑点：矛盾${counts.contradiction}处，存疑${counts.doubtful}处，待问${counts.ask}处。`,
        `"${manuscript.title}" was handed in by ${manuscript.by}, ${manuscript.regionName}, on ${dayOfInstant(manuscript.at)}: ${manuscript.characters} characters, ${manuscript.tables} tables. ${counts.statements} figures were read and ${counts.relations} relations checked, of which ${counts.failing} fail. Findings: ${counts.contradiction} contradictions, ${counts.doubtful} doubtful, ${counts.ask} to ask.`,
      ),
    ),
  ];
  for (const severity of ['contradiction', 'doubtful', 'ask'] satisfies Severity[]) {
    const findings = proof.findings.filter((one) => one.severity === severity);
    if (findings.length === 0) continue;
    body.push({
      kind: 'heading',
      level: 1,
      runs: [{ text: `${severityWords[severity][language]}${say(`（${findings.length}处）`, ` (${findings.length})`)}` }],
    });
    for (const finding of findings) body.push(...findingBlocks(manuscript, finding, language));
  }
  const queries = manuscript.answers.filter((one) => one.kind === 'queried');
  const appendices =
    queries.length === 0 ? [] : [{ title: say('请作者核实', 'Questions to the author'), blocks: queryBlocks(manuscript, language) }];
  return {
    head: null,
    title: say(`《${manuscript.title}》核稿疑点清单`, `Findings: ${manuscript.title}`),
    addressee: '',
    body,
    signature: null,
    appendices,
    foot: null,
    mark: null,
    remarks: [
      say('程序只提出疑点和更正方案，不改动原文。', 'The program only points out; the text was not changed.'),
      say(
        `原文哈希 ${manuscript.sha256}；导出于 ${dayOfInstant(at)}。`,
        `SHA-256 of the original ${manuscript.sha256}; exported ${dayOfInstant(at)}.`,
      ),
    ],
  };
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [{ text }] });

function findingBlocks(manuscript: ManuscriptReply, finding: FindingReply, language: 'zh' | 'en'): Block[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const answer = manuscript.answers.find((one) => one.key === finding.key);
  const relation = finding.relations
    .map((id) => manuscript.proof.relations.find((one) => one.id === id))
    .find((one) => one && one.repairs.length > 0);
  const blocks: Block[] = [
    { kind: 'heading', level: 2, runs: [{ text: `${kindWords[finding.kind][language]}` }] },
    paragraph(finding.sentence[language]),
    paragraph(`${say('位置：', 'Where: ')}${whereOf(manuscript, finding, language)}${say('。', '.')}`),
  ];
  for (const [index, repair] of (relation?.repairs ?? []).entries())
    blocks.push(
      paragraph(
        say(
          `方案${index + 1}：${repair.changes.map((change) => `${change.from}→${change.to}`).join('、')}。${repair.consequence.zh}`,
          `Repair ${index + 1}: ${repair.changes.map((change) => `${change.from}→${change.to}`).join(', ')}. ${repair.consequence.en}`,
        ),
      ),
    );
  if (finding.evidence[language] !== '')
    blocks.push(paragraph(`${say('以何为据：', 'What would settle it: ')}${finding.evidence[language]}`));
  if (answer) {
    const repaired = answer.repair?.changes.map((change) => `${change.from}→${change.to}`).join(say('、', ', '));
    const said = [answerWords[answer.kind][language], repaired, answer.note].filter(Boolean).join(say('：', ': '));
    blocks.push(
      paragraph(
        `${say('答复：', 'Answer: ')}${said}${say(`（${answer.by}，${dayOfInstant(answer.at)}）`, ` (${answer.by}, ${dayOfInstant(answer.at)})`)}`,
      ),
    );
  }
  return blocks;
}

function queryBlocks(manuscript: ManuscriptReply, language: 'zh' | 'en'): Block[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const rows = manuscript.answers.flatMap((answer) => {
    if (answer.kind !== 'queried') return [];
    const finding = manuscript.proof.findings.find((one) => one.key === answer.key);
    if (!finding) return [];
    return [{ cells: [[{ text: whereOf(manuscript, finding, language) }], [{ text: answer.note }], [{ text: '' }]] }];
  });
  return [
    {
      kind: 'table',
      title: say('请逐条答复', 'Please answer each'),
      columns: [
        { title: say('位置', 'Where'), align: 'left', width: 4 },
        { title: say('问题', 'Question'), align: 'left', width: 5 },
        { title: say('答复', 'Answer'), align: 'left', width: 4 },
      ],
      rows,
    },
  ];
}
