// Where an import stands, in one word with a shape before it; the lights' colours are not used for it.
import type { ReactElement } from 'react';
import type { ImportReply } from '../words.ts';
import { useWords } from './words.ts';

const shapes: Record<ImportReply['status'], string> = {
  reading: '◔',
  mapping: '◑',
  deciding: '◔',
  ready: '◕',
  confirmed: '✓',
  refused: '✕',
  undone: '↩',
  dropped: '–',
};

export function Status({ of }: { of: Pick<ImportReply, 'status' | 'counts'> }): ReactElement {
  const say = useWords();
  const open = of.status === 'ready' && of.counts ? of.counts.questions + of.counts.refused : 0;
  return (
    <span className={`im-status im-status-${of.status}`}>
      <span aria-hidden="true">{shapes[of.status]}</span> {open > 0 ? say('status.doubts', { count: open }) : say(`status.${of.status}`)}
    </span>
  );
}
