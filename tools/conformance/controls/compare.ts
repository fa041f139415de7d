import { NoBrowser } from '../../../src/target/browser/no-browser';
import type { RunState } from '../../../src/target/state';
import { checkControls } from './check';
import { readFacts } from './facts';

/**
 * Looks at the recorded controls whose name begins so, as each recorded role, and prints every difference and how many
 * are equal; nothing when there are no such controls.
 * @returns whether all are equal; not, when there is no browser to look with
 */
export async function compareControls(state: RunState, only: string): Promise<boolean> {
  const facts = readFacts().filter(({ control }) => control.name.startsWith(only));
  if (facts.length === 0) return true;
  try {
    const { compared, differences } = await checkControls(
      state,
      facts,
      ({ control, call, role, recorded, seen }) => {
        const what = call ? `${control} (${call})` : control;
        console.log(`${what}  ${role}: recorded ${recorded}, seen ${seen}`);
      },
    );
    console.log(`controls: ${String(compared - differences.length)} of ${String(compared)} equal`);
    return differences.length === 0;
  } catch (error) {
    if (!(error instanceof NoBrowser)) throw error;
    console.log(`controls: not compared\n${error.message}`);
    return false;
  }
}
