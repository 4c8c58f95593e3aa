// What anybody sees who scans the code on a certificate: valid or not, whose, until when. No signing in, nothing personal.
import type { ReactElement } from 'react';
import { usePathNames } from '../../../ui/address.ts';
import { ProblemError, useRead } from '../../../ui/call.ts';
import { instantText, setLanguage, useLanguage, usePick } from '../../../ui/i18n.ts';
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
  const language = useLanguage();
  const { data, error, refetch } = useRead(checkCertificate, { token: token! });
  const none = error instanceof ProblemError && error.status === 404;
  return (
    <main className="rs-check" id="main">
      <header>
        <h1>{say('check')}</h1>
        <button
          type="button"
          className="rs-link"
          lang={language === 'zh' ? 'en' : 'zh'}
          onClick={() => void setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {say('check.language')}
        </button>
      </header>
      {none && (
        <>
          <p className="rs-verdict rs-verdict-revoked" role="status">
            <span aria-hidden="true">■</span> {say('check.none')}
          </p>
          <p>{say('check.none.about')}</p>
        </>
      )}
      {error && !none && <ErrorNote error={error} onRetry={refetch} />}
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
