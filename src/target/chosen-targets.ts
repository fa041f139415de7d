import type { FullConfig } from '@playwright/test';
import { isOwnPlan } from '../plan/folder';
import type { TargetName } from './target';

const URL_VARIABLES: Record<TargetName, string> = { local: 'LOCAL_URL', demo: 'DEMO_URL' };

/** What a run's reporters and set-up know of it: part of Playwright's metadata, which blob reports keep. */
export interface RunMetadata {
  /** The targets to set up. */
  targets: readonly TargetName[];
  /** The names of the installs in the summary. */
  installs: string;
}

/** Whether the user's own install is tested, not the stand-in. */
export const isGiven = (target: TargetName): boolean => Boolean(process.env[URL_VARIABLES[target]]);

/** The targets that can be tested: those whose address is given, else stand-ins; a plan that is tried out has no demo. */
export function chosenTargets(): TargetName[] {
  const all: TargetName[] = ['local', 'demo'];
  const given = all.filter(isGiven);
  return (given.length > 0 ? given : all).filter((target) => target === 'local' || isOwnPlan());
}

/**
 * Describes a run on some of the {@link chosenTargets}.
 * @param shard such as `1/3`
 * @returns with a key for the seed and the shard: when reports are merged, so are the keys, and those of all stay
 */
export const describeRun = (
  targets: readonly TargetName[],
  shard: string | undefined,
): RunMetadata & Record<string, unknown> => ({
  targets,
  installs: targets.some(isGiven)
    ? targets.map((target) => process.env[URL_VARIABLES[target]] ?? '').join(' and ')
    : 'the stand-in',
  [`seed ${process.env.QA_PLAN_SEED ?? ''}`]: true,
  ...(shard !== undefined && { [`shard ${shard}`]: true }),
});

/** The keys of a run's metadata that begin with a name: one, or more when reports were merged. */
export const keysOf = (metadata: FullConfig['metadata'], name: 'seed' | 'shard'): string[] =>
  Object.keys(metadata)
    .filter((key) => key.startsWith(`${name} `))
    .sort();
