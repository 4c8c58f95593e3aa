// The paper as it will look, drawn from the same model that Word and PDF are written from; each number with a figure behind it opens its
// definition and rows. It stays white in the dark, like paper.
import { type ReactElement, useContext, useState } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { FigureSourceContext } from '../../../ui/kit/Figure.tsx';
import { FigureDrawer } from '../../../ui/kit/FigureDrawer.tsx';
import type { BoundFigure, PaperReply } from '../words.ts';
import { useWords } from './words.ts';
import './paper.css';

type Block = PaperReply['body'][number];
type Run = { text: string; figure?: string | undefined; strong?: boolean | undefined };

const chinese = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const numeral = (value: number): string =>
  value <= 10
    ? chinese[value]!
    : value < 20
      ? `十${chinese[value - 10]}`
      : `${chinese[Math.floor(value / 10)]}十${value % 10 ? chinese[value % 10] : ''}`;

/** 一、（一）1.（1）: a heading's number among its neighbours. */
function numbersOf(blocks: readonly Block[]): string[] {
  const counts = [0, 0, 0, 0, 0];
  return blocks.map((block) => {
    if (block.kind !== 'heading') return '';
    counts[block.level]! += 1;
    counts.fill(0, block.level + 1);
    const count = counts[block.level]!;
    return [`${numeral(count)}、`, `（${numeral(count)}）`, `${count}.`, `（${count}）`][block.level - 1]!;
  });
}

export function Paper({
  paper,
  figures,
  frozen = false,
}: {
  paper: PaperReply;
  figures: readonly BoundFigure[];
  /** issued: the figures are those of the day of issue */
  frozen?: boolean;
}): ReactElement {
  const say = useWords();
  const pick = usePick();
  const source = useContext(FigureSourceContext);
  const [open, setOpen] = useState<BoundFigure | undefined>();
  const byKey = new Map(figures.map((one) => [one.key, one]));

  const runs = (list: readonly Run[]): ReactElement[] =>
    list.map((run, index) => {
      const bound = run.figure === undefined ? undefined : byKey.get(run.figure);
      return bound ? (
        <button
          key={index}
          type="button"
          className={`bl-figure${bound.value === null ? ' bl-figure-none' : ''}`}
          data-figure={bound.key}
          aria-haspopup="dialog"
          onClick={() => setOpen(bound)}
        >
          {run.text}
          <span className="sz-hidden">{say('figure.open', { what: pick(bound.what) })}</span>
        </button>
      ) : (
        <span key={index} className={run.strong ? 'bl-bold' : undefined}>
          {run.text}
        </span>
      );
    });
  const blocks = (list: readonly Block[]): ReactElement[] => {
    const numbers = numbersOf(list);
    return list.map((block, index) => {
      if (block.kind === 'heading') {
        const Level = `h${block.level + 2}` as 'h3' | 'h4' | 'h5' | 'h6';
        return (
          <Level key={index} className={`bl-h${block.level}`}>
            {numbers[index]}
            {runs(block.runs)}
          </Level>
        );
      }
      if (block.kind === 'paragraph')
        return (
          <p key={index} className={block.flush || block.align ? `bl-p bl-p-${block.align ?? 'flush'}` : 'bl-p'}>
            {runs(block.runs)}
          </p>
        );
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by the keyboard
        <section key={index} className="bl-table" tabIndex={0} aria-label={block.title || paper.title}>
          {block.unit && <p className="bl-note bl-right">{block.unit}</p>}
          <table>
            {block.title && <caption>{block.title}</caption>}
            <thead>
              <tr>
                {block.columns.map((column) => (
                  <th key={column.title} scope="col">
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, at) => (
                <tr key={at} className={row.strong ? 'bl-strong' : undefined}>
                  {row.cells.map((cell, column) => (
                    <td key={column} className={`bl-${block.columns[column]?.align ?? 'left'}`}>
                      {runs(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {block.note && <p className="bl-note">{block.note}</p>}
        </section>
      );
    });
  };
  const { head, foot, signature } = paper;
  return (
    <article className="bl-paper" lang="zh-CN" aria-label={paper.title}>
      {paper.mark && <div className="bl-mark">{paper.mark}</div>}
      {head && (
        <header className="bl-head">
          <p className="bl-red" style={{ fontSize: `${Math.min(31, Math.floor(430 / Math.max([...head.name].length, 1)))}px` }}>
            {head.name}
          </p>
          <p className="bl-issue">
            {head.issue}
            {head.total && `（${head.total}）`}
          </p>
          <p className="bl-office">
            <span>{head.office}</span>
            <span>{head.date}</span>
          </p>
        </header>
      )}
      <h2 className="bl-title">{paper.title}</h2>
      {paper.addressee && <p className="bl-p bl-p-flush">{paper.addressee}：</p>}
      {blocks(paper.body)}
      {signature && (
        <p className="bl-sign">
          {signature.office}
          <br />
          {signature.date}
        </p>
      )}
      {foot && (
        <footer className="bl-foot">
          {(
            [
              ['报', foot.up],
              ['送', foot.level],
              ['发', foot.down],
            ] as const
          )
            .filter(([, whom]) => whom)
            .map(([word, whom]) => (
              <p key={word}>
                {word}：{whom}。
              </p>
            ))}
          {foot.copies !== null && <p className="bl-right">（共印{foot.copies}份）</p>}
        </footer>
      )}
      {paper.remarks.length > 0 && (
        <aside className="bl-remarks">
          {paper.remarks.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </aside>
      )}
      {open?.figure && (
        <FigureDrawer
          figure={
            frozen
              ? { ...open.figure, cautions: [...open.figure.cautions, { zh: say('figure.frozen'), en: say('figure.frozen') }] }
              : open.figure
          }
          label={pick(open.what)}
          source={source}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open && !open.figure && (
        <Drawer title={pick(open.what)} onClose={() => setOpen(undefined)}>
          <dl className="sz-facts">
            <dt>{say('figure.printed')}</dt>
            <dd>{open.printed}</dd>
            <dt>{say('figure.definition')}</dt>
            <dd>{pick(open.definition)}</dd>
            <dt>{say('figure.source')}</dt>
            <dd>{open.source || say('figure.entry')}</dd>
          </dl>
        </Drawer>
      )}
    </article>
  );
}
