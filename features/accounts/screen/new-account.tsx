// Opening an account. What comes back is the one-time code, shown once.
import { Button, Form, Input } from 'antd';
import { type ReactElement, useState } from 'react';
import { sentenceOf, useWrite } from '../../../ui/call.ts';
import { useLanguage } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { createAccount, listAccounts } from '../words.ts';
import { GrantFields, type GrantValues, grantInput, type KnownRegion, type KnownRole } from './grant-fields.tsx';
import { IssuedCode } from './issued-code.tsx';
import { useWords } from './words.ts';

type Values = GrantValues & { login: string; name: string; nameEn?: string };

export function NewAccount({
  roles,
  regions,
  onClose,
}: {
  roles: readonly KnownRole[];
  regions: readonly KnownRegion[];
  onClose: () => void;
}): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const [form] = Form.useForm<Values>();
  const [issued, setIssued] = useState<{ code: string; until: string; name: string }>();
  const create = useWrite(createAccount, {
    quiet: true,
    stale: [listAccounts],
    onDone: ({ code, until, account }) => setIssued({ code, until, name: account.name }),
  });
  if (issued) return <IssuedCode {...issued} onClose={onClose} />;
  return (
    <Drawer
      title={say('new')}
      onClose={onClose}
      foot={
        <div className="accounts-actions">
          <Button type="primary" disabled={create.isPending} onClick={() => form.submit()}>
            {say('new')}
          </Button>
          <Button onClick={onClose}>{say('cancel')}</Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={regions.length === 1 ? { region: regions[0]!.code } : {}}
        onFinish={({ login, name, nameEn, ...grant }: Values) =>
          create.mutate({ login, name, nameEn: nameEn ?? '', ...grantInput(grant) } as never)
        }
      >
        {create.error && (
          <p className="accounts-problem" role="alert">
            {sentenceOf(create.error, language)}
          </p>
        )}
        <Form.Item name="name" label={say('name')} rules={[{ required: true, message: say('name.needed') }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="nameEn" label={say('name.en')}>
          <Input />
        </Form.Item>
        <Form.Item name="login" label={say('login')} extra={say('login.help')} rules={[{ required: true, message: say('login.needed') }]}>
          <Input autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <GrantFields roles={roles} regions={regions} />
      </Form>
    </Drawer>
  );
}
