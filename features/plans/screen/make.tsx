// Making a plan: a template, its questions, the promised day; tried first, so that one sees whether it can be kept, and kept when one agrees.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { makePlan, planTemplates, tryPlan } from '../words.ts';
import { DayField } from './day-field.tsx';
import { NodePanel } from './node-panel.tsx';
import { Outlook, Verdict } from './outlook.tsx';
import { useWords } from './words.ts';

export function Make({ region, project, suggested }: { region: string; project: string; suggested: string }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const { data, error, refetch } = useRead(planTemplates, { region: region as never });
  const [code, setCode] = useState(suggested);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [promised, setPromised] = useState('');
  const [start, setStart] = useState('');
  const trial = useWrite(tryPlan, { stale: [], quiet: true });
  const make = useWrite(makePlan, { done: { zh: '计划已建立', en: 'The plan is made' }, quiet: true });
  const [open, setOpen] = useState<string>();
  const node = trial.data?.nodes.find((one) => one.code === open);
  const template = data?.templates.find((one) => one.code === code) ?? data?.templates[0];
  if (error) return <ErrorNote error={error} onRetry={refetch} />;
  if (!data || !template) return <div aria-busy="true" />;
  const asked = Object.fromEntries(template.questions.map((question) => [question.code, answers[question.code] ?? question.usual]));
  const input = {
    region: region as never,
    project: project as never,
    template: template.code,
    promised: promised as never,
    ...(start !== '' && { start: start as never }),
    answers: asked,
  };
  return (
    <>
      <p className="pl-about">{say('make.about')}</p>
      <form
        className="pl-make"
        onSubmit={(event) => {
          event.preventDefault();
          trial.mutate(input);
        }}
      >
        <label>
          {say('template')}
          <select
            className="sz-input"
            value={template.code}
            onChange={(event) => {
              setCode(event.target.value);
              trial.reset();
            }}
          >
            {data.templates.map((one) => (
              <option key={one.code} value={one.code}>
                {pick(one.name)} · {say('template.nodes', { count: one.nodes.length })}
                {one.code === suggested ? ` · ${say('suggested')}` : ''}
              </option>
            ))}
          </select>
        </label>
        <DayField name={say('promised.day')} value={promised} onChange={setPromised} required />
        <DayField name={say('start.day')} value={start} onChange={setStart} />
        <fieldset className="pl-questions">
          <legend>{say('questions')}</legend>
          {template.questions.length === 0 && <p className="sz-label">{say('questions.none')}</p>}
          {template.questions.map((question) => (
            <label key={question.code}>
              {pick(question)}
              <select
                className="sz-input"
                value={asked[question.code]}
                onChange={(event) => {
                  setAnswers({ ...answers, [question.code]: event.target.value });
                  trial.reset();
                }}
              >
                {question.options.map((option) => (
                  <option key={option.code} value={option.code}>
                    {pick(option)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </fieldset>
        <div className="pl-acts">
          <Button htmlType="submit" type={trial.data ? 'default' : 'primary'} loading={trial.isPending} disabled={promised === ''}>
            {say('try')}
          </Button>
          {trial.data && (
            <Button type="primary" loading={make.isPending} onClick={() => make.mutate(input)}>
              {say('make.save')}
            </Button>
          )}
        </div>
      </form>
      {(trial.error ?? make.error) && <ErrorNote error={trial.error ?? make.error} />}
      {trial.data && (
        <>
          <Verdict plan={trial.data} />
          <Outlook plan={trial.data} onOpen={setOpen} />
          {node && <NodePanel plan={trial.data} node={node} mayEdit={false} onClose={() => setOpen(undefined)} />}
        </>
      )}
    </>
  );
}
