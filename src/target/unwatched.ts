import type { FullConfig } from '@playwright/test/reporter';

/**
 * Set in the runner: its process id, where Playwright neither keeps nor shows what a test does on a page. Workers inherit
 * it.
 */
const UNWATCHED = 'QA_PLAN_UNWATCHED';

/** Lets the workers of a run know; to be called before the first of them. */
export function noteWatching({ projects }: Pick<FullConfig, 'projects'>): void {
  const keeps = projects.some(({ use: { screenshot = 'off', trace = 'off', video = 'off' } }) =>
    [screenshot, trace, video].some((kept) => kept !== 'off'),
  );
  // As `--debug` sets it.
  const isShown = Boolean(process.env.PWDEBUG);
  process.env[UNWATCHED] = keeps || isShown ? '' : String(process.pid);
}

/** In a worker: whether nobody watches its tests. False where its runner does not know of this. */
export const isUnwatched = (): boolean => process.env[UNWATCHED] === String(process.ppid);
