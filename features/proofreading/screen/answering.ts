// Sending what is said to a finding: keeps the reply as the manuscript that is shown, says the result aloud, and keeps the problem with the
// finding it belongs to.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, keyOf } from '../../../ui/call.ts';
import type { InputOf } from '../../../vocabulary/endpoint.ts';
import { answerFinding, listManuscripts, type ManuscriptReply, readManuscript } from '../words.ts';

type Said = Omit<InputOf<typeof answerFinding>, 'region' | 'id' | 'key'>;

export type Answering = {
  /** the manuscript takes answers from this person */
  may: boolean;
  /** key of the finding that is being answered */
  busy: string | undefined;
  problem: { key: string; error: unknown } | undefined;
  /** true when it was kept */
  answer: (key: string, said: Said) => Promise<boolean>;
  /** drafts of notes are kept under this name */
  name: string;
};

export function useAnswering(of: Pick<ManuscriptReply, 'region' | 'id'>, may: boolean): Answering {
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | undefined>();
  const [problem, setProblem] = useState<Answering['problem']>();
  const { region, id } = of;
  return {
    may,
    busy,
    problem,
    name: `${region}.${id}`,
    async answer(key, said) {
      if (busy !== undefined) return false;
      setBusy(key);
      setProblem(undefined);
      try {
        const reply = await call(answerFinding, { region, id, key, ...said });
        client.setQueryData(keyOf(readManuscript, { region, id }), reply);
        void client.invalidateQueries({ queryKey: keyOf(listManuscripts) });
        return true;
      } catch (error) {
        setProblem({ key, error });
        return false;
      } finally {
        setBusy(undefined);
      }
    },
  };
}
