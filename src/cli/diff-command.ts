import type { Rule } from '../plan/types';
import { requirePlan } from '../suite/compile';
import { plannedChanges } from '../upgrade/plan/page';
import { Option } from '@commander-js/extra-typings';
import { diff, type Diff } from '../upgrade/diff';
import { RecordingError, readRecording } from '../upgrade/file';
import { compareWithPlan } from '../upgrade/compare-with-plan';
import type { Recording } from '../upgrade/recording';
import { diffToJson, writeDiff } from '../upgrade/write-diff';
import { writeComparison } from '../upgrade/write-comparison';
import { LOCK_FILE } from '../lock/file';
import { RECORD_FILE } from '../record/read';
import { diffLocks } from './diff-locks';
import { ending, notes, UsageError, type Configure } from './command';
import { EXIT } from '../text/exit-codes';

export const configure: Configure = (command) =>
  command
    .argument('[before]', `the older recording, with or without .json; with --lock: ${LOCK_FILE}`)
    .argument('[after]', `the newer one; with --lock, a lock or a run record: ${RECORD_FILE}`)
    .addOption(new Option('--json', 'print JSON, for programs').conflicts('planned'))
    .addOption(new Option('--planned', 'compare the changes with qa-plan/upgrade.md').conflicts('lock'))
    .option('--lock', 'compare what runs have seen: a lock with the last run, or two of either')
    .option('--tried', 'with --lock: leave out what the run did not try')
    .addHelpText(
      'after',
      notes(
        ['diff before after', 'diff before after --planned', 'diff --lock', 'diff --lock main.lock.json'],
        {
          fine: 'nothing changed, or exactly what is planned',
          found: 'something changed, did not change as planned, or could not be compared',
          usage: 'the command was not understood, or a file can not be read',
          loosened: 'somebody may do or see more than before',
        },
      ),
    )
    .action(
      ending((first, second, { json, planned, lock, tried }) => {
        if (lock) return diffLocks(first, second, { json, tried });
        if (first === undefined || second === undefined)
          throw new UsageError('two recordings are compared: name both, or add --lock');
        let recordings: [Recording, Recording];
        try {
          recordings = [readRecording(first), readRecording(second)];
        } catch (error) {
          if (!(error instanceof RecordingError)) throw error;
          console.error(error.message);
          return EXIT.usage;
        }
        if (planned) return printComparison(...recordings);
        const found = diff(...recordings);
        console.log((json ? diffToJson : writeDiff)(...recordings, found));
        return severityOf(found);
      }),
    );

/**
 * Prints the difference between two recordings, compared with the planned changes.
 * @param rules all that were to be recorded, if that is known: what is planned of others is not looked for
 * @returns the exit code: fine only if exactly the planned changes happened
 */
export function printComparison(before: Recording, after: Recording, rules?: readonly Rule[]): number {
  const planned = plannedChanges(requirePlan().upgrades, before.release, after.release);
  const ids = rules && new Set(rules.map(({ id }) => id));
  const chosen = planned.filter(({ rule }) => ids?.has(rule) ?? true);
  const comparison = compareWithPlan(before, after, chosen);
  console.log(writeComparison(before, after, comparison));
  if (chosen.length < planned.length)
    console.log(`${String(planned.length - chosen.length)} more are of rules that were not chosen`);
  const severity = severityOf(comparison.unplanned);
  return severity === EXIT.fine && comparison.missed.length > 0 ? EXIT.found : severity;
}

/** Opened is worse than anything else; what is not run on either side is no finding. */
export function severityOf({ differences, notCompared }: Diff): number {
  if (differences.some(({ change }) => change === 'loosened')) return EXIT.loosened;
  const isMissing = notCompared.some(({ neverRun }) => !neverRun);
  return differences.length > 0 || isMissing ? EXIT.found : EXIT.fine;
}
