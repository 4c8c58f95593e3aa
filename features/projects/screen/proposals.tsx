// What waits for an approver, and what was decided: leaving, shrinking, renaming, merging, splitting, moving.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { FilterTabs } from '../../../ui/kit/FilterChips.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useRegion } from '../../../ui/session.ts';
import { proposals } from '../words.ts';
import { terms } from '../words-terms.ts';
import { ProposalCard } from './proposal-card.tsx';
import { useDeskWords } from './words.ts';
import './register.css';
import './desk.css';

const step = 50;

export default function Proposals(): ReactElement {
  const say = useDeskWords();
  const region = useRegion();
  const [search, change] = useSearch();
  const all = firstOf(search, 'decided') === 'yes';
  const kind = firstOf(search, 'kind');
  const [limit, setLimit] = useState(step);
  const { data, error, refetch } = useRead(
    proposals,
    { region: region.code as never, ...(all ? { open: false } : { open: true }), limit, offset: 0 },
    { keepPrevious: true },
  );
  const shown = data?.proposals.filter(
    (one) => (all ? one.decision !== null : one.decision === null) && (kind === undefined || one.kind === kind),
  );
  const kinds = [...new Set(data?.proposals.map((one) => one.kind))];
  return (
    <Page title={say('proposals')} about={data && !all ? say('proposals.about', { count: data.total }) : undefined}>
      <div className="pj-bar-line sz-screen-only">
        <FilterTabs
          name="decided"
          label={say('proposals.state')}
          options={[
            { value: undefined, words: { zh: '待核准', en: 'Waiting' } },
            { value: 'yes', words: { zh: '已办结', en: 'Decided' } },
          ]}
        />
        {kinds.length > 1 && (
          <FilterTabs
            name="kind"
            label={say('proposals.kind')}
            options={[
              { value: undefined, words: { zh: '全部事项', en: 'All kinds' } },
              ...kinds.map((one) => ({ value: one as string, words: terms.proposal[one] })),
            ]}
          />
        )}
      </div>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {shown?.length === 0 && (
        <Empty
          text={say(all ? 'proposals.none.decided' : 'proposals.none')}
          action={kind ? <Button onClick={() => change({ kind: undefined })}>{say('proposals.all')}</Button> : undefined}
        />
      )}
      <div className="pj-cards">
        {shown?.map((one) => (
          <ProposalCard key={one.id} proposal={one} />
        ))}
      </div>
      {data && data.total > limit && limit < 200 && <Button onClick={() => setLimit(Math.min(200, limit + step))}>{say('more')}</Button>}
    </Page>
  );
}
