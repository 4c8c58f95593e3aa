// Choosing a password: said twice, with the one rule that matters beside it. What is refused, and why, is decided by the server.
import { Form, Input } from 'antd';
import type { ReactElement } from 'react';
import { useWords } from './words.ts';

/** Two fields of a form, `password` and `again`. */
export function NewPassword(): ReactElement {
  const say = useWords();
  return (
    <>
      <Form.Item
        name="password"
        label={say('new.password')}
        extra={say('new.password.help')}
        rules={[{ required: true, message: say('password.needed') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={say('new.again')}
        dependencies={['password']}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, value: string | undefined) => {
              if (getFieldValue('password') !== value) throw new Error(say('new.differs'));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
