import { useState } from 'preact/hooks';
import { messageOf } from '../rpc';

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
