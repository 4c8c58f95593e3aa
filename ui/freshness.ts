// How old what is on the screen is, for a wall that nobody touches: asks everything shown again every minute and says when the newest answer came.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const lookEvery = 5_000;
const askEvery = 60_000;

/** `at`: ISO instant of the newest answer on the page, undefined before the first; `minutes` since then. */
export function useFreshness(): { at: string | undefined; minutes: number } {
  const client = useQueryClient();
  const [state, setState] = useState<{ at: string | undefined; minutes: number }>({ at: undefined, minutes: 0 });
  useEffect(() => {
    const look = (): void => {
      const newest = Math.max(
        0,
        ...client
          .getQueryCache()
          .findAll({ type: 'active' })
          .map((query) => query.state.dataUpdatedAt),
      );
      setState(
        newest === 0
          ? { at: undefined, minutes: 0 }
          : { at: new Date(newest).toISOString(), minutes: Math.floor((Date.now() - newest) / 60_000) },
      );
    };
    look();
    const clock = setInterval(look, lookEvery);
    const ask = setInterval(() => void client.invalidateQueries({ type: 'active' }), askEvery);
    return () => {
      clearInterval(clock);
      clearInterval(ask);
    };
  }, [client]);
  return state;
}
