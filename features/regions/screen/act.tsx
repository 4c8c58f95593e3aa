// One act in a panel: what it does in a sentence, its fields, the refusal beside them, one button that does it.
import { Button, Form, type FormInstance, Input } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { sentenceOf } from '../../../ui/call.ts';
import { useLanguage } from '../../../ui/i18n.ts';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { isDay } from '../../../vocabulary/days.ts';
import { useWords } from './words.ts';

export function Act<Values extends object>({
  title,
  about,
  initial,
  form: given,
  write,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  about?: string;
  initial?: Partial<Values>;
  form?: FormInstance<Values>;
  write: { isPending: boolean; error: unknown };
  onSubmit: (values: Values) => void;
  onClose: () => void;
  children: ReactNode;
}): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const [own] = Form.useForm<Values>();
  const form = given ?? own;
  return (
    <Drawer
      title={title}
      onClose={onClose}
      foot={
        <div className="ground-row">
          <Button type="primary" disabled={write.isPending} onClick={() => form.submit()}>
            {say('save')}
          </Button>
          <Button onClick={onClose}>{say('cancel')}</Button>
        </div>
      }
    >
      {about && <p className="ground-about">{about}</p>}
      {write.error ? (
        <p className="ground-problem" role="alert">
          {sentenceOf(write.error, language)}
        </p>
      ) : null}
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial ?? {}} onFinish={onSubmit}>
        {children}
      </Form>
    </Drawer>
  );
}

/** Why, as the chain will say it. */
export function ReasonField(): ReactElement {
  const say = useWords();
  return (
    <Form.Item
      name="reason"
      label={say('reason')}
      extra={say('reason.help')}
      rules={[{ required: true, min: 2, message: say('reason.needed') }]}
    >
      <Input maxLength={500} />
    </Form.Item>
  );
}

/** A day that an act happens on. */
export function DayField({
  name,
  label,
  optional = false,
  help,
}: {
  name: string;
  label: string;
  optional?: boolean;
  help?: string;
}): ReactElement {
  const say = useWords();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={help}
      validateTrigger="onBlur"
      rules={[
        {
          validator: async (_, text?: string) => {
            if (!text && optional) return;
            if (!text || !isDay(text)) throw new Error(say('day.needed'));
          },
        },
      ]}
    >
      <DayInput />
    </Form.Item>
  );
}

export function NameField({ name = 'name', label, focus = false }: { name?: string; label: string; focus?: boolean }): ReactElement {
  const say = useWords();
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, min: 2, message: say('name.needed') }]}>
      <Input autoFocus={focus} maxLength={120} />
    </Form.Item>
  );
}
