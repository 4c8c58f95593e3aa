// The year roll of a county: rules propose next year's list, a person decides line by line with the keyboard, and one act confirms it. What is
// decided is saved as one goes; nothing reaches the register before the confirmation.

import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { instantText } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion, useSession, useYear } from '../../../ui/session.ts';
import { within } from '../../../vocabulary/regions.ts';
import { proposeRoll, readRoll } from '../words-roll.ts';
import { useDeskWords } from './words.ts';
import '../../../ui/kit/filters.css';
import './register.css';
import './desk.css';
import './form.css';
import './year-roll.css';
import { Review } from './roll-review.tsx';

export default function YearRoll(): ReactElement {
  const say = useDeskWords();
  const region = useRegion();
  const year = useYear();
  const { person } = useSession();
  const county = region.level === 'county';
  const counties = person.regions.filter((one) => one.level === 'county' && within(one.code, region.code));
  const { data, error, refetch } = useRead(
    readRoll,
    { region: region.code as never, fromYear: year },
    { enabled: county, staleTime: 60_000 },
  );
  const may = useMay('year.roll');
  const propose = useWrite(proposeRoll);
  const roll = data?.roll;
  return (
    <Page title={say('roll.title', { region: region.name, from: year, to: year + 1 })} about={say('roll.about')}>
      {!county && (
        <div className="sz-note">
          <p>{say('roll.county')}</p>
          <p className="pj-inline-links">
            {counties.map((one) => (
              <Go key={one.code} to="/year-roll" search={{ region: one.code }}>
                {one.name}
              </Go>
            ))}
          </p>
        </div>
      )}
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {county && data && (!roll || roll.status === 'dropped') && (
        <Empty
          text={say('roll.none', { from: year, to: year + 1 })}
          action={
            may ? (
              <Button
                type="primary"
                loading={propose.isPending}
                onClick={() => propose.mutate({ region: region.code as never, fromYear: year })}
              >
                {say('roll.propose', { to: year + 1 })}
              </Button>
            ) : undefined
          }
        />
      )}
      {roll?.status === 'confirmed' && (
        <div className="sz-note">
          <p>{say('roll.confirmed', { to: roll.toYear, by: roll.by, at: instantText(roll.at) })}</p>
          <Go to="/projects" search={{ year: String(roll.toYear), pool: 'annual' }}>
            {say('roll.open', { to: roll.toYear })}
          </Go>
        </div>
      )}
      {roll?.status === 'proposed' && <Review key={roll.id} roll={roll} />}
    </Page>
  );
}
