import { requirePlan } from '../suite/compile';
import { plannedChanges } from '../upgrade/plan/page';
import { diff, type Diff } from '../upgrade/diff';
import { RecordingError, readRecording } from '../upgrade/file';
import { hold } from '../upgrade/compare-with-plan';
import type { Recording } from '../upgrade/recording';
import { diffToJson, writeDiff } from '../upgrade/write-diff';
import { writeHeld } from '../upgrade/write-comparison';
import { UsageError, type Command } from './command';
import { EXIT } from './exit-codes';
import { readOptions } from './options';

/** `qa-plan diff A B [--json] [--planned]` */
export const DIFF: Command = {
  usage: 'diff A B [--json | --planned]',
  what: 'cells that changed between two recordings',
  run(args) {
    const { values, positionals } = readOptions({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, planned: { type: 'boolean' } },
    });
    const [first, second] = positionals;
    if (first === undefined || second === undefined || positionals.length > 2) {
      throw new UsageError('name two recordings, the older one first');
    }
    if (values.json && values.planned) throw new UsageError('--json and --planned are not one output');
    let recordings: [Recording, Recording];
    try {
      recordings = [readRecording(first), readRecording(second)];
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      console.error(error.message);
      return EXIT.usage;
    }
    if (values.planned) return holdAgainstPlan(...recordings);
    const found = diff(...recordings);
    console.log((values.json ? diffToJson : writeDiff)(...recordings, found));
    return severityOf(found);
  },
};

/**
 * Prints the difference held against the pages of planned changes.
 * @returns the exit code: fine only where exactly the planned changes happened
 */
export function holdAgainstPlan(before: Recording, after: Recording): number {
  const planned = plannedChanges(requirePlan().upgrades, before.release, after.release);
  const held = hold(before, after, planned);
  console.log(writeHeld(before, after, held));
  const severity = severityOf(held.unplanned);
  return severity === EXIT.fine && held.missed.length > 0 ? EXIT.found : severity;
}

/** Opened is worse than anything else. */
export function severityOf({ differences, onlyBefore, onlyAfter }: Diff): number {
  if (differences.some(({ change }) => change === 'opened')) return EXIT.opened;
  return differences.length + onlyBefore.length + onlyAfter.length > 0 ? EXIT.found : EXIT.fine;
}
