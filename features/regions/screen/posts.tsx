// The posts of an organisation: who holds each, since when, and who did before; setting up, seating, unseating, ending.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { Section } from '../../../ui/kit/Page.tsx';
import type { Organisation, Post } from '../words.ts';
import { EndPost, NewPost, SeatPerson, UnseatPerson } from './post-acts.tsx';
import { useWords } from './words.ts';

type Asking = 'new' | { act: 'seat' | 'end'; post: Post } | { act: 'unseat'; post: Post; holder: Post['holders'][number] };

export function Posts({ one, mayEdit }: { one: Organisation; mayEdit: boolean }): ReactElement {
  const say = useWords();
  const [asking, setAsking] = useState<Asking>();
  const close = (): void => setAsking(undefined);
  return (
    <Section title={say('posts')} actions={mayEdit && <Button onClick={() => setAsking('new')}>{say('post.add')}</Button>}>
      {one.posts.length === 0 && <p className="sz-quiet">{say('posts.none')}</p>}
      <ul className="ground-lines">
        {one.posts.map((post) => {
          const holder = post.holders.find((seat) => seat.to === null);
          const earlier = post.holders.filter((seat) => seat !== holder);
          return (
            <li key={post.id}>
              <b>{post.title}</b>
              {holder ? (
                <span>
                  {holder.person} <span className="sz-label">{say('post.since', { from: holder.from })}</span>
                </span>
              ) : (
                <span className="sz-quiet">{post.to ? say('post.ended', { day: post.to }) : say('post.empty')}</span>
              )}
              {mayEdit && post.to === null && (
                <span className="ground-acts">
                  <Button size="small" onClick={() => setAsking({ act: 'seat', post })}>
                    {say('seat')}
                  </Button>
                  {holder && (
                    <Button size="small" onClick={() => setAsking({ act: 'unseat', post, holder })}>
                      {say('unseat')}
                    </Button>
                  )}
                  <Button size="small" onClick={() => setAsking({ act: 'end', post })}>
                    {say('post.end')}
                  </Button>
                </span>
              )}
              {earlier.length > 0 && (
                <details className="ground-earlier">
                  <summary>{say('post.earlier', { count: earlier.length })}</summary>
                  <ul>
                    {earlier.map((seat) => (
                      <li key={seat.id}>
                        {seat.person} <span className="sz-label">{say('post.span', { from: seat.from, to: seat.to ?? '' })}</span>
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          );
        })}
      </ul>
      {asking === 'new' && <NewPost one={one} onClose={close} />}
      {typeof asking === 'object' && asking.act === 'seat' && <SeatPerson region={one.region} post={asking.post} onClose={close} />}
      {typeof asking === 'object' && asking.act === 'end' && <EndPost region={one.region} post={asking.post} onClose={close} />}
      {typeof asking === 'object' && asking.act === 'unseat' && (
        <UnseatPerson region={one.region} post={asking.post} holder={asking.holder} onClose={close} />
      )}
    </Section>
  );
}
