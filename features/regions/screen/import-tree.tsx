// Bringing a division tree in: the file is read and shown first, and written only on the second button, decided again by the server.

import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { call, sentenceOf } from '../../../ui/call.ts';
import { useLanguage, usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { DropZone } from '../../../ui/kit/DropZone.tsx';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { importRegions } from '../words.ts';
import { useWords } from './words.ts';

const shown = 50;

export function ImportTree({ onClose }: { onClose: () => void }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const language = useLanguage();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [reply, setReply] = useState<ReplyOf<typeof importRegions>>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = async (given: File, dryRun: boolean): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      setReply(await call(importRegions, { dryRun: String(dryRun) }, { file: given }));
      setFile(given);
      if (!dryRun) {
        await client.invalidateQueries();
        onClose();
      }
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const clean = reply?.problems.length === 0;
  return (
    <Drawer
      title={say('tree.import')}
      width={640}
      onClose={onClose}
      foot={
        <div className="ground-row">
          <Button
            type="primary"
            disabled={busy || !file || !clean || reply.changes.length === 0}
            onClick={() => file && void send(file, false)}
          >
            {say('import.write')}
          </Button>
          <Button onClick={onClose}>{say('cancel')}</Button>
        </div>
      }
    >
      <p className="ground-about">{say('import.about')}</p>
      <DropZone types={['.csv', '.xlsx', '.json']} most={8 * 2 ** 20} busy={busy} onFile={(given) => void send(given, true)} />
      {problem !== undefined && (
        <p className="ground-problem" role="alert">
          {sentenceOf(problem, language)}
        </p>
      )}
      {reply && (
        <div aria-live="polite">
          <p>
            {say('import.counts', {
              rows: reply.rows,
              fresh: reply.new,
              changed: reply.changed,
              unchanged: reply.unchanged,
              problems: reply.problems.length,
            })}
          </p>
          {!clean && <p>{say('import.clean')}</p>}
          {clean && reply.changes.length === 0 && <p>{say('import.nothing')}</p>}
          <ul className="ground-lines">
            {reply.problems.slice(0, shown).map((one) => (
              <li key={`${one.row} ${one.en}`}>
                <b>{say('import.row', { row: one.row })}</b> {pick(one)}
              </li>
            ))}
            {clean &&
              reply.changes.slice(0, shown).map((one) => (
                <li key={`${one.row} ${one.code}`}>
                  {one.code} {one.name} {one.was !== null && <span className="sz-label">{say('import.was', { was: one.was })}</span>}
                </li>
              ))}
          </ul>
          {Math.max(reply.problems.length, clean ? reply.changes.length : 0) > shown && (
            <p className="sz-label">{say('import.more', { count: Math.max(reply.problems.length, reply.changes.length) - shown })}</p>
          )}
        </div>
      )}
    </Drawer>
  );
}
