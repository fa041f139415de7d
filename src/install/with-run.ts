import { provision, teardown } from './provision';
import type { RunState } from './state';
import type { Target } from './target';

/**
 * Provisions an install for some work and removes everything after it, also when provisioning ends half way.
 * @returns what could not be removed, one line each
 * @throws whatever provisioning or the work throws, after removing
 */
export async function withRun(target: Target, work: (state: RunState) => Promise<void>): Promise<string[]> {
  let state: RunState | undefined;
  let left: string[] = [];
  try {
    state = await provision(target, (growing) => {
      state = growing;
    });
    await work(state);
  } finally {
    left = state ? await teardown(state) : [];
  }
  return left;
}
