import type { Rule } from '../plan/types';
import { writeRecording } from '../upgrade/file';
import { writeOutcome, type Recording } from '../upgrade/recording';
import { AREA, chooseRules, GREP } from './choose-rules';
import { ending, notes, type Configure } from './command';
import { EXIT } from '../text/exit-codes';
import { interruption, onInstall } from './on-install';
import { recordOnce } from './record-once';

export const configure: Configure = (command) =>
  command
    .option('--out <name>', 'write NAME.json and NAME.md (default: recording-RELEASE)')
    .addOption(AREA)
    .addOption(GREP)
    .addHelpText(
      'after',
      notes(['record --out before', "record --area users,records --grep 'delete'"], {
        fine: 'every cell was recorded',
        found: 'a cell could not be tried, or something is left on the install',
        preflight: 'the settings do not name an install',
      }),
    )
    .action(
      ending(({ out, ...choice }) => {
        const rules = chooseRules(choice);
        const signal = interruption();
        return onInstall(async (target) => {
          const { recording, left } = await recordOnce(target, rules, signal);
          const files = writeRecording(out ?? `recording-${recording.release}`, recording);
          const untried = recording.cells.filter(({ outcome }) => outcome.kind === 'untried');
          for (const { rule, role, outcome } of untried)
            console.error(`${rule} ${role}: ${writeOutcome(outcome)}`);
          console.log(`release ${recording.release}: ${summary(rules, recording)}`);
          console.log(files.join('\n'));
          return untried.length + left.length > 0 ? EXIT.found : EXIT.fine;
        });
      }),
    );

const summary = (rules: readonly Rule[], { cells }: Recording) => {
  const of = (kind: string) => String(cells.filter(({ outcome }) => outcome.kind === kind).length);
  return (
    `${String(cells.length)} cells of ${String(rules.length)} rules; ` +
    `${of('allowed')} allowed, ${of('denied')} denied, ${of('error')} errors, ${of('untried')} untried, ${of('not run')} not run`
  );
};
