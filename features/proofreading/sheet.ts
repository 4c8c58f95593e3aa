// The findings of a manuscript as a workbook: one sheet of findings with repairs and answers, one of every relation that was checked.
import { PassThrough } from 'node:stream';
import type { FileReply } from '../../platform/http/house.ts';
import type { Cell } from '../../platform/sheets/cells.ts';
import { type WrittenSheet, writeWorkbook } from '../../platform/sheets/write.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { answerWords, kindWords, severityWords, whereOf } from './rules-print.ts';
import type { ManuscriptReply } from './words.ts';

type Options = { language: 'zh' | 'en'; at: string };

export function findingsWorkbook(manuscript: ManuscriptReply, options: Options): FileReply {
  const stream = new PassThrough();
  writeWorkbook(stream, findingSheets(manuscript, options)).catch((fault: Error) => stream.destroy(fault));
  const name = options.language === 'zh' ? `${manuscript.title}-核稿疑点.xlsx` : `${manuscript.title}-findings.xlsx`;
  return { name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', content: stream };
}

/** The sheets as data, for the writer and for tests. */
function findingSheets(manuscript: ManuscriptReply, { language, at }: Options): WrittenSheet[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const { proof } = manuscript;
  const relations = new Map(proof.relations.map((one) => [one.id, one]));
  const answers = new Map(manuscript.answers.map((one) => [one.key, one]));
  const statements = new Map(proof.statements.map((one) => [one.id, one]));
  const repairsOf = (ids: readonly string[]): string => {
    const first = ids.map((id) => relations.get(id)).find((one) => one && one.repairs.length > 0);
    return (first?.repairs ?? [])
      .map(
        (repair) =>
          `${repair.changes.map((change) => `${change.from}→${change.to}`).join(say('、', ', '))}（${repair.consequence[language]}）`,
      )
      .join('\n');
  };
  const findings = proof.findings.map((finding, index): Cell[] => {
    const answer = answers.get(finding.key);
    const repaired = answer?.repair?.changes.map((change) => `${change.from}→${change.to}`).join(say('、', ', '));
    return [
      index + 1,
      severityWords[finding.severity][language],
      kindWords[finding.kind][language],
      whereOf(manuscript, finding, language),
      finding.sentence[language],
      repairsOf(finding.relations),
      finding.evidence[language],
      answer ? [answerWords[answer.kind][language], repaired, answer.note].filter(Boolean).join(say('：', ': ')) : '',
      answer ? `${answer.by} ${dayOfInstant(answer.at)}` : '',
    ];
  });
  const checked = proof.relations.map((relation): Cell[] => [
    relation.id,
    kindWords[relation.kind][language],
    relation.terms.map((term) => statements.get(term.statement)?.text ?? '').join(say('、', ', ')),
    relation.arithmetic,
    relation.holds ? say('相符', 'holds') : say('不符', 'fails'),
    relation.holds ? '' : relation.differencePrinted,
  ]);
  const title = say(`《${manuscript.title}》核稿疑点清单`, `Findings: ${manuscript.title}`);
  const under = say(
    `${manuscript.regionName} · ${manuscript.by} 送核 ${dayOfInstant(manuscript.at)} · 导出 ${dayOfInstant(at)} · 原文哈希 ${manuscript.sha256}`,
    `${manuscript.regionName} · handed in by ${manuscript.by} on ${dayOfInstant(manuscript.at)} · exported ${dayOfInstant(at)} · SHA-256 ${manuscript.sha256}`,
  );
  return [
    {
      name: say('疑点', 'Findings'),
      titleRows: [title, under],
      columns: [
        { title: say('序号', 'No.'), width: 6, kind: 'number' },
        { title: say('程度', 'Severity'), width: 14 },
        { title: say('类别', 'Kind'), width: 16 },
        { title: say('位置', 'Where'), width: 30 },
        { title: say('疑点', 'Finding'), width: 60 },
        { title: say('更正方案', 'Repairs'), width: 40 },
        { title: say('以何为据', 'What would settle it'), width: 30 },
        { title: say('答复', 'Answer'), width: 30 },
        { title: say('答复人', 'By'), width: 18 },
      ],
      rows: findings,
      notes: [say('程序只提出疑点和更正方案，不改动原文。', 'The program only points out; the text was not changed.')],
    },
    {
      name: say('勾稽关系', 'Relations'),
      titleRows: [say('查到的勾稽关系', 'Relations that were checked')],
      columns: [
        { title: say('编号', 'Id'), width: 8 },
        { title: say('类别', 'Kind'), width: 16 },
        { title: say('数字', 'Figures'), width: 40 },
        { title: say('算式', 'Arithmetic'), width: 50 },
        { title: say('结果', 'Result'), width: 10 },
        { title: say('差额', 'Difference'), width: 14 },
      ],
      rows: checked,
    },
  ];
}
