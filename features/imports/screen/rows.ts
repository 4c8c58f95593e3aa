// Rows of one outcome, a window at a time; more are asked for when somebody wants to see them.
import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { call, useRead } from '../../../ui/call.ts';
import { type DecidedRow, type ImportReply, importRows } from '../words.ts';

export type Row = z.infer<typeof DecidedRow>;

export type Rows = { total: number; rows: readonly Row[]; error: unknown; more: () => void; waiting: boolean };

export function useRows(of: Pick<ImportReply, 'region' | 'id' | 'version'>, kind: Row['kind'], enabled: boolean, size = 100): Rows {
  const first = useRead(importRows, { region: of.region, id: of.id, kind, limit: size }, { enabled });
  const [further, setFurther] = useState<readonly Row[]>([]);
  const [state, setState] = useState<{ error?: unknown; busy: boolean }>({ busy: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new first window begins anew
  useEffect(() => setFurther([]), [first.data]);
  const offset = (first.data?.rows.length ?? 0) + further.length;
  const more = useCallback(() => {
    setState({ busy: true });
    call(importRows, { region: of.region, id: of.id, kind, limit: size, offset })
      .then((reply) => {
        setFurther((before) => [...before, ...reply.rows]);
        setState({ busy: false });
      })
      .catch((error: unknown) => setState({ error, busy: false }));
  }, [of.region, of.id, kind, size, offset]);
  return {
    total: first.data?.total ?? 0,
    rows: [...(first.data?.rows ?? []), ...further],
    error: first.error ?? state.error,
    more,
    waiting: first.isPending || state.busy,
  };
}
