// What stands where something failed: the sentence, what to do next, and the reference number when there is one.
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { ProblemError, sentenceOf } from '../call.ts';
import { useLanguage } from '../i18n.ts';
import { useKitWords } from '../words.ts';
import './notes.css';

/** `<ErrorNote error={query.error} onRetry={query.refetch} />` */
export function ErrorNote({ error, onRetry }: { error: unknown; onRetry?: () => unknown }): ReactElement {
  const say = useKitWords();
  const lang = useLanguage();
  const reference = error instanceof ProblemError ? error.reference : undefined;
  return (
    <div className="sz-note sz-note-problem" role="alert">
      <p>
        <b>{say('error.title')}</b> {sentenceOf(error, lang)}
      </p>
      {reference && <p className="sz-label">{say('error.reference', { reference })}</p>}
      {onRetry && <Button onClick={() => void onRetry()}>{say('error.retry')}</Button>}
    </div>
  );
}
