// What the visit pages take from the server or, without a network, from the shelf of this device; drafts that are kept as they are typed; what waits.
// Nothing is shown that is not either the server's last word or the person's own.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { useRead } from '../../../ui/call.ts';
import { useLine } from '../../../ui/device/line.ts';
import { noteServerTime } from '../../../ui/device/moment.ts';
import { DeviceFull, onDeviceChange, type Shelf, shelfNow } from '../../../ui/device/shelf.ts';
import { notify } from '../../../ui/notice.ts';
import { useRegion } from '../../../ui/session.ts';
import type { Endpoint, ReplyOf } from '../../../vocabulary/endpoint.ts';
import type { Position } from '../words-entries.ts';
import { type ItemFound, listVisits, type Visit } from '../words-visits.ts';
import type { Told, WaitingCall, WaitingEntry } from './outbox-rows.ts';
import { keptNames } from './visit-ahead.ts';
import { useVisitWords } from './words-visit.ts';

type Visits = ReplyOf<typeof listVisits>;

/** The shelf of this person, once it is open. */
function useShelf(): Shelf | undefined {
  const [shelf, setShelf] = useState(shelfNow());
  useEffect(() => onDeviceChange(() => setShelf(shelfNow())), []);
  return shelf;
}

/** Rows of one kind on the shelf, read again whenever something was written. */
function useRows<T>(kind: 'entry' | 'call' | 'draft' | 'told'): readonly { id: string; value: T }[] {
  const [rows, setRows] = useState<readonly { id: string; value: T }[]>([]);
  useEffect(() => {
    let live = true;
    const read = (): void => {
      const now = shelfNow();
      if (!now) {
        setRows([]);
        return;
      }
      now.all<T>(kind).then(
        (next) => live && setRows(next),
        () => undefined, // the shelf was closed meanwhile
      );
    };
    read();
    const stop = onDeviceChange(read);
    return () => {
      live = false;
      stop();
    };
  }, [kind]);
  return rows;
}
export const useWaitingEntries = (): readonly WaitingEntry[] => useRows<WaitingEntry>('entry').map((row) => row.value);
export const useWaitingCalls = (): readonly WaitingCall[] => useRows<WaitingCall>('call').map((row) => row.value);
export const useTold = (): readonly { id: string; value: Told }[] => useRows<Told>('told');
export const useDraftIds = (): readonly string[] => useRows<SheetDraft>('draft').map((row) => row.id);

/**
 * What an endpoint answers, or answered last on this device where it cannot be asked. `name`: under which it lies on the shelf; the same as visit-ahead.ts
 * uses when it fetches things before they are asked for.
 */
export function useKept<Input extends z.ZodType, Reply extends z.ZodType>(
  endpoint: Endpoint<Input, Reply>,
  input: z.input<Input>,
  name: string,
): { data: z.output<Reply> | undefined; from: 'server' | 'device'; error: unknown; refetch: () => void } {
  const up = useLine();
  const shelf = useShelf();
  const read = useRead(endpoint, input, { keepPrevious: true, refetchInterval: up ? 60_000 : false });
  const [kept, setKept] = useState<z.output<Reply>>();
  const given = read.data;
  useEffect(() => {
    if (given && shelf) void shelf.write([{ kind: 'shown', id: name, value: given }]).catch(() => undefined); // a full device still shows what it has
  }, [given, shelf, name]);
  useEffect(() => {
    if (given || !shelf) return;
    let live = true;
    shelf.get<z.output<Reply>>('shown', name).then(
      (value) => live && setKept(value),
      () => undefined,
    );
    return () => {
      live = false;
    };
  }, [given, shelf, name]);
  // What was sent changes what the server has.
  const waiting = useWaitingEntries().length;
  const before = useRef(waiting);
  const { refetch } = read;
  useEffect(() => {
    if (waiting < before.current) void refetch();
    before.current = waiting;
  }, [waiting, refetch]);
  return { data: given ?? kept, from: given && !read.error && up ? 'server' : 'device', error: read.error, refetch: () => void refetch() };
}

/** The visits in reach: the server's, or those it gave last. `from`: which of the two. */
export function useVisits(): { data: Visits | undefined; from: 'server' | 'device'; error: unknown; reload: () => void; asOf: string } {
  const region = useRegion();
  const { data, from, error, refetch } = useKept(listVisits, { region: region.code as never }, keptNames.visits(region.code));
  const now = data?.now;
  useEffect(() => {
    if (from === 'server' && now) noteServerTime(now);
  }, [from, now]);
  return { data, from, error, reload: refetch, asOf: now ?? '' };
}

/** A department's sheet while it is being filled in. */
export interface SheetDraft {
  items: Record<string, Partial<ItemFound>>;
  opinion: 'agree' | 'dissent' | null;
  reason: string;
  place: Position | null;
}
const emptySheet: SheetDraft = { items: {}, opinion: null, reason: '', place: null };

export const draftIdOf = (visit: Pick<Visit, 'id'>, department: string): string => `${visit.id} ${department}`;

/** A draft that is on the shelf a moment after it was typed. `full`: the device has no room, and what is on the screen is not kept. */
export function useDraft<T extends object>(
  id: string,
  empty: T,
): { draft: T | undefined; change: (next: (now: T) => T) => void; full: boolean } {
  const say = useVisitWords();
  const shelf = useShelf();
  const [draft, setDraft] = useState<T>();
  const [full, setFull] = useState(false);
  const latest = useRef<T>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    let live = true;
    if (!shelf) return;
    shelf.get<T>('draft', id).then(
      (value) => {
        if (!live || latest.current) return;
        latest.current = value ?? empty;
        setDraft(latest.current);
      },
      () => undefined,
    );
    return () => {
      live = false;
    };
  }, [shelf, id, empty]);
  const keep = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const now = shelfNow();
    if (!now || !latest.current) return;
    now.write([{ kind: 'draft', id, value: latest.current }]).then(
      () => setFull(false),
      (error: unknown) => {
        if (!(error instanceof DeviceFull)) return;
        setFull(true);
        notify('problem', say('full'));
      },
    );
  }, [id, say]);
  useEffect(() => {
    // A phone puts a page away without asking; what is typed is on the shelf before it does.
    const away = (): void => {
      if (timer.current) keep();
    };
    document.addEventListener('visibilitychange', away);
    return () => {
      document.removeEventListener('visibilitychange', away);
      away();
    };
  }, [keep]);
  const change = useCallback(
    (next: (now: T) => T) => {
      latest.current = next(latest.current ?? empty);
      setDraft(latest.current);
      clearTimeout(timer.current);
      timer.current = setTimeout(keep, 250);
    },
    [keep, empty],
  );
  return { draft, change, full };
}
export const useSheet = (visit: Pick<Visit, 'id'>, department: string) => useDraft<SheetDraft>(draftIdOf(visit, department), emptySheet);
