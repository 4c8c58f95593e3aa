// One account: its posts with their days, and what may be done to it. Every act asks for what the chain will say about it.
import { Button, Form, Input } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { Facts } from '../../../ui/kit/Page.tsx';
import { useMay } from '../../../ui/session.ts';
import { type Account, addGrant, disableAccount, enableAccount, endGrant, issueCode, listAccounts, listRoles } from '../words.ts';
import { GrantFields, type GrantValues, grantInput } from './grant-fields.tsx';
import { IssuedCode } from './issued-code.tsx';
import { useWords } from './words.ts';

const done = { zh: '已完成', en: 'Done' };

export function AccountDrawer({ account: given, onClose }: { account: Account; onClose: () => void }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const mayEdit = useMay('account.edit');
  const [account, setAccount] = useState(given);
  const [asking, setAsking] = useState<'grant' | 'disable' | 'enable' | 'code' | { end: string }>();
  const [issued, setIssued] = useState<{ code: string; until: string }>();
  const known = useRead(listRoles, {}, { staleTime: 300_000 });
  const settled = (next: Account): void => {
    setAccount(next);
    setAsking(undefined);
  };
  const options = { stale: [listAccounts], done, onDone: settled };
  const grant = useWrite(addGrant, { ...options, done: { zh: '已授予，本人需重新登录', en: 'Granted; the person has to sign in again' } });
  const end = useWrite(endGrant, options);
  const disable = useWrite(disableAccount, options);
  const enable = useWrite(enableAccount, options);
  const code = useWrite(issueCode, { stale: [listAccounts], onDone: setIssued });
  if (issued) return <IssuedCode {...issued} name={account.name} onClose={onClose} />;
  const { id } = account;
  return (
    <Drawer title={account.name} onClose={onClose}>
      <Facts
        items={[
          { name: say('login'), value: account.login },
          { name: say('state'), value: say(`state.${account.state}`) },
          { name: say('last.seen'), value: instantText(account.lastSeen) },
          { name: say('created'), value: instantText(account.createdAt) },
        ]}
      />
      <div className="accounts-part">
        <h2>{say('grants')}</h2>
        <ul className="accounts-grants">
          {account.grants.map((one) => (
            <li key={one.id}>
              <b>{pick(one.roleName)}</b>
              <span>
                {one.region.name}
                {one.organisation && ` · ${one.organisation.name}`}
              </span>
              <span className="sz-label">
                {one.to ? say('grant.until', { from: one.from, to: one.to }) : say('grant.since', { from: one.from })}
              </span>
              {mayEdit && account.mine && one.to === null ? (
                <Button size="small" onClick={() => setAsking({ end: one.id })}>
                  {say('grant.end')}
                </Button>
              ) : (
                <span className="sz-label">{one.current ? '' : say('grant.ended')}</span>
              )}
            </li>
          ))}
        </ul>
      </div>
      {mayEdit && !account.mine && <p className="accounts-part sz-quiet">{say('not.mine')}</p>}
      {mayEdit && account.mine && (
        <div className="accounts-part">
          <div className="accounts-actions">
            <Button onClick={() => setAsking('grant')}>{say('grant.add')}</Button>
            {account.state !== 'disabled' && <Button onClick={() => setAsking('code')}>{say('reset')}</Button>}
            {account.state === 'disabled' ? (
              <Button onClick={() => setAsking('enable')}>{say('enable')}</Button>
            ) : (
              <Button danger onClick={() => setAsking('disable')}>
                {say('disable')}
              </Button>
            )}
          </div>
          {asking === 'grant' && known.data && (
            <Form
              layout="vertical"
              requiredMark={false}
              onFinish={(values: GrantValues) => grant.mutate({ id, ...grantInput(values) } as never)}
            >
              <GrantFields roles={known.data.roles} regions={known.data.regions} />
              <Foot text={say('grant.add')} busy={grant.isPending} onCancel={() => setAsking(undefined)} />
            </Form>
          )}
          {(asking === 'disable' || asking === 'enable') && (
            <Form
              layout="vertical"
              requiredMark={false}
              onFinish={({ reason }: { reason: string }) => (asking === 'disable' ? disable : enable).mutate({ id, reason } as never)}
            >
              {asking === 'disable' && <p>{say('disable.ask')}</p>}
              <Form.Item name="reason" label={say('reason')} rules={[{ required: true, min: 2, message: say('reason.needed') }]}>
                <Input autoFocus maxLength={200} />
              </Form.Item>
              <Foot text={say(asking)} busy={disable.isPending || enable.isPending} onCancel={() => setAsking(undefined)} />
            </Form>
          )}
          {asking === 'code' && (
            <Form onFinish={() => code.mutate({ id } as never)}>
              <p>{say('reset.ask')}</p>
              <Foot text={say('reset')} busy={code.isPending} onCancel={() => setAsking(undefined)} />
            </Form>
          )}
          {typeof asking === 'object' && (
            <Form onFinish={() => end.mutate({ id, grant: asking.end } as never)}>
              <p>{say('grant.end.ask')}</p>
              <Foot text={say('grant.end')} busy={end.isPending} onCancel={() => setAsking(undefined)} />
            </Form>
          )}
        </div>
      )}
    </Drawer>
  );
}

function Foot({ text, busy, onCancel }: { text: string; busy: boolean; onCancel: () => void }): ReactElement {
  const say = useWords();
  return (
    <div className="accounts-actions">
      <Button type="primary" htmlType="submit" disabled={busy}>
        {text}
      </Button>
      <Button onClick={onCancel}>{say('cancel')}</Button>
    </div>
  );
}
