// A person with a one-time code sets the own password and is signed in.
import { Button, Form, Input } from 'antd';
import { type ReactElement, useState } from 'react';
import { call, sentenceOf } from '../../../ui/call.ts';
import { useLanguage } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { redeemCode } from '../words.ts';
import { carryIn, Entry } from './entry.tsx';
import { NewPassword } from './new-password.tsx';
import { useWords } from './words.ts';

export default function EnterCode(): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = async ({ login, code, password }: { login: string; code: string; password: string }): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      carryIn((await call(redeemCode, { login, code, password })).home);
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Entry title={say('code.title')}>
      <Form
        className="entry-form"
        layout="vertical"
        requiredMark={false}
        validateTrigger="onSubmit"
        onFinish={(values) => void send(values as never)}
      >
        <h2>{say('code.title')}</h2>
        <p className="entry-about">{say('code.about')}</p>
        {problem !== undefined && (
          <p className="entry-problem" role="alert">
            {sentenceOf(problem, language)}
          </p>
        )}
        <Form.Item name="login" label={say('login')} rules={[{ required: true, message: say('login.needed') }]}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item name="code" label={say('code')} rules={[{ required: true, message: say('code.needed') }]}>
          <Input autoComplete="one-time-code" placeholder="XXXX-XXXX-XXXX-XXXX" spellCheck={false} />
        </Form.Item>
        <NewPassword />
        <Button type="primary" htmlType="submit" block disabled={busy}>
          {say('code.do')}
        </Button>
      </Form>
      <div className="entry-links">
        <Go to="/sign-in">{say('back.sign-in')}</Go>
      </div>
    </Entry>
  );
}
