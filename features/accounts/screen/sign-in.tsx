// Signing in, and in the demonstration the people one may enter as, each with what that person does.
import { Button, Form, Input, type InputRef } from 'antd';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { call, sentenceOf, useRead } from '../../../ui/call.ts';
import { useLanguage, usePick } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { type DemoPerson, enterAsDemo, listDemoPeople, signIn } from '../words.ts';
import { carryIn, Entry } from './entry.tsx';
import { useWords } from './words.ts';

export default function SignIn(): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const loginField = useRef<InputRef>(null);
  const passwordField = useRef<InputRef>(null);
  const demo = useRead(listDemoPeople, {}, { staleTime: 60_000 });
  // In the demonstration the people come first; elsewhere one types at once.
  const noDemo = demo.isError || demo.data?.people.length === 0;
  useEffect(() => {
    if (noDemo) loginField.current?.focus();
  }, [noDemo]);
  const enter = async (what: () => Promise<{ home: string }>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      carryIn((await what()).home);
    } catch (error) {
      setProblem(error);
      setBusy(false);
      passwordField.current?.focus({ cursor: 'all' });
    }
  };
  return (
    <Entry
      title={say('sign-in')}
      aside={
        demo.data &&
        demo.data.people.length > 0 && (
          <DemoPeople people={demo.data.people} busy={busy} onEnter={(person) => void enter(() => call(enterAsDemo, { person }))} />
        )
      }
    >
      <Form
        className="entry-form"
        layout="vertical"
        requiredMark={false}
        validateTrigger="onSubmit"
        onFinish={(values: { login: string; password: string }) => void enter(() => call(signIn, values))}
      >
        <h2>{say('sign-in')}</h2>
        {problem !== undefined && (
          <p className="entry-problem" role="alert">
            {sentenceOf(problem, language)}
          </p>
        )}
        <Form.Item name="login" label={say('login')} rules={[{ required: true, message: say('login.needed') }]}>
          <Input autoComplete="username" ref={loginField} autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item name="password" label={say('password')} rules={[{ required: true, message: say('password.needed') }]}>
          <Input.Password ref={passwordField} autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block disabled={busy}>
          {busy ? say('entering') : say('enter')}
        </Button>
      </Form>
      <div className="entry-links">
        <Go to="/enter/code">{say('have.code')}</Go>
        <Go to="/enter/first">{say('first.link')}</Go>
      </div>
    </Entry>
  );
}

function DemoPeople({
  people,
  busy,
  onEnter,
}: {
  people: readonly DemoPerson[];
  busy: boolean;
  onEnter: (person: string) => void;
}): ReactElement {
  const say = useWords();
  const pick = usePick();
  const language = useLanguage();
  return (
    <section className="entry-demo" aria-labelledby="demo-people">
      <h2 id="demo-people">{say('demo')}</h2>
      <p className="sz-label">{say('demo.about')}</p>
      <ul>
        {people.map((person) => {
          const name = language === 'en' && person.nameEn ? person.nameEn : person.name;
          return (
            <li key={person.id}>
              <button type="button" className="entry-card" disabled={busy} onClick={() => onEnter(person.id)}>
                <b>{pick(person.roleName)}</b>
                <span className="entry-who">
                  {name} · {pick({ zh: person.region.name, en: person.region.nameEn || person.region.name })}
                </span>
                <span className="sz-label">{pick(person.about)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
