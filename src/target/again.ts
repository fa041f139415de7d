import { setTimeout as delay } from 'node:timers/promises';
import { InstallError } from './install';

/** How often a question that got no answer is asked, and how long after the one before, in milliseconds. */
const [TIMES, PAUSE_MS] = [3, 100];

/** An install that lets somebody wait for longer than this is not asked again: the next question would wait as long. */
const PROMPT_MS = 5000;

/**
 * Asks again what got no answer, or one that is not the install's own, such as a proxy's. For questions by which the suite
 * itself works, never for an attempt: what it tells counts; and never for what changes something, which may have happened.
 * @throws InstallError when there is no answer after all tries; whatever else the question throws, at once
 */
export async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const began = performance.now();
    try {
      return await ask();
    } catch (error) {
      const isPrompt = performance.now() - began < PROMPT_MS;
      if (!(error instanceof InstallError) || tries === TIMES || !isPrompt) throw error;
      await delay(PAUSE_MS);
    }
  }
}
