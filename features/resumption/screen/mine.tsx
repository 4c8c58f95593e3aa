// What an enterprise sees of itself: its case, or the way to begin one.
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useGo } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { beginCase, listCases, listEnterprises } from '../words-cases.ts';
import { CaseView } from './case-view.tsx';
import { Cases } from './cases-table.tsx';
import { useWords } from './words.ts';
import './resumption.css';

export default function Mine(): ReactElement {
  const say = useWords();
  const go = useGo();
  const enterprises = useRead(listEnterprises, {});
  const cases = useRead(listCases, { limit: 50 });
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
  const live = cases.data.cases.find((one) => one.state !== 'revoked' && one.state !== 'withdrawn');
  if (live) return <CaseView region={live.region} id={live.id} own />;
  return (
    <Page title={say('desk')} about={enterprise?.name}>
      {enterprise ? (
        <Empty
          title={say('mine.none')}
          text={say('mine.none.about')}
          action={
            <Button
              type="primary"
              size="large"
              loading={begin.isPending}
              onClick={() => begin.mutate({ region: enterprise.region as never, enterprise: enterprise.id as never })}
            >
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
