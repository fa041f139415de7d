import { demoLifeCycle } from '../demo/life-cycle';
import { LimitError, readLimits, type LimitTexts } from '../demo/health/limits';
import { probe, type Probed } from '../demo/health/probe';
import { writeHealth } from '../demo/health/write';
import { newRunPrefix } from '../target/run-name';
import { readTargets, TargetError } from '../target/environment/read';
import { ending, notes, UsageError, type Configure } from './command';
import { EXIT } from '../text/exit-codes';
import { loadEnvironment } from '../target/environment/load';
import { messageOf } from '../target/message';

/** For a load balancer or cron. */
export const configure: Configure = (command) =>
  command
    .option('--json', 'print JSON, for programs')
    .option('--url <url>', 'probe this demo anonymously, instead of DEMO_URL')
    .option('--page-ms <near,over>', 'milliseconds of a page (default: 500,1700)')
    .option('--call-ms <near,over>', 'milliseconds of a call (default: 400,1300)')
    .option('--databases <near,over>', 'connected databases (default: 500,1000)')
    .option('--samples <count>', 'how often each is measured; the median counts (default: 3)')
    .addHelpText(
      'after',
      notes(['health', 'health --json --url https://demo.example.org'], {
        fine: 'the demo is healthy',
        found: 'the point to scale is near or passed, or there is no answer',
        preflight: 'the settings are wrong',
      }),
    )
    .action(
      ending(async ({ url, json, ...given }) => {
        loadEnvironment();
        const limits = limitsOf(given);
        let leave: Entered['leave'];
        try {
          const probed = await probedOf(url);
          leave = probed.leave;
          const health = await probe(probed, limits);
          console.log(json ? JSON.stringify(health) : writeHealth(health));
          return health.status === 'ok' ? EXIT.fine : EXIT.found;
        } catch (error) {
          if (error instanceof UsageError) throw error;
          const problem = messageOf(error);
          if (json) console.log(JSON.stringify({ status: 'over', problem }));
          else console.error(problem);
          return error instanceof TargetError ? EXIT.preflight : EXIT.found;
        } finally {
          await leave?.();
        }
      }),
    );

function limitsOf(given: LimitTexts) {
  try {
    return readLimits(process.env, given);
  } catch (error) {
    if (error instanceof LimitError) throw new UsageError(error.message);
    throw error;
  }
}

/** What is probed, and what ends its sessions. */
interface Entered extends Probed {
  leave?: () => Promise<unknown>;
}

/** Credentials from the environment are sent only to the host from the environment. */
async function probedOf(url: string | undefined): Promise<Entered> {
  const own = process.env.DEMO_URL?.replace(/\/+$/, '');
  const asked = url?.replace(/\/+$/, '');
  if (asked !== undefined && asked !== own) return { baseUrl: asked, visitor: undefined, admin: undefined };
  const { demo } = readTargets(process.env);
  if (!demo)
    throw new UsageError('no demo is named: give --url, or set DEMO_URL and the accounts (see .env.example)');
  const lifeCycle = demoLifeCycle(demo);
  const run = await lifeCycle.provision(newRunPrefix());
  return {
    leave: () => lifeCycle.remove(),
    baseUrl: run.baseUrl,
    visitor: { account: run.setupAdmin, database: run.databases.main },
    admin: run.accounts.admin?.session,
  };
}
