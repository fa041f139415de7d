import { setTimeout as delay } from 'node:timers/promises';
import { PATIENCE_MS } from '../../target/browser/browsing';

/** What is promised; undefined when that takes longer than an action on a page may. */
export async function inTime<T>(promised: Promise<T>): Promise<T | undefined> {
  const over = new AbortController();
  const late = delay(PATIENCE_MS, undefined, { signal: over.signal }).catch(() => undefined);
  try {
    return await Promise.race([promised, late]);
  } finally {
    over.abort();
  }
}
