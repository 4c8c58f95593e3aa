// One act in a panel: what it does in a sentence, its fields, the refusal beside them, one button that does it.
import { Button, Form, type FormInstance, Input } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { sentenceOf } from '../../../ui/call.ts';
import { useLanguage } from '../../../ui/i18n.ts';
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

/** A day as the office writes it: 2020-03-15, typed also as 20200315 or 2020.3.15. The browser's own field shows it in the browser's order. */
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
      normalize={(text: string) => dayTyped(text)}
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
      <Input placeholder="2020-03-15" maxLength={11} inputMode="numeric" className="ground-date" />
    </Form.Item>
  );
}

/** 20200315, 2020.3.15 and 2020年3月15日 as 2020-03-15; anything else as it is. */
export function dayTyped(text: string): string {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[.／/年-](\d{1,2})[.／/月-](\d{2}|\d日)日?$/.exec(text);
  return match ? [match[1], match[2]!.padStart(2, '0'), match[3]!.replace('日', '').padStart(2, '0')].join('-') : text;
}

export function NameField({ name = 'name', label, focus = false }: { name?: string; label: string; focus?: boolean }): ReactElement {
  const say = useWords();
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, min: 2, message: say('name.needed') }]}>
      <Input autoFocus={focus} maxLength={120} />
    </Form.Item>
  );
}
