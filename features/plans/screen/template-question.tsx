// One question of a template, edited: what it asks, its options in order, the usual answer, the nodes that are there only with one answer. Taking out what
// nodes hang on asks first and names them.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { hangingOn, hung, optionMoved, withNewOption, withOption, withoutOption, withQuestion } from '../rules-questions.ts';
import type { DraftRemark, TemplateDraft } from '../words-templates.ts';
import { type Undoing, UndoTools } from './undoing.tsx';
import { useFileWords } from './words-exchange.ts';

export function QuestionPanel({
  draft,
  place,
  remarks,
  may,
  drafts,
  onRemove,
  onClose,
}: {
  draft: TemplateDraft;
  place: number;
  remarks: readonly DraftRemark[];
  may: boolean;
  drafts: Undoing<TemplateDraft>;
  onRemove: () => void;
  onClose: () => void;
}): ReactElement {
  const say = useFileWords();
  const pick = usePick();
  const question = draft.questions[place]!;
  /** What is asked about before it goes: an option's place, or the whole. */
  const [going, setGoing] = useState<number | 'question'>();
  const name = pick({ zh: question.zh || say('templates.question.new'), en: question.en || question.zh || say('templates.question.new') });
  const change = (part: Parameters<typeof withQuestion>[2]): void =>
    drafts.set(withQuestion(draft, place, part), `question ${place} ${Object.keys(part).join(' ')}`);
  const named = (codes: readonly string[]): string =>
    codes
      .map((code) => {
        const node = draft.nodes.find((one) => one.code === code)!;
        return `${code} ${pick({ zh: node.zh, en: node.en || node.zh })}`;
      })
      .join(say('templates.comma'));
  const askRemove = (): void => (hangingOn(draft, question.code).length === 0 ? onRemove() : setGoing('question'));
  return (
    <Drawer
      title={name}
      width={620}
      onClose={onClose}
      foot={
        going === 'question' ? (
          <Asked
            sentence={say('templates.question.ask', {
              count: hangingOn(draft, question.code).length,
              name,
              nodes: named(hangingOn(draft, question.code)),
            })}
            onYes={onRemove}
            onNo={() => setGoing(undefined)}
          />
        ) : (
          <div className="pl-acts">
            <Button type="primary" onClick={onClose}>
              {say('templates.done')}
            </Button>
            {may && <UndoTools of={drafts} />}
            {may && <Button onClick={askRemove}>{say('templates.question.remove')}</Button>}
          </div>
        )
      }
    >
      <ul className="pl-left" aria-live="polite">
        {remarks.map((one) => (
          <li key={one.sentence.zh} className={one.stops ? 'pl-stops' : undefined}>
            {pick(one.sentence)}
          </li>
        ))}
      </ul>
      <div className="pl-edit-grid">
        <label className="pl-wide">
          {say('templates.question.zh')}
          <input
            className="sz-input"
            maxLength={80}
            value={question.zh}
            disabled={!may}
            onChange={(event) => change({ zh: event.target.value })}
          />
        </label>
        <label className="pl-wide">
          {say('templates.question.en')}
          <input
            className="sz-input"
            maxLength={160}
            value={question.en}
            disabled={!may}
            onChange={(event) => change({ en: event.target.value })}
          />
        </label>
        <CodeField
          value={question.code}
          may={may}
          taken={draft.questions.filter((_, at) => at !== place).map((one) => one.code)}
          onChange={(code) => change({ code })}
        />
      </div>
      <h3 className="pl-options-title">{say('templates.question.options')}</h3>
      <ol className="pl-options">
        {question.options.map((option, at) => {
          const called = pick({ zh: option.zh, en: option.en || option.zh }) || say('templates.option.name', { number: at + 1 });
          const on = `${question.code}=${option.code}`;
          const nodes = hangingOn(draft, question.code, option.code);
          const set = (part: Parameters<typeof withOption>[3]): void =>
            drafts.set(withOption(draft, place, at, part), `option ${place} ${at} ${Object.keys(part).join(' ')}`);
          const remove = (): void => {
            drafts.set(withoutOption(draft, place, at));
            setGoing(undefined);
          };
          return (
            <li key={at}>
              <fieldset>
                <legend>{called}</legend>
                <div className="pl-option">
                  <label>
                    {say('templates.option.name', { number: at + 1 })}
                    <input
                      className="sz-input"
                      maxLength={40}
                      value={option.zh}
                      disabled={!may}
                      onChange={(event) => set({ zh: event.target.value })}
                    />
                  </label>
                  <label>
                    {say('templates.question.en')}
                    <input
                      className="sz-input"
                      maxLength={80}
                      value={option.en}
                      disabled={!may}
                      onChange={(event) => set({ en: event.target.value })}
                    />
                  </label>
                  <CodeField
                    value={option.code}
                    may={may}
                    taken={question.options.filter((_, other) => other !== at).map((one) => one.code)}
                    onChange={(code) => set({ code })}
                  />
                </div>
                <div className="pl-option-tools">
                  <label className="pl-tick">
                    <input
                      type="radio"
                      name={`usual-${place}`}
                      aria-label={say('templates.option.usual', { name: called })}
                      checked={question.usual === option.code}
                      disabled={!may}
                      onChange={() => change({ usual: option.code })}
                    />{' '}
                    {say('templates.question.usual')}
                  </label>
                  {may && (
                    <span className="pl-move">
                      {([-1, 1] as const).map((by) => (
                        <button
                          key={by}
                          type="button"
                          className="sz-tool"
                          disabled={by < 0 ? at === 0 : at === question.options.length - 1}
                          aria-label={say(by < 0 ? 'templates.question.up' : 'templates.question.down', { name: called })}
                          onClick={() => drafts.set(optionMoved(draft, place, at, by))}
                        >
                          {by < 0 ? '↑' : '↓'}
                        </button>
                      ))}
                      <button
                        type="button"
                        className="sz-tool"
                        aria-label={say('templates.option.remove', { name: called })}
                        onClick={() => (nodes.length === 0 ? remove() : setGoing(at))}
                      >
                        {say('templates.remove')}
                      </button>
                    </span>
                  )}
                </div>
                {going === at && (
                  <Asked
                    sentence={say('templates.question.ask', { count: nodes.length, name: called, nodes: named(nodes) })}
                    onYes={remove}
                    onNo={() => setGoing(undefined)}
                  />
                )}
                <Hanging draft={draft} on={on} called={called} nodes={nodes} may={may} onChange={drafts.set} />
              </fieldset>
            </li>
          );
        })}
      </ol>
      {may && (
        <Button disabled={question.options.length >= 12} onClick={() => drafts.set(withNewOption(draft, place))}>
          {say('templates.option.add')}
        </Button>
      )}
    </Drawer>
  );
}

/** The nodes that are there only with one answer, and one more to hang on it. */
function Hanging({
  draft,
  on,
  called,
  nodes,
  may,
  onChange,
}: {
  draft: TemplateDraft;
  on: string;
  called: string;
  nodes: readonly string[];
  may: boolean;
  onChange: (draft: TemplateDraft) => void;
}): ReactElement {
  const say = useFileWords();
  const pick = usePick();
  const node = (code: string): string => {
    const found = draft.nodes.find((one) => one.code === code)!;
    return `${code} ${pick({ zh: found.zh, en: found.en || found.zh })}`;
  };
  const where = (condition: string): string => {
    const [code, value] = condition.split('=');
    const question = draft.questions.find((one) => one.code === code);
    const option = question?.options.find((one) => one.code === value);
    return question && option ? `${pick(question).replace(/[？?]$/, '')} ${pick(option)}` : condition;
  };
  return (
    <div className="pl-hanging">
      <div className="sz-label">{say('templates.option.nodes', { name: called })}</div>
      <ul aria-label={say('templates.option.nodes', { name: called })}>
        {nodes.map((code) => (
          <li key={code}>
            {node(code)}
            {may && (
              <button
                type="button"
                className="sz-button-plain"
                aria-label={say('templates.option.free', { node: node(code), name: called })}
                onClick={() => onChange(hung(draft, code, null))}
              >
                ✕
              </button>
            )}
          </li>
        ))}
        {nodes.length === 0 && <li className="pl-none">{say('files.nothing')}</li>}
      </ul>
      {may && (
        <select
          className="sz-input"
          value=""
          aria-label={`${say('templates.option.nodes', { name: called })} ${say('templates.option.hang')}`}
          onChange={(event) => onChange(hung(draft, event.target.value, on))}
        >
          <option value="">{say('templates.option.hang')}</option>
          {draft.nodes
            .filter((one) => one.if !== on)
            .map((one) => (
              <option key={one.code} value={one.code}>
                {one.if === undefined ? node(one.code) : say('templates.option.from', { node: node(one.code), where: where(one.if) })}
              </option>
            ))}
        </select>
      )}
    </div>
  );
}

/** Takes a new code when the field is left; one that another has is not taken. */
function CodeField({
  value,
  may,
  taken,
  onChange,
}: {
  value: string;
  may: boolean;
  taken: readonly string[];
  onChange: (code: string) => void;
}): ReactElement {
  const say = useFileWords();
  const [typed, setTyped] = useState<string>();
  const [refused, setRefused] = useState(false);
  const leave = (): void => {
    const code = typed?.trim() ?? value;
    setTyped(undefined);
    if (code === value) return;
    const clash = taken.includes(code) || code === '';
    setRefused(clash);
    if (!clash) onChange(code);
  };
  return (
    <label>
      {say('templates.question.code')}
      <input
        className="sz-input"
        maxLength={40}
        value={typed ?? value}
        disabled={!may}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') leave();
          // What was typed here is not a step of the template yet.
          if (typed !== undefined && (event.ctrlKey || event.metaKey)) event.stopPropagation();
        }}
      />
      <span role="status" className="pl-stops">
        {refused ? say('templates.question.code.taken') : ''}
      </span>
    </label>
  );
}

function Asked({ sentence, onYes, onNo }: { sentence: string; onYes: () => void; onNo: () => void }): ReactElement {
  const say = useFileWords();
  return (
    <div role="alert" className="pl-asked">
      <p>{sentence}</p>
      <div className="pl-acts">
        <Button onClick={onYes}>{say('templates.question.ask.yes')}</Button>
        <Button type="primary" onClick={onNo}>
          {say('templates.question.ask.no')}
        </Button>
      </div>
    </div>
  );
}
