import { parseArgs } from 'node:util';
import { enterDemo } from '../demo/provision';
import { LIMIT_NAMES, LimitError, readLimits } from '../demo/health/limits';
import { probe, type Probed } from '../demo/health/probe';
import { writeHealth } from '../demo/health/write';
import { readTargets, TargetError } from '../target/environment/read';
import { UsageError, type Command } from './command';
import { EXIT } from './exit-codes';
import { loadEnvironment } from './load-environment';
import { errorMessage } from '../text/error-message';

const text = { type: 'string' } as const;
const flags = Object.values(LIMIT_NAMES).map(({ flag }) => [flag, text] as const);
const OPTIONS = { json: { type: 'boolean' }, url: text, ...Object.fromEntries(flags) } as const;

/**
 * `qa-plan health`: for a load balancer or cron. Ends with 0 when the demo is well, with 1 when the point to scale is
 * near or passed, or when it does not answer.
 */
export const HEALTH: Command = {
  usage: 'health [--json] [--url URL]',
  what: 'how near the demo is to the point to scale',
  async run(args) {
    loadEnvironment();
    const { url, json, ...given } = readArgs(args);
    const limits = readLimitsOf(given);
    try {
      const health = await probe(await probedOf(url), limits);
      console.log(json ? JSON.stringify(health) : writeHealth(health));
      return health.status === 'ok' ? EXIT.fine : EXIT.found;
    } catch (error) {
      if (error instanceof UsageError) throw error;
      const problem = errorMessage(error);
      if (json) console.log(JSON.stringify({ status: 'over', problem }));
      else console.error(problem);
      return error instanceof TargetError ? EXIT.preflight : EXIT.found;
    }
  },
};

function readArgs(args: string[]): Record<string, string | undefined> & { url?: string; json?: true } {
  try {
    return parseArgs({ args, options: OPTIONS }).values as ReturnType<typeof readArgs>;
  } catch (error) {
    throw new UsageError(errorMessage(error));
  }
}

function readLimitsOf(given: Record<string, string | undefined>) {
  try {
    return readLimits(process.env, given);
  } catch (error) {
    if (error instanceof LimitError) throw new UsageError(error.message);
    throw error;
  }
}

/** The accounts of the environment are sent to the host of the environment and to no other. */
async function probedOf(url: string | undefined): Promise<Probed> {
  const own = process.env.DEMO_URL?.replace(/\/+$/, '');
  const asked = url?.replace(/\/+$/, '');
  if (asked !== undefined && asked !== own) return { baseUrl: asked, visitor: undefined, admin: undefined };
  const { demo } = readTargets(process.env);
  if (!demo)
    throw new UsageError('names no demo: give --url, or set DEMO_URL and the accounts (see .env.example)');
  const { run } = await enterDemo(demo);
  return {
    baseUrl: run.baseUrl,
    visitor: { account: run.steward, database: run.databases.main },
    admin: run.accounts.admin?.session,
  };
}
