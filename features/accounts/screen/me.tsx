// The own account: post and reach, the password, and every place one is signed in from.
import { Button, Form, Input } from 'antd';
import { type ReactElement, useState } from 'react';
import { call, sentenceOf, useRead, useWrite } from '../../../ui/call.ts';
import { instantText, useLanguage, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Facts, Page, Section } from '../../../ui/kit/Page.tsx';
import { notify } from '../../../ui/notice.ts';
import { useSession } from '../../../ui/session.ts';
import { changePassword, endOwnSessions, listOwnSessions } from '../words.ts';
import { NewPassword } from './new-password.tsx';
import { useWords } from './words.ts';
import './accounts.css';

export default function Me(): ReactElement {
  const say = useWords();
  const pick = usePick();
  const { person } = useSession();
  const [first] = person.regions;
  return (
    <Page title={say('me')} about={person.name}>
      <Facts
        items={[
          { name: say('me.posts'), value: pick(person.roleName) },
          {
            name: say('me.regions'),
            value: person.regions.length > 1 ? say('me.regions.more', { name: first!.name, count: person.regions.length }) : first?.name,
          },
        ]}
      />
      <Sessions />
      <Password />
    </Page>
  );
}

function Sessions(): ReactElement {
  const say = useWords();
  const { data, error, refetch } = useRead(listOwnSessions, {}, { staleTime: 0 });
  const end = useWrite(endOwnSessions, {
    stale: [listOwnSessions],
    onDone: ({ ended }) => notify('done', say('me.ended', { count: ended })),
  });
  return (
    <Section
      title={say('me.sessions')}
      note={say('me.sessions.about')}
      actions={
        (data?.sessions.length ?? 0) > 1 && (
          <Button size="small" onClick={() => end.mutate({})}>
            {say('me.end.others')}
          </Button>
        )
      }
    >
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a strip that scrolls must be reachable by the keyboard */}
      <section className="accounts-scroll" tabIndex={0} aria-label={say('me.sessions')}>
        <table className="accounts-plain sz-fold">
          <thead>
            <tr>
              {(['me.seen', 'me.since', 'me.until', 'me.address', 'me.agent'] as const).map((key) => (
                <th key={key} scope="col">
                  {say(key)}
                </th>
              ))}
              <th scope="col">
                <span className="sz-hidden">{say('me.end')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data?.sessions.map((session) => (
              <tr key={session.id}>
                <td data-name={say('me.seen')}>{instantText(session.seen)}</td>
                <td data-name={say('me.since')}>{instantText(session.since)}</td>
                <td data-name={say('me.until')}>{instantText(session.until)}</td>
                <td data-name={say('me.address')}>{session.address}</td>
                <td className="accounts-agent" data-name={say('me.agent')} title={session.agent}>
                  {session.agent || '—'}
                </td>
                <td>
                  {session.current ? (
                    <b>{say('me.this')}</b>
                  ) : (
                    <Button size="small" onClick={() => end.mutate({ id: session.id })}>
                      {say('me.end')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

function Password(): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const [form] = Form.useForm();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const change = async ({ old, password }: { old: string; password: string }): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { ended } = await call(changePassword, { old, new: password });
      form.resetFields();
      notify('done', say('me.changed', { count: ended }));
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  return (
    <Section title={say('me.password')}>
      <Form
        className="accounts-form"
        form={form}
        layout="vertical"
        requiredMark={false}
        validateTrigger="onSubmit"
        onFinish={(values) => void change(values as never)}
      >
        {problem !== undefined && (
          <p className="accounts-problem" role="alert">
            {sentenceOf(problem, language)}
          </p>
        )}
        <Form.Item name="old" label={say('me.old')} rules={[{ required: true, message: say('me.old.needed') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <NewPassword />
        <Button type="primary" htmlType="submit" disabled={busy}>
          {say('me.change')}
        </Button>
      </Form>
    </Section>
  );
}
