// A bulletin's status as a word with a frame, told apart without colour.
import type { ReactElement } from 'react';
import type { BulletinStatus } from '../words.ts';
import { useWords } from './words.ts';
import './bulletins.css';

export function Status({ status }: { status: BulletinStatus }): ReactElement {
  const say = useWords();
  return <span className={`bl-status bl-status-${status}`}>{say(`status.${status}`)}</span>;
}
