import { openLifeline } from './run-lock';
import { provision } from './provision';
import { teardown } from './teardown';
import { newRunPrefix } from './run-name';
import type { RunState } from './state';
import type { Target } from './target';

/**
 * Provisions an install for some work and removes everything after it, also when provisioning ends half way.
 * @returns what could not be removed, one line each
 * @throws whatever provisioning or the work throws, after removing
 */
export async function withRun(target: Target, work: (state: RunState) => Promise<void>): Promise<string[]> {
  const prefix = newRunPrefix();
  const endLifeline = target.witness === undefined ? undefined : await openLifeline(target.witness, prefix);
  let state: RunState | undefined;
  let left: string[] = [];
  try {
    const track = (growing: RunState) => {
      state = growing;
    };
    state = await provision(target, track, prefix);
    await work(state);
  } finally {
    left = state ? await teardown(state) : [];
    await endLifeline?.();
  }
  return left;
}
