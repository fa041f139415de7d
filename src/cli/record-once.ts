import { remarkOn } from '../target/releases';
import type { RunState } from '../target/state';
import type { Target } from '../target/target';
import { withRun } from '../target/run';
import type { Rule } from '../plan/types';
import { record } from '../upgrade/record';
import type { Recording } from '../upgrade/recording';

/** Records in a run of its own, printing each area. @returns the recording, and what could not be removed */
export async function recordOnce(
  target: Target,
  rules: readonly Rule[],
  signal: AbortSignal,
): Promise<{ recording: Recording; left: string[] }> {
  const recordings: Recording[] = [];
  const left = await withRun(target, async (state) => {
    printRemark(state);
    recordings.push(await record(rules, state, { progress: printProgress, signal }));
  });
  printLeft(left);
  const [recording] = recordings;
  if (!recording) throw new Error('nothing was recorded');
  return { recording, left };
}

/** Says of which release the suite does not know the calls. */
export function printRemark({ baseUrl, release = '' }: RunState): void {
  const remark = remarkOn(release);
  if (remark) console.error(`${baseUrl} is release ${remark.says}`);
}

/** Prints one line for each completed area. */
export const printProgress = (area: string, cells: number): void => {
  console.log(`  ${area.padEnd(20)} ${String(cells).padStart(5)} cells`);
};

/** Prints what a run could not remove. */
export function printLeft(left: readonly string[]): void {
  for (const line of left) console.error(`left on the install: ${line}`);
}
