// The first administrator: the code printed on the server, then name, region and password. It works once.
import { Button, Form, Input, Select } from 'antd';
import { type ReactElement, useState } from 'react';
import { call, sentenceOf } from '../../../ui/call.ts';
import { useLanguage } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { becomeFirstAdministrator, checkFirstCode } from '../words.ts';
import { carryIn, Entry } from './entry.tsx';
import { NewPassword } from './new-password.tsx';
import { useWords } from './words.ts';

type Values = { login: string; name: string; nameEn?: string; region: string; password: string };

export default function EnterFirst(): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [checked, setChecked] = useState<{ code: string; regions: readonly { code: string; name: string }[] }>();
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  const check = ({ code }: { code: string }): Promise<void> =>
    attempt(async () => setChecked({ code, ...(await call(checkFirstCode, { code })) }));
  const open = ({ login, name, nameEn, region, password }: Values): Promise<void> =>
    attempt(async () =>
      carryIn((await call(becomeFirstAdministrator, { code: checked!.code, login, name, nameEn: nameEn ?? '', region, password })).home),
    );
  const wrong = problem !== undefined && (
    <p className="entry-problem" role="alert">
      {sentenceOf(problem, language)}
    </p>
  );
  return (
    <Entry title={say('first.title')}>
      {checked ? (
        <Form
          className="entry-form"
          layout="vertical"
          requiredMark={false}
          validateTrigger="onSubmit"
          onFinish={(values) => void open(values as Values)}
        >
          <h2>{say('first.title')}</h2>
          {wrong}
          <Form.Item
            name="region"
            label={say('first.region')}
            extra={say('first.region.help')}
            rules={[{ required: true, message: say('first.region.needed') }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={checked.regions.map((region) => ({ value: region.code, label: `${region.code} ${region.name}` }))}
            />
          </Form.Item>
          <Form.Item name="name" label={say('name')} rules={[{ required: true, message: say('name.needed') }]}>
            <Input autoComplete="name" />
          </Form.Item>
          <Form.Item name="nameEn" label={say('name.en')}>
            <Input />
          </Form.Item>
          <Form.Item name="login" label={say('login')} extra={say('login.help')} rules={[{ required: true, message: say('login.needed') }]}>
            <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <NewPassword />
          <Button type="primary" htmlType="submit" block disabled={busy}>
            {say('first.do')}
          </Button>
        </Form>
      ) : (
        <Form
          className="entry-form"
          layout="vertical"
          requiredMark={false}
          validateTrigger="onSubmit"
          onFinish={(values) => void check(values as { code: string })}
        >
          <h2>{say('first.title')}</h2>
          <p className="entry-about">{say('first.about')}</p>
          {wrong}
          <Form.Item name="code" label={say('code')} rules={[{ required: true, message: say('code.needed') }]}>
            <Input autoComplete="one-time-code" placeholder="XXXX-XXXX-XXXX-XXXX" spellCheck={false} autoFocus />
          </Form.Item>
          <Button type="primary" htmlType="submit" block disabled={busy}>
            {say('first.check')}
          </Button>
        </Form>
      )}
      <div className="entry-links">
        <Go to="/sign-in">{say('back.sign-in')}</Go>
      </div>
    </Entry>
  );
}
