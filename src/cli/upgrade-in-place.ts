import { Client } from '../target/client';
import { installedRelease } from '../target/installed-release';
import { teardown } from '../target/teardown';
import { login, logOut } from '../target/session';
import type { RunState } from '../target/state';
import type { Target } from '../target/target';
import { withRun } from '../target/run';
import type { Rule } from '../plan/types';
import { diff } from '../upgrade/diff';
import { writeRecording } from '../upgrade/file';
import type { Recording } from '../upgrade/recording';
import { acrossUpgrade, type Upgraded } from '../upgrade/upgrade';
import { writeDiff } from '../upgrade/write-diff';
import { printComparison, severityOf } from './diff-command';
import { EXIT } from '../text/exit-codes';
import { printLeft, printProgress, printRemark, recordOnce } from './record-once';
import { runCommand, untilRelease } from './user-command';

interface Options {
  /** The user's commands; an empty `rewind` means none. */
  command: string;
  rewind: string;
  rules: readonly Rule[];
  out: string;
  signal: AbortSignal;
}

/**
 * One install, upgraded by the user's command between two recordings, and rewound if requested.
 * @returns the exit code: fine only if exactly the planned changes happened and nothing was lost
 */
export async function upgradeInPlace(target: Target, options: Options): Promise<number> {
  const { rules, out, signal, command, rewind } = options;
  const seen: { upgraded: Upgraded; state: RunState }[] = [];
  const left = await withRun(target, async (state) => {
    printRemark(state);
    const upgrade = async () => {
      const old = await installedRelease(new Client(target.baseUrl, state.setupAdmin.session));
      await runCommand(command, 'upgrade');
      await untilRelease(target, (release) => release !== old);
      return state;
    };
    const upgraded = await acrossUpgrade(rules, state, upgrade, { progress: printProgress, signal });
    seen.push({ upgraded, state });
  });
  printLeft(left);
  const [first] = seen;
  if (!first) throw new Error('nothing was recorded');
  const { before, after } = first.upgraded;
  writeRecording(`${out}-before`, before);
  writeRecording(`${out}-after`, after);
  const codes = [
    printComparison(before, after, rules),
    survived(first.upgraded),
    left.length > 0 ? EXIT.found : EXIT.fine,
  ];
  if (rewind !== '') codes.push(await rewound(target, before, first.state, options));
  return Math.max(...codes);
}

/** Prints what did not survive the upgrade. */
function survived({ lost, endedSessions, due, stillDue }: Upgraded): number {
  const failures = [
    ...lost.map((what) => `did not survive the upgrade: ${what}`),
    ...endedSessions.map((role) => `did not survive the upgrade: the session of ${role}`),
    ...stillDue.map((name) => `still needs the upgrade of its functions: database ${name}`),
  ];
  console.log(
    failures.length > 0
      ? `\n${failures.join('\n')}`
      : '\nusers, roles, collaborators, sessions, data and metadata survived the upgrade',
  );
  console.log(
    `databases.upgrade_sql ran in ${due.length > 0 ? due.join(' and ') : 'no database: none needed it'}`,
  );
  return failures.length > 0 ? EXIT.found : EXIT.fine;
}

/** Restores the old release and records again: the result must equal the old recording. */
async function rewound(
  target: Target,
  before: Recording,
  state: RunState,
  { rewind, rules, out, signal }: Options,
): Promise<number> {
  await runCommand(rewind, 'rewind');
  await untilRelease(target, (release) => release === before.release);
  // Restoring a backup made during the run brings its users and databases back.
  const { session } = await login(target.baseUrl, target.admin.username, target.admin.password);
  printLeft(await teardown({ ...state, setupAdmin: { ...state.setupAdmin, session } }));
  await logOut(target.baseUrl, session);
  const { recording, left } = await recordOnce(target, rules, signal);
  writeRecording(`${out}-rewound`, recording);
  const found = diff(before, recording);
  console.log(`\nafter rewinding\n${writeDiff(before, recording, found)}`);
  return Math.max(severityOf(found), left.length > 0 ? EXIT.found : EXIT.fine);
}
