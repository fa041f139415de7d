import type { Rule } from '../plan/types';
import { writeRecording } from '../upgrade/file';
import { UsageError, type Command } from './command';
import { CHOICE, chooseRules } from './choose-rules';
import { holdAgainstPlan } from './diff-command';
import { EXIT } from './exit-codes';
import { interruption } from './interruption';
import { loadEnvironment } from './load-environment';
import { onTargets } from './on-install';
import { readOptions } from './options';
import { recordOnce } from './record-once';
import { upgradeInPlace } from './upgrade-in-place';

/** `qa-plan upgrade --command CMD [--rewind CMD]`, or `--from-url A --to-url B` */
export const UPGRADE: Command = {
  usage: 'upgrade [--command CMD] [--from-url A --to-url B]',
  what: 'whether an upgrade changes just what qa-plan/upgrade.md says',
  run(args) {
    loadEnvironment();
    const { values } = readOptions({
      args,
      options: {
        ...CHOICE,
        command: { type: 'string' },
        rewind: { type: 'string' },
        'from-url': { type: 'string' },
        'to-url': { type: 'string' },
        out: { type: 'string', default: 'upgrade' },
      },
    });
    const { 'from-url': from, 'to-url': to, out } = values;
    const rules = chooseRules(values);
    if (from !== undefined && to !== undefined) return betweenUrls(from, to, rules, out);
    const command = values.command ?? process.env.QA_PLAN_UPGRADE_COMMAND ?? '';
    if (from !== undefined || to !== undefined || command === '') {
      throw new UsageError(
        'say how the install is upgraded, by --command or QA_PLAN_UPGRADE_COMMAND,\n' +
          '  or where it is before and after, by --from-url and --to-url',
      );
    }
    const rewind = values.rewind ?? process.env.QA_PLAN_REWIND_COMMAND ?? '';
    const signal = interruption();
    return onTargets([process.env], ([target]) =>
      upgradeInPlace(target, { command, rewind, rules, out, signal }),
    );
  },
};

/**
 * Two installs, each recorded by a run of its own. Those of the second are the first one's credentials unless
 * QA_PLAN_TO_… give others; effects are seen by SQL only where both databases can be reached.
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
    return Math.max(holdAgainstPlan(before.recording, after.recording), left > 0 ? EXIT.found : EXIT.fine);
  });
}
