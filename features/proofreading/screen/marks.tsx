// How a severity, a count and an answer look in lists: shape, number and word together.
import type { ReactElement } from 'react';
import { instantText } from '../../../ui/i18n.ts';
import type { AnswerReply, ManuscriptLine, Severity } from '../words.ts';
import { severities, shapeOf } from './model.ts';
import { useWords } from './words.ts';
import './marks.css';

export const Mark = ({ severity, number, quiet = false }: { severity: Severity; number?: number; quiet?: boolean }): ReactElement => {
  const say = useWords();
  return (
    <span className={`pf-tag pf-tag-${severity}${quiet ? ' pf-tag-quiet' : ''}`}>
      <span aria-hidden="true">{shapeOf[severity]}</span>
      {number !== undefined && <b>{number}</b>} {say(`severity.${severity}`)}
    </span>
  );
};

/** ■ 1 ▲ 2 ○ 5, or that nothing was found. */
export function Counts({ counts }: { counts: ManuscriptLine['counts'] }): ReactElement {
  const say = useWords();
  const all = severities.reduce((sum, one) => sum + counts[one], 0);
  if (all === 0) return <span className="sz-quiet">✓ {say('counts.none')}</span>;
  return (
    <span className="pf-counts">
      {severities.map((one) =>
        counts[one] === 0 ? null : (
          <span key={one} className={`pf-count pf-count-${one}`} title={say(`severity.${one}`)}>
            <span aria-hidden="true">{shapeOf[one]}</span> {say(`severity.${one}`)} {counts[one]}
          </span>
        ),
      )}
    </span>
  );
}

export const Signed = ({ answer }: { answer: AnswerReply }): ReactElement => (
  <span className="sz-label">
    {answer.by} · {instantText(answer.at)}
  </span>
);
