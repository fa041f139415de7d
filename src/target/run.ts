import { AsFound } from './as-found';
import { isGiven } from './chosen-targets';
import { besideTests } from './install-locks';
import { provision } from './provision';
import { openRunLock } from './run-lock';
import { newRunPrefix } from './run-name';
import type { RunState } from './state';
import type { Target, TargetName } from './target';
import { leave, staying } from './leave';
import { teardown } from './teardown';

/** How a kind of target is prepared for a run and restored after it. */
export interface LifeCycle {
  target: TargetName;
  /** The internal database in which the run's lock is held; undefined when it can not be reached. */
  lock: string | undefined;
  /** @throws the cause of a failure; {@link remove} then removes what was made before it */
  provision(prefix: string): Promise<RunState>;
  /**
   * Removes everything that provisioning made.
   * @returns what could not be removed, one line each
   */
  remove(): Promise<string[]>;
  /** What is left and nobody can remove from outside, one line each; asked after {@link remove}. */
  stays(): Promise<string[]>;
}

/** A run on a prepared target. */
export interface OpenRun {
  state: RunState;
  /**
   * Ends the run; prints what is left on an install of the user's that nobody can remove from outside.
   * @returns what could have been removed and was not, one line each
   */
  close(): Promise<string[]>;
}

/**
 * Prepares a target for a run, under a new prefix, and holds the run's lock until it is closed.
 * @throws whatever provisioning throws, after removing what it made
 */
export async function openRun(lifeCycle: LifeCycle): Promise<OpenRun> {
  const { lock } = lifeCycle;
  const prefix = newRunPrefix();
  const unlock = lock === undefined ? undefined : await openRunLock(lock, prefix);
  const close = async () => {
    try {
      const left = await besideTests(lock, () => lifeCycle.remove());
      if (isGiven(lifeCycle.target))
        for (const line of await lifeCycle.stays()) console.log(`left behind: ${line}`);
      return left;
    } finally {
      await unlock?.();
    }
  };
  try {
    return { state: await besideTests(lock, () => lifeCycle.provision(prefix)), close };
  } catch (error) {
    const left = await close().catch((failure: unknown) => [String(failure)]);
    for (const line of left) console.error(line);
    throw error;
  }
}

/** The life cycle of a run on a local install: databases, roles and accounts of its own. */
export function localLifeCycle(target: Target): LifeCycle {
  let state: RunState | undefined;
  let found: AsFound | undefined;
  const track = (growing: RunState) => {
    state = growing;
  };
  return {
    target: target.install,
    lock: target.witness,
    provision: async (prefix) => {
      found = await AsFound.look(target);
      const provisioned = await provision(target, track, prefix);
      await found?.enter();
      return provisioned;
    },
    remove: async () => {
      const made = state;
      return made ? leave(made, found, () => teardown(made)) : [];
    },
    stays: async () => (state ? staying(state, found) : []),
  };
}

/**
 * Provisions a local install for some work and removes everything afterwards, even when provisioning fails half way.
 * @returns what could not be removed, one line each
 * @throws whatever provisioning or the work throws, after removing
 */
export async function withRun(target: Target, work: (state: RunState) => Promise<void>): Promise<string[]> {
  const run = await openRun(localLifeCycle(target));
  let left: string[] = [];
  try {
    await work(run.state);
  } finally {
    left = await run.close();
  }
  return left;
}
