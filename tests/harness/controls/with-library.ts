import type { Target } from '../../../src/install/target';
import { withRun } from '../with-run';
import { buildLibrary, type Library } from './library';

/** {@link withRun}, with what the recorded pages show. Throws also as {@link buildLibrary}. */
export function withLibrary(target: Target, work: (library: Library) => Promise<void>): Promise<string[]> {
  return withRun(target, async (state) => {
    const library = await buildLibrary(state, `${state.prefix}_controls`);
    await work(library);
    await library.world.end();
  });
}
