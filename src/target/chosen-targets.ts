import { execFileSync } from 'node:child_process';
import type { FullConfig } from '@playwright/test';
import type { PreflightCheck } from './preflight/check';
import { isOwnPlan, PLAN_FOLDER } from '../plan/folder';
import type { RecordedTarget } from '../record/schema';
import { VERSION } from '../record/version';
import { givenIn, TOLD_SETTINGS } from './environment/variables';
import type { RunState } from './state';
import type { TargetName } from './target';

const URL_VARIABLES: Record<TargetName, string> = { local: 'LOCAL_URL', demo: 'DEMO_URL' };

/** What a run's reporters and set-up know of it: part of Playwright's metadata, which blob reports keep. */
export interface RunMetadata {
  /** The targets to set up. */
  targets: readonly TargetName[];
  /** The names of the installs in the summary. */
  installs: string;
  /** Its settings, without secrets. */
  settings: Record<string, string>;
  /** What set-up found out about the targets, by their names. */
  found?: Partial<Record<TargetName, RecordedTarget>>;
}

/** Adds what set-up found out about a target to what reporters know of a run. @param metadata of Playwright's configuration */
export function addTarget(metadata: Record<string, unknown>, state: RunState): void {
  const { target, baseUrl, release, witness } = state;
  const { found } = metadata as Partial<RunMetadata>;
  const about: RecordedTarget = {
    ...{ name: target, url: baseUrl, standIn: !isGiven(target) },
    ...(release !== undefined && { release }),
    witness: witness === undefined ? 'read-back' : 'sql',
  };
  metadata.found = { ...found, [target]: about };
}

/** What the keys of findings begin with; the run fails by those of the second kind, whatever its cells say. */
const FINDING = ['finding ', 'failing finding '] as const;

/**
 * Adds what the targets did wrong before the first cell to what reporters know of a run.
 * @param metadata of Playwright's configuration
 */
export function addFindings(
  metadata: Record<string, unknown>,
  checks: readonly Pick<PreflightCheck, 'check' | 'says' | 'fails'>[],
): void {
  const who = new Map<string, string[]>();
  for (const { check, says, fails = false } of checks)
    for (const text of says.split('; ')) {
      const key = `${FINDING[fails ? 1 : 0]}… ${text}`;
      who.set(key, [...(who.get(key) ?? []), check]);
    }
  for (const [key, names] of who) metadata[key.replace('…', names.join(', '))] = true;
}

/** What {@link addFindings} added, one text each. */
export function findingsIn(metadata: object): { all: string[]; isFailure: boolean } {
  const kinds = FINDING.map((begin) =>
    Object.keys(metadata).flatMap((key) => (key.startsWith(begin) ? [key.slice(begin.length)] : [])),
  );
  return { all: kinds.flat(), isFailure: (kinds[1]?.length ?? 0) > 0 };
}

/**
 * Adds the methods that no rule tries to what reporters know of a run.
 * @param metadata of Playwright's configuration
 */
export function addUncovered(metadata: Record<string, unknown>, methods: readonly string[]): void {
  for (const method of methods) metadata[`uncovered ${method}`] = true;
}

/** Whether what has no rule fails a run, by its settings. */
export const failsUncovered = (settings: Readonly<Record<string, string | undefined>>): boolean =>
  settings.QA_PLAN_UNCOVERED !== 'warn';

/** Whether the user's own install is tested, not the stand-in. */
export const isGiven = (target: TargetName): boolean => Boolean(process.env[URL_VARIABLES[target]]);

/** The targets that can be tested: those whose address is given, else stand-ins; a plan that is tried out has no demo. */
export function chosenTargets(): TargetName[] {
  const all: TargetName[] = ['local', 'demo'];
  const given = all.filter(isGiven);
  return (given.length > 0 ? given : all).filter((target) => target === 'local' || isOwnPlan());
}

const MAY_BE_EMPTY = 'may be empty';

/** Whether a run, or one whose reports are merged, may have no test. @param metadata of Playwright's configuration */
export const mayBeEmpty = (metadata: FullConfig['metadata']): boolean => metadata[MAY_BE_EMPTY] === true;

/**
 * Describes a run on some of the {@link chosenTargets}.
 * @param run.shard such as `1/3`
 * @param run.commit of the plan
 * @param run.durations what identifies the record by which shards are divided
 * @param run.mayBeEmpty whether no test may be chosen
 * @returns with a key for the seed, the shard, the durations and the version of the suite: when reports are merged, so are the keys, and
 *   those of all stay
 */
export const describeRun = (
  targets: readonly TargetName[],
  {
    shard,
    commit,
    durations = 'none',
    mayBeEmpty = false,
  }: {
    shard?: string | undefined;
    commit?: string | undefined;
    durations?: string | undefined;
    mayBeEmpty?: boolean | undefined;
  },
): RunMetadata & Record<string, unknown> => ({
  targets,
  installs: targets.some(isGiven)
    ? targets.map((target) => process.env[URL_VARIABLES[target]] ?? '').join(' and ')
    : 'the stand-in',
  settings: toldSettings(),
  [`suite ${VERSION}`]: true,
  [`seed ${process.env.QA_PLAN_SEED ?? ''}`]: true,
  ...(commit !== undefined && { [`commit ${commit}`]: true }),
  ...(shard !== undefined && { [`shard ${shard}`]: true, [`durations ${durations}`]: true }),
  ...(mayBeEmpty && { [MAY_BE_EMPTY]: true }),
});

const toldSettings = (): Record<string, string> => {
  const given = givenIn(process.env);
  return Object.fromEntries(
    TOLD_SETTINGS.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  );
};

/** The commit of the plan, with `-dirty` where files differ from it; undefined outside of a repository. */
export function commitOfPlan(folder = PLAN_FOLDER): string | undefined {
  try {
    const args = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
    return execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

/** The keys of a run's metadata that begin with a name: one, or more when reports were merged. */
export const keysOf = (
  metadata: FullConfig['metadata'],
  name: 'seed' | 'shard' | 'durations' | 'commit' | 'uncovered' | 'suite',
): string[] =>
  Object.keys(metadata)
    .filter((key) => key.startsWith(`${name} `))
    .sort();
