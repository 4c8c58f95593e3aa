// What anybody sees who scans the code on a certificate: valid or not, whose, until when. No signing in, nothing personal.
import type { ReactElement } from 'react';
import { usePathNames } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Facts } from '../../../ui/kit/Page.tsx';
import { checkCertificate } from '../words-cases.ts';
import { modeWords } from '../words-regimes.ts';
import { useWords } from './words.ts';
import './resumption.css';

export default function Check(): ReactElement {
  const say = useWords();
  const pick = usePick();
  const { token } = usePathNames();
  const { data, error, refetch } = useRead(checkCertificate, { token: token! });
  return (
    <main className="rs-check" id="main">
      <h1>{say('check')}</h1>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {!data && !error && <div aria-busy="true" />}
      {data && (
        <>
          <p className={`rs-verdict rs-verdict-${data.status}`} role="status">
            <span aria-hidden="true">{data.status === 'valid' ? '●' : data.status === 'expired' ? '▲' : '■'}</span>{' '}
            {say(`check.${data.status}`)}
            {data.status !== 'valid' && <small>{say('check.since', { day: data.statusOn })}</small>}
          </p>
          <p className="rs-holder">{data.enterprise}</p>
          <Facts
            items={[
              { name: say('case.number'), value: data.number },
              { name: say('case.valid'), value: data.validUntil ?? say('case.valid.ever') },
              { name: say('check.filed'), value: data.filedOn },
              { name: say('case.regime'), value: pick(modeWords[data.mode]) },
              { name: say('check.county'), value: pick(data.county) },
              { name: say('check.asof'), value: instantText(data.asOf) },
            ]}
          />
        </>
      )}
    </main>
  );
}
