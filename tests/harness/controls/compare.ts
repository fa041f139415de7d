import { NoBrowser } from '../../../src/browser/find-browser';
import { checkControls } from './check';
import { readControls } from './controls';
import type { Library } from './library';

/**
 * Looks at the recorded controls whose page begins so, as each recorded role, and prints every difference and how many
 * are equal; nothing when there are no such controls.
 * @returns whether all are equal; not, when there is no browser to look with
 */
export async function compareControls(library: Library, only: string): Promise<boolean> {
  const controls = readControls().filter(({ page }) => page.startsWith(only));
  if (controls.length === 0) return true;
  try {
    const { compared, differences } = await checkControls(
      library,
      controls,
      ({ page, control, role, recorded, seen }) => {
        console.log(`${page}  ${control}  ${role}: recorded ${recorded}, seen ${seen}`);
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
