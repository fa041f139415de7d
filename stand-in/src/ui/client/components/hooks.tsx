import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { messageOf } from '../rpc';
import { ErrorBox } from './button';

/** Data on their way, there, or refused with the endpoint's words. */
export type Loading<T> =
  | { state: 'loading'; data?: undefined; message?: undefined }
  | { state: 'success'; data: T; message?: undefined }
  | { state: 'failure'; data?: undefined; message: string };

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

interface LoadedProps<T> {
  loading: Loading<T>;
  onRetry: () => Promise<void>;
  children: (data: T) => ComponentChildren;
}

/** What was loaded, or why it was not. */
export function Loaded<T>({ loading, onRetry, children }: LoadedProps<T>) {
  if (loading.state === 'loading') return <div class="soft">Loading…</div>;
  if (loading.state === 'failure') return <ErrorBox message={loading.message} onRetry={onRetry} />;
  return <>{children(loading.data)}</>;
}

/**
 * Runs an action of a form once at a time.
 * @param onDone called when the action succeeded
 * @returns `submit`, whether it runs, and why it failed last, in the endpoint's words
 */
export function useSubmit(action: () => Promise<unknown>, onDone?: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await action();
      setBusy(false);
      onDone?.();
    } catch (thrown) {
      setBusy(false);
      setError(messageOf(thrown));
    }
  };
  return { submit: () => void run(), busy, error };
}
