import { useCallback, useEffect, useState } from 'preact/hooks';
import { messageOf } from '../rpc';

/** Data on their way, there, or refused with the endpoint's words. */
export type Loading<T> =
  { state: 'loading' } | { state: 'success'; data: T } | { state: 'failure'; message: string };

/**
 * Loads something when the component appears and whenever a key changes.
 * @returns what there is of it, and the way to load it again
 */
export function useLoad<T>(
  load: () => Promise<T>,
  keys: readonly unknown[] = [],
): [Loading<T>, () => Promise<void>] {
  const [loading, setLoading] = useState<Loading<T>>({ state: 'loading' });
  const run = useCallback(load, keys);
  const reload = useCallback(async () => {
    try {
      setLoading({ state: 'success', data: await run() });
    } catch (error) {
      setLoading({ state: 'failure', message: messageOf(error) });
    }
  }, [run]);
  useEffect(() => void reload(), [reload]);
  return [loading, reload];
}
