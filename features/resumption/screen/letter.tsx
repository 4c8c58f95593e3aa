// The commitment letter: its points, and the signature drawn with a finger, a pen or the mouse. What is kept is the strokes, not a picture.
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { keyOf, useWrite } from '../../../ui/call.ts';
import { dayText, usePick } from '../../../ui/i18n.ts';
import { Section } from '../../../ui/kit/Page.tsx';
import { useSession } from '../../../ui/session.ts';
import { commitmentLetter } from '../words-application.ts';
import { type CaseReply, readCase, signCommitment } from '../words-cases.ts';
import { Signature, SignaturePad } from './signature.tsx';
import { useWords } from './words.ts';

export function Letter({ data }: { data: CaseReply }): ReactElement | null {
  const say = useWords();
  const pick = usePick();
  const [again, setAgain] = useState(false);
  if (!data.papersNeeded.includes('commitment') && !data.commitment) return null;
  const held = data.commitment;
  return (
    <Section title={say('letter.title')}>
      <ol className="rs-letter">
        {commitmentLetter.points.map((point) => (
          <li key={point.zh}>{pick(point)}</li>
        ))}
      </ol>
      {held && !again ? (
        <div className="rs-signed">
          {held.strokes && <Signature path={held.strokes} name={held.signer} />}
          <p>
            {say(held.how === 'paper' ? 'letter.paper' : 'letter.signed', {
              signer: held.signer,
              post: held.post,
              day: dayText(held.at.slice(0, 10)),
            })}
          </p>
          {data.mayEdit && <Button onClick={() => setAgain(true)}>{say('letter.again')}</Button>}
        </div>
      ) : data.mayEdit ? (
        <Sign data={data} onDone={() => setAgain(false)} />
      ) : null}
    </Section>
  );
}

function Sign({ data, onDone }: { data: CaseReply; onDone: () => void }): ReactElement {
  const say = useWords();
  const client = useQueryClient();
  const own = useSession().person.role === 'owner';
  const [signer, setSigner] = useState('');
  const [post, setPost] = useState('');
  const [strokes, setStrokes] = useState('');
  const sign = useWrite(signCommitment, {
    stale: [],
    onDone: (reply) => {
      client.setQueryData(keyOf(readCase, { region: data.region, id: data.id }), reply);
      onDone();
    },
  });
  return (
    <div className="rs-sign">
      <div className="rs-form">
        <label>
          <span>{say('letter.signer')}</span>
          <input
            className="sz-input"
            value={signer}
            maxLength={40}
            onChange={(event) => setSigner(event.target.value)}
            autoComplete="name"
          />
        </label>
        <label>
          <span>{say('letter.post')}</span>
          <input className="sz-input" value={post} maxLength={40} onChange={(event) => setPost(event.target.value)} />
        </label>
      </div>
      {own ? <div className="sz-label">{say('letter.here')}</div> : <p className="sz-label">{say('letter.on-paper')}</p>}
      {own && <SignaturePad value={strokes} onChange={setStrokes} />}
      <div className="rs-do">
        <Button
          type="primary"
          size="large"
          loading={sign.isPending}
          disabled={signer.trim().length < 2 || post.trim().length < 2 || (own && strokes === '')}
          onClick={() =>
            sign.mutate({
              region: data.region as never,
              id: data.id as never,
              version: commitmentLetter.version,
              signer,
              post,
              strokes,
            })
          }
        >
          {say(own ? 'letter.sign' : 'letter.sign-paper')}
        </Button>
      </div>
    </div>
  );
}
