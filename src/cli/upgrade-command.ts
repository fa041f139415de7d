import type { Rule } from '../plan/types';
import { writeRecording } from '../upgrade/file';
import { AREA, chooseRules, GREP, type Choice } from './choose-rules';
import { ending, notes, UsageError, type Configure } from './command';
import { printComparison } from './diff-command';
import { EXIT } from '../text/exit-codes';
import { loadEnvironment } from '../target/environment/load';
import { interruption, onTargets } from './on-install';
import { recordOnce } from './record-once';
import { upgradeInPlace } from './upgrade-in-place';

export const configure: Configure = (command) =>
  command
    .option('--command <command>', 'upgrades the install (or QA_PLAN_UPGRADE_COMMAND)')
    .option('--rewind <command>', 'puts the old release back (or QA_PLAN_REWIND_COMMAND)')
    .option('--from-url <url>', 'the install before, when both run side by side')
    .option('--to-url <url>', 'the install after')
    .option('--out <name>', 'prefix for the names of the recordings', 'upgrade')
    .addOption(AREA)
    .addOption(GREP)
    .addHelpText(
      'after',
      notes(
        [
          "upgrade --command 'how you upgrade it'",
          'upgrade --from-url http://old:8000 --to-url http://new:8000',
        ],
        {
          fine: 'exactly the planned changes happened, and nothing was lost',
          found: 'something else changed, was not compared, was lost, or is left there',
          preflight: 'the settings do not name an install',
          loosened: 'somebody may do or see more than before, and that is not planned',
        },
      ),
    )
    .action(ending(upgrade));

interface Options extends Choice {
  command?: string;
  rewind?: string;
  fromUrl?: string;
  toUrl?: string;
  out: string;
}

function upgrade({ fromUrl: from, toUrl: to, out, ...options }: Options): Promise<number> {
  loadEnvironment();
  const rules = chooseRules(options);
  if (from !== undefined && to !== undefined) return betweenUrls(from, to, rules, out);
  const command = options.command ?? process.env.QA_PLAN_UPGRADE_COMMAND ?? '';
  if (from !== undefined || to !== undefined || command === '') {
    throw new UsageError(
      'give the upgrade command with --command or QA_PLAN_UPGRADE_COMMAND,\n' +
        '  or the addresses before and after with --from-url and --to-url',
    );
  }
  const rewind = options.rewind ?? process.env.QA_PLAN_REWIND_COMMAND ?? '';
  const signal = interruption();
  return onTargets([process.env], ([target]) =>
    upgradeInPlace(target, { command, rewind, rules, out, signal }),
  );
}

/**
 * Two installs, each recorded in a run of its own. The second uses the first one's credentials unless
 * QA_PLAN_TO_… give others; effects are seen by SQL only if both databases can be reached.
 */
function betweenUrls(from: string, to: string, rules: readonly Rule[], out: string): Promise<number> {
  const { env } = process;
  const bySql = Boolean(env.LOCAL_DATABASE_URL && env.QA_PLAN_TO_DATABASE_URL);
  const first = { ...env, LOCAL_URL: from, LOCAL_DATABASE_URL: bySql ? env.LOCAL_DATABASE_URL : '' };
  const second = {
    ...env,
    LOCAL_URL: to,
    LOCAL_ADMIN_USERNAME: env.QA_PLAN_TO_ADMIN_USERNAME ?? env.LOCAL_ADMIN_USERNAME,
    LOCAL_ADMIN_PASSWORD: env.QA_PLAN_TO_ADMIN_PASSWORD ?? env.LOCAL_ADMIN_PASSWORD,
    LOCAL_DATABASE_URL: bySql ? env.QA_PLAN_TO_DATABASE_URL : '',
  };
  const signal = interruption();
  return onTargets([first, second], async ([old, young]) => {
    console.log(`recording ${from}`);
    const before = await recordOnce(old, rules, signal);
    writeRecording(`${out}-before`, before.recording);
    console.log(`recording ${to}`);
    const after = await recordOnce(young, rules, signal);
    writeRecording(`${out}-after`, after.recording);
    const left = before.left.length + after.left.length;
    return Math.max(
      printComparison(before.recording, after.recording, rules),
      left > 0 ? EXIT.found : EXIT.fine,
    );
  });
}
