import { besideTests } from '../target/install-locks';
import { removeRunFolders } from '../target/run-folder';
import {
  lookForOrphans,
  YOUNG_MINUTES,
  type Sweeping,
  type SweepTarget,
  type SweptRun,
} from '../target/sweep';
import type { Targets } from '../target/target';
import { ending, notes, oneOf, UsageError, type Configure } from './command';
import { EXIT } from '../text/exit-codes';
import { readSettings } from '../target/environment/load';
import { messageOf } from '../target/message';
import { table } from '../text/terminal';

interface Options {
  remove?: true;
  all?: true;
  install?: 'local' | 'demo';
}

export const configure: Configure = (command) =>
  command
    .option('--remove', 'remove what crashed runs left')
    .option('--all', `also treat runs that began less than ${String(YOUNG_MINUTES)} minutes ago as crashed`)
    .option('--install <name>', 'only this install: local or demo', oneOf('install', ['local', 'demo']))
    .addHelpText(
      'after',
      notes(['sweep', 'sweep --remove', 'sweep --remove --all --install demo'], {
        fine: 'nothing is left',
        found: 'something is left',
        preflight: 'the settings are wrong, or the install does not answer',
      }),
    )
    .action(
      ending(async (options) => {
        const chosen = choose(readSettings(), options.install);
        let code: number = EXIT.fine;
        for (const target of chosen)
          code = Math.max(code, await besideTests(target.witness, () => sweep(target, options)));
        return code;
      }),
    );

/** The installs to sweep, with accounts. @throws UsageError when one is not named or can not be swept */
function choose({ local, demo }: Targets, wanted: Options['install']): SweepTarget[] {
  if (wanted === 'local' && !local) throw new UsageError('--install local needs LOCAL_URL; see .env.example');
  if (wanted === 'demo' && !demo) throw new UsageError('--install demo needs DEMO_URL; see .env.example');
  if (!local && !demo)
    throw new UsageError('needs LOCAL_URL or DEMO_URL; see .env.example. Stand-ins leave nothing');
  const targets: SweepTarget[] = [];
  if (local && wanted !== 'demo') targets.push(local);
  if (demo && wanted !== 'local') {
    const { baseUrl, admin, witness, mayChange } = demo;
    if (!admin)
      throw new UsageError(
        'needs DEMO_ADMIN_USERNAME and DEMO_ADMIN_PASSWORD: only an administrator sees what is left',
      );
    if (!mayChange) {
      const { hostname } = new URL(baseUrl);
      throw new UsageError(
        `changes nothing on ${hostname}; to allow it, set QA_PLAN_ALLOWED_HOSTS=${hostname}`,
      );
    }
    targets.push({ baseUrl, admin, witness });
  }
  return targets;
}

async function sweep(target: SweepTarget, options: Options): Promise<number> {
  let found;
  try {
    found = await lookForOrphans(target);
  } catch (error) {
    console.error(`${messageOf(error)}\n  see: npx qa-plan preflight`);
    return EXIT.preflight;
  }
  return sweepFound(target, found, options).finally(() => found.end());
}

async function sweepFound(target: SweepTarget, found: Sweeping, { remove, all }: Options): Promise<number> {
  const { runs, blindTo } = found;
  console.log(
    `${target.baseUrl}: ${runs.length === 0 ? 'nothing is left of any run' : `${String(runs.length)} runs left something, or are under way`}`,
  );
  for (const line of blindTo) console.log(`  not seen: ${line}`);
  const removable = runs.filter(({ state }) => state === 'crashed' || (all && state === 'young'));
  for (const run of runs) printRun(run, removable.includes(run));
  if (removable.length === 0) return EXIT.fine;
  if (!remove) {
    console.log(`\nTo remove it: npx qa-plan sweep --remove${all ? ' --all' : ''}`);
    return EXIT.found;
  }
  const left = await found.remove(removable);
  const folders = removeRunFolders(removable.map(({ prefix }) => prefix));
  const count = removable.reduce((sum, { orphans }) => sum + orphans.length, 0);
  if (left.length > 0) {
    console.error(`\nNot removed:\n  ${left.join('\n  ')}`);
    return EXIT.found;
  }
  console.log(
    `\nRemoved ${String(count)} objects of ${String(removable.length)} runs, and ${String(folders)} of their folders on this machine; nothing is left`,
  );
  return EXIT.fine;
}

function printRun({ prefix, began, orphans, state }: SweptRun, removable: boolean): void {
  const when = began ? `began ${began.toISOString()}` : 'start time unknown: its name contains none';
  const why = {
    crashed: '',
    running: ', is under way: its process is alive',
    young: removable
      ? ''
      : `, may be under way: younger than ${String(YOUNG_MINUTES)} minutes or of unknown age; --all treats it as crashed`,
  };
  console.log(`\n${prefix} ${when}${why[state]}`);
  const rows = orphans.map(({ kind, name }) => [kind, name]);
  console.log(table(rows, { indent: 2 }).join('\n'));
}
