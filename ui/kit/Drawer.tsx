// The panel that opens beside what was asked about and goes away with Esc. On a phone it covers the width.
import { Drawer as AntDrawer } from 'antd';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { usePhone } from '../screen.ts';
import { useKitWords } from '../words.ts';
import './drawer.css';

/** Mount it to open it: `{open && <Drawer title="…" onClose={…}>…</Drawer>}`. `foot` holds the buttons of a form. */
export function Drawer({
  title,
  width = 520,
  foot,
  onClose,
  children,
}: {
  title: ReactNode;
  width?: number;
  foot?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}): ReactElement {
  const phone = usePhone();
  const say = useKitWords();
  // Whoever opened it finds the focus again afterwards, unless it was taken elsewhere.
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const nowhere = document.activeElement === null || document.activeElement === document.body;
      if (nowhere && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    },
    [opener],
  );
  return (
    <AntDrawer
      open
      title={title}
      size={phone ? '100%' : width}
      onClose={onClose}
      footer={foot}
      closable={{ 'aria-label': say('close'), placement: 'end', closeIcon: <span aria-hidden="true">✕</span> }}
      rootClassName="sz-drawer"
      mask={{ blur: false }}
      destroyOnHidden
    >
      {children}
    </AntDrawer>
  );
}
