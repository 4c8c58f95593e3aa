// A one-time code, shown once, to be told to its owner.
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { instantText } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { notify } from '../../../ui/notice.ts';
import { useWords } from './words.ts';
import './accounts.css';

export function IssuedCode({
  code,
  until,
  name,
  onClose,
}: {
  code: string;
  until: string;
  name: string;
  onClose: () => void;
}): ReactElement {
  const say = useWords();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(code);
    notify('done', say('issued.copied'));
  };
  return (
    <Drawer title={say('issued.title')} onClose={onClose}>
      <p className="accounts-code">{code}</p>
      <p>{say('issued.about', { name, until: instantText(until) })}</p>
      <p className="sz-quiet">{say('issued.link')}</p>
      <div className="accounts-part">
        <div className="accounts-actions">
          <Button onClick={() => void copy()}>{say('issued.copy')}</Button>
        </div>
      </div>
    </Drawer>
  );
}
