import { isGiven } from '../target/chosen-targets';
import { standInTarget, startStandIn } from '../target/stand-in';
import { readTarget } from '../target/environment/read';
import type { Target } from '../target/target';
import { EXIT } from '../text/exit-codes';
import { loadEnvironment } from '../target/environment/load';
import { messageOf } from '../target/message';

/**
 * Runs work on the install that the environment names, or else on a temporary stand-in.
 * @throws TargetError when the environment is wrong
 */
export async function onInstall(work: (target: Target) => Promise<number>): Promise<number> {
  loadEnvironment();
  if (isGiven('local')) return onTargets([process.env], ([target]) => work(target));
  const standIn = await startStandIn();
  try {
    const seed = Number(process.env.QA_PLAN_SEED ?? 1);
    return await explained(() => work(standInTarget(standIn, seed)));
  } finally {
    await standIn.stop();
  }
}

/**
 * Runs work on the installs that several environments name.
 * @returns what the work returns
 * @throws TargetError when an environment is wrong
 */
export function onTargets<const E extends readonly NodeJS.ProcessEnv[]>(
  environments: E,
  work: (targets: { [K in keyof E]: Target }) => Promise<number>,
): Promise<number> {
  const targets = environments.map((environment) => readTarget(environment));
  return explained(() => work(targets as { [K in keyof E]: Target }));
}

/** Prints an install's failure or an interruption as its message only, without a stack. */
async function explained(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    console.error(messageOf(error));
    return EXIT.found;
  }
}

/** Aborts on the first Ctrl-C; a second one ends the process at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      controller.abort(new Error(`interrupted by ${signal}`));
    });
  }
  return controller.signal;
}
