// The commitment letter: its points, and the signature drawn with a finger, a pen or the mouse. What is kept is the strokes, not a picture.
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type PointerEvent, type ReactElement, useRef, useState } from 'react';
import { keyOf, useWrite } from '../../../ui/call.ts';
import { dayText, usePick } from '../../../ui/i18n.ts';
import { Section } from '../../../ui/kit/Page.tsx';
import { commitmentLetter } from '../words-application.ts';
import { type CaseReply, readCase, signCommitment } from '../words-cases.ts';
import { useWords } from './words.ts';

const field = { wide: 600, high: 200 };

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
          {held.strokes && (
            <svg viewBox={`0 0 ${field.wide} ${field.high}`} role="img" aria-label={held.signer}>
              <path d={held.strokes} />
            </svg>
          )}
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
  const [signer, setSigner] = useState('');
  const [post, setPost] = useState('');
  const [strokes, setStrokes] = useState<string[]>([]);
  const drawing = useRef(false);
  const sign = useWrite(signCommitment, {
    stale: [],
    onDone: (reply) => {
      client.setQueryData(keyOf(readCase, { region: data.region, id: data.id }), reply);
      onDone();
    },
  });
  const at = (event: PointerEvent<SVGSVGElement>): string => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.max(0, Math.min(field.wide, ((event.clientX - box.left) / box.width) * field.wide));
    const y = Math.max(0, Math.min(field.high, ((event.clientY - box.top) / box.height) * field.high));
    return `${Math.round(x)} ${Math.round(y)}`;
  };
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
      <div className="sz-label">{say('letter.here')}</div>
      <svg
        className="rs-pad"
        viewBox={`0 0 ${field.wide} ${field.high}`}
        role="img"
        aria-label={say('letter.here')}
        onPointerDown={(event) => {
          drawing.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          const here = at(event);
          setStrokes((held) => [...held, `M${here}`]);
        }}
        onPointerMove={(event) => {
          if (!drawing.current) return;
          const here = at(event);
          setStrokes((held) => [...held.slice(0, -1), `${held.at(-1)}L${here}`]);
        }}
        onPointerUp={() => {
          drawing.current = false;
        }}
      >
        <path d={strokes.join('')} />
      </svg>
      <div className="rs-do">
        <Button size="large" onClick={() => setStrokes([])} disabled={strokes.length === 0}>
          {say('letter.clear')}
        </Button>
        <Button
          type="primary"
          size="large"
          loading={sign.isPending}
          disabled={signer.trim().length < 2 || post.trim().length < 2 || !strokes.some((one) => one.includes('L'))}
          onClick={() =>
            sign.mutate({
              region: data.region as never,
              id: data.id as never,
              version: commitmentLetter.version,
              signer,
              post,
              strokes: strokes.join('').slice(0, 60_000),
            })
          }
        >
          {say('letter.sign')}
        </Button>
      </div>
    </div>
  );
}
