// What an enterprise sees of itself: its case, or the way to begin one.
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useGo } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { filingOver } from '../rules-case.ts';
import { beginCase, listCases, listEnterprises } from '../words-cases.ts';
import { CaseView } from './case-view.tsx';
import { Cases } from './cases-table.tsx';
import { useDemoDay } from './due.tsx';
import { useWords } from './words.ts';
import './resumption.css';

export default function Mine(): ReactElement {
  const say = useWords();
  const go = useGo();
  const enterprises = useRead(listEnterprises, {});
  const cases = useRead(listCases, { limit: 50 });
  const demoDay = useDemoDay();
  const begin = useWrite(beginCase, { onDone: (made) => go(`/resumption/${made.region}/${made.id}`) });
  const error = enterprises.error ?? cases.error;
  if (error)
    return (
      <Page title={say('desk')}>
        <ErrorNote error={error} onRetry={() => void Promise.all([enterprises.refetch(), cases.refetch()])} />
      </Page>
    );
  if (!enterprises.data || !cases.data)
    return (
      <Page title={say('desk')}>
        <div aria-busy="true" />
      </Page>
    );
  const enterprise = enterprises.data.enterprises[0];
  const start = () => enterprise && begin.mutate({ region: enterprise.region as never, enterprise: enterprise.id as never });
  const { on } = cases.data;
  const standing = cases.data.cases.filter((one) => one.state !== 'revoked' && one.state !== 'withdrawn');
  const over = (one: (typeof standing)[number]): boolean => filingOver(one, demoDay !== undefined && one.since <= demoDay ? demoDay : on);
  const live = standing.find((one) => !over(one)) ?? standing.at(-1);
  if (live)
    return (
      <>
        {over(live) && (
          <section className="rs-missing rs-over">
            <p>{say('mine.over', { day: live.validUntil! })}</p>
            <Button type="primary" size="large" loading={begin.isPending} onClick={start}>
              {say('mine.again')}
            </Button>
          </section>
        )}
        <CaseView region={live.region} id={live.id} own />
      </>
    );
  return (
    <Page title={say('desk')} about={enterprise?.name}>
      {enterprise ? (
        <Empty
          title={say('mine.none')}
          text={say('mine.none.about')}
          action={
            <Button type="primary" size="large" loading={begin.isPending} onClick={start}>
              {say('mine.begin')}
            </Button>
          }
        />
      ) : (
        <Empty text={say('mine.unlisted')} />
      )}
      {cases.data.cases.length > 0 && <Cases rows={cases.data.cases} />}
    </Page>
  );
}
