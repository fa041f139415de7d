import { provision, teardown } from '../../../src/install/provision';
import type { RunState } from '../../../src/install/state';
import type { Target } from '../../../src/install/target';
import { buildLibrary, type Library } from './library';

/**
 * Provisions an install, makes what the recorded pages show, and removes all of it after the work.
 * @returns what could not be removed, one line each
 * @throws whatever the work throws, after removing
 */
export async function withLibrary(
  target: Target,
  work: (library: Library) => Promise<void>,
): Promise<string[]> {
  let state: RunState | undefined;
  let left: string[] = [];
  try {
    state = await provision(target, (growing) => {
      state = growing;
    });
    const library = await buildLibrary(state, `${state.prefix}_controls`);
    await work(library);
    await library.world.end();
  } finally {
    left = state ? await teardown(state) : [];
  }
  return left;
}
