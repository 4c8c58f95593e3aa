// The questions of a template in their order, each with its options, its usual answer and the nodes that hang on it; one opened beside to be edited. What
// editing does to the nodes is decided by the rules; what was taken out is said, and can be undone.
import { Button } from 'antd';
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { Section } from '../../../ui/kit/Page.tsx';
import { hangingOn, questionMoved, withNewQuestion, withoutQuestion } from '../rules-questions.ts';
import type { DraftRemark, TemplateDraft } from '../words-templates.ts';
import { QuestionPanel } from './template-question.tsx';
import { type Undoing, UndoTools } from './undoing.tsx';
import { useFileWords } from './words-exchange.ts';

const most = 30;

export function Questions({
  draft,
  remarks,
  may,
  drafts,
}: {
  draft: TemplateDraft;
  remarks: readonly DraftRemark[];
  may: boolean;
  drafts: Undoing<TemplateDraft>;
}): ReactElement {
  const say = useFileWords();
  const pick = usePick();
  const [open, setOpen] = useState<number>();
  const [done, setDone] = useState('');
  const moved = useRef<string>(undefined);
  const list = useRef<HTMLUListElement>(null);
  const question = open === undefined ? undefined : draft.questions[open];
  const named = (one: { zh: string; en: string }): string =>
    pick({ zh: one.zh || say('templates.question.new'), en: one.en || one.zh || say('templates.question.new') });
  const wrong = new Set(remarks.filter((one) => one.stops && one.field.startsWith('questions:')).map((one) => one.field.slice(10)));
  const move = (place: number, by: number, from: string): void => {
    if (place + by < 0 || place + by >= draft.questions.length) return;
    drafts.set(questionMoved(draft, place, by));
    moved.current = `${from} ${place + by}`;
  };
  // A moved row takes the focus along.
  useEffect(() => {
    if (moved.current === undefined) return;
    const button = list.current?.querySelector<HTMLButtonElement>(`[data-place="${moved.current}"]`);
    (button?.disabled
      ? list.current?.querySelector<HTMLButtonElement>(`[data-place="open ${moved.current.split(' ')[1]}"]`)
      : button
    )?.focus();
    moved.current = undefined;
  });
  const keys =
    (place: number) =>
    (event: KeyboardEvent): void => {
      if (!may || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      event.preventDefault();
      move(place, event.key === 'ArrowUp' ? -1 : 1, 'open');
    };
  const remove = (place: number): void => {
    const { code } = draft.questions[place]!;
    const nodes = hangingOn(draft, code);
    const name = named(draft.questions[place]!);
    drafts.set(withoutQuestion(draft, place));
    setDone(
      nodes.length === 0
        ? say('templates.question.removed', { name })
        : say('templates.question.freed', { name, nodes: nodes.join(say('templates.comma')) }),
    );
    setOpen(undefined);
  };
  return (
    <Section
      title={`${say('templates.questions')} ${draft.questions.length}`}
      note={say('templates.questions.note')}
      actions={
        may && (
          <>
            <UndoTools of={drafts} />
            <Button
              disabled={draft.questions.length >= most}
              onClick={() => {
                drafts.set(withNewQuestion(draft));
                setOpen(draft.questions.length);
              }}
            >
              {say('templates.question.add')}
            </Button>
          </>
        )
      }
    >
      <p className="sz-label" role="status">
        {done}
      </p>
      {draft.questions.length === 0 && <p className="sz-label">{say('templates.question.none')}</p>}
      <ul className="pl-asks" ref={list}>
        {draft.questions.map((one, place) => (
          <li key={one.code} className={wrong.has(one.code) ? 'pl-asks-wrong' : undefined}>
            <div>
              <button
                type="button"
                className="sz-button-plain pl-link"
                data-place={`open ${place}`}
                {...(may && { 'aria-keyshortcuts': 'Alt+ArrowUp Alt+ArrowDown' })}
                onKeyDown={keys(place)}
                onClick={() => setOpen(place)}
              >
                {wrong.has(one.code) && '■ '}
                {named(one)}
              </button>
              <div className="sz-label">
                {one.options.map((option) => pick({ zh: option.zh, en: option.en || option.zh })).join(' / ')} ·{' '}
                {say('templates.question.usual')}{' '}
                {pick(one.options.find((option) => option.code === one.usual) ?? { zh: one.usual, en: one.usual })} ·{' '}
                {say('templates.question.nodes', { count: hangingOn(draft, one.code).length })}
              </div>
            </div>
            {may && (
              <div className="pl-move sz-screen-only">
                {([-1, 1] as const).map((by) => (
                  <button
                    key={by}
                    type="button"
                    className="sz-tool"
                    data-place={`${by} ${place}`}
                    disabled={by < 0 ? place === 0 : place === draft.questions.length - 1}
                    aria-label={say(by < 0 ? 'templates.question.up' : 'templates.question.down', { name: named(one) })}
                    onClick={() => move(place, by, String(by))}
                  >
                    {by < 0 ? '↑' : '↓'}
                  </button>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
      {question && open !== undefined && (
        <QuestionPanel
          key={open}
          draft={draft}
          place={open}
          remarks={remarks.filter((one) => one.field === `questions:${question.code}`)}
          may={may}
          drafts={drafts}
          onRemove={() => remove(open)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  );
}
