// "Is this the same project?": the row at hand and what it may be, side by side, and three answers. Never answered by anybody but a person.
import { Button } from 'antd';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { Go } from '../../../ui/kit/Go.tsx';
import { SideBySide, type SideField } from '../../../ui/kit/SideBySide.tsx';
import type { DetailProps } from './doubt-detail.tsx';
import { useFieldName, useReadText } from './labels.ts';
import { useWords } from './words.ts';

export function Question({ of, finding, intake, editable, busy, onAnswer }: DetailProps): ReactElement {
  const say = useWords();
  const fieldName = useFieldName(intake);
  const readText = useReadText(intake);
  const { candidates, answer } = finding;
  const [which, setWhich] = useState(0);
  const candidate = candidates[which] ?? candidates[0];
  const inFile = candidate?.id.startsWith('row:') ? candidate.id.split(':')[2] : undefined;
  const fields = useMemo<readonly SideField[]>(() => {
    const mine = finding.mine ?? {};
    const theirs = candidate?.fields ?? {};
    const order = (key: string): number => {
      const at = intake?.fields.findIndex((field) => field.id === key) ?? -1;
      return at < 0 ? 999 : at;
    };
    const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
      .filter((key) => key !== 'row')
      .sort((one, other) => order(one) - order(other));
    return keys.map((key) => ({ key, title: fieldName(key), left: readText(key, mine[key]), right: readText(key, theirs[key]) }));
  }, [finding.mine, candidate, fieldName, readText, intake]);
  // The project is already spoken of by another row of this file.
  const said = finding.problem.params.row;
  const taken = typeof said === 'number' && said !== finding.row ? said : undefined;
  const place = { sheet: finding.sheet, row: finding.row };
  const same = (): void => {
    if (candidate) onAnswer([{ ...place, kind: 'match', value: candidate.id }]);
  };
  const other = (): void => onAnswer([{ ...place, kind: 'match', value: 'new' }]);
  const leave = (): void => onAnswer([{ ...place, kind: 'row', value: 'left-out' }]);
  const free = editable && !busy && answer === null;
  useEffect(() => {
    if (!free) return undefined;
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      if (event.key === '1') same();
      else if (event.key === '2') other();
      else if (event.key === '3') leave();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  return (
    <div className="im-question">
      {candidates.length > 1 && (
        <fieldset className="im-candidates">
          <legend className="sz-label">{say('question.which', { count: candidates.length })}</legend>
          {candidates.map((one, index) => (
            <label key={one.id} className="im-check">
              <input type="radio" name={`candidate-${finding.number}`} checked={index === which} onChange={() => setWhich(index)} />{' '}
              {one.fields.name ?? one.id}
            </label>
          ))}
        </fieldset>
      )}
      <SideBySide
        left={say('question.mine', { row: finding.row })}
        right={
          inFile ? (
            say('question.in-file', { row: inFile })
          ) : candidate ? (
            <>
              {say('question.held')} <Go to={`/projects/${of.region}/${candidate.id}`}>{say('question.open')}</Go>
            </>
          ) : (
            say('question.held')
          )
        }
        fields={fields}
      />
      {editable &&
        (answer ? (
          <div className="im-answered">
            <p>{say(`answer.${answer.kind === 'row' ? 'left-out' : answer.value === 'new' ? 'new' : 'same'}`)}</p>
            <Button
              data-first="true"
              loading={busy}
              onClick={() => onAnswer([{ ...place, kind: answer.kind === 'row' ? 'row' : 'match', value: null }])}
            >
              {say('back')}
            </Button>
          </div>
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: three buttons are one question
          <div className="im-answers" role="group" aria-label={say('question.answers')}>
            <Button type="primary" data-first="true" loading={busy} disabled={!candidate} onClick={same}>
              <span className="im-key" aria-hidden="true">
                1
              </span>{' '}
              {say('question.same')}
            </Button>
            <Button onClick={other}>
              <span className="im-key" aria-hidden="true">
                2
              </span>{' '}
              {say('question.new')}
            </Button>
            <Button onClick={leave}>
              <span className="im-key" aria-hidden="true">
                3
              </span>{' '}
              {say('question.later')}
            </Button>
            <p className="sz-label">{taken === undefined ? say('question.what') : say('question.what.twin', { row: taken })}</p>
          </div>
        ))}
    </div>
  );
}
