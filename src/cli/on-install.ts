import { isGiven } from '../target/chosen-targets';
import { standInTarget, startStandIn } from '../target/stand-in';
import { readTarget } from '../target/environment/read';
import type { Target } from '../target/target';
import { EXIT } from '../suite/exit-codes';
import { loadEnvironment } from '../target/environment/load';
import { messageOf } from '../target/message';

/**
 * Does something with the install that the environment names, or else with a stand-in that lives as long.
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
 * Does something with installs that environments name.
 * @returns what the work does
 * @throws TargetError when an environment is wrong
 */
export function onTargets<const E extends readonly NodeJS.ProcessEnv[]>(
  environments: E,
  work: (targets: { [K in keyof E]: Target }) => Promise<number>,
): Promise<number> {
  const targets = environments.map((environment) => readTarget(environment));
  return explained(() => work(targets as { [K in keyof E]: Target }));
}

/** An install that fails, and a user who interrupts, are told in their own words, without a stack. */
async function explained(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    console.error(messageOf(error));
    return EXIT.found;
  }
}
