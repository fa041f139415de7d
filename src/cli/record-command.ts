import type { Rule } from '../plan/types';
import { writeRecording } from '../upgrade/file';
import { writeOutcome, type Recording } from '../upgrade/recording';
import type { Command } from './command';
import { CHOICE, chooseRules } from './choose-rules';
import { EXIT } from './exit-codes';
import { interruption } from './interruption';
import { onInstall } from './on-install';
import { readOptions } from './options';
import { recordOnce } from './record-once';

/** `qa-plan record [--out NAME] [--area A,B] [--grep RE]` */
export const RECORD: Command = {
  usage: 'record [--out NAME] [--area A,B] [--grep RE]',
  what: 'what the install really allows, as NAME.json and NAME.md',
  run(args) {
    const { values } = readOptions({ args, options: { ...CHOICE, out: { type: 'string' } } });
    const rules = chooseRules(values);
    const signal = interruption();
    return onInstall(async (target) => {
      const { recording, left } = await recordOnce(target, rules, signal);
      const files = writeRecording(values.out ?? `recording-${recording.release}`, recording);
      const untried = recording.cells.filter(({ outcome }) => outcome.kind === 'untried');
      for (const { rule, role, outcome } of untried)
        console.error(`${rule} ${role}: ${writeOutcome(outcome)}`);
      console.log(`release ${recording.release}: ${summary(rules, recording)}`);
      console.log(files.join('\n'));
      return untried.length + left.length > 0 ? EXIT.found : EXIT.fine;
    });
  },
};

const summary = (rules: readonly Rule[], { cells }: Recording) => {
  const of = (kind: string) => String(cells.filter(({ outcome }) => outcome.kind === kind).length);
  return (
    `${String(cells.length)} cells of ${String(rules.length)} rules; ` +
    `${of('allowed')} allowed, ${of('denied')} denied, ${of('error')} errors, ${of('untried')} untried`
  );
};
