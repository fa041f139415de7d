import type { Effect, Prevented } from '../effects';
import { table } from '../../text/terminal';

/** The result of one check of an install. */
export interface PreflightCheck {
  /** On `wrong`, nothing may run. */
  state: 'ok' | 'warning' | 'wrong';
  /** What was checked, in a word. */
  check: string;
  says: string;
  /** What to do about it. */
  todo?: string;
  /** The install can not have this effect, for what the check says; attempts that would have it are not made. */
  prevents?: Effect;
}

export const ok = (check: string, says: string): PreflightCheck => ({ state: 'ok', check, says });
export const warning = (check: string, says: string, todo: string): PreflightCheck => ({
  state: 'warning',
  check,
  says,
  todo,
});
export const wrong = (check: string, says: string, todo: string): PreflightCheck => ({
  state: 'wrong',
  check,
  says,
  todo,
});

/** The effects that the install can not have, with the reason. */
export const preventedBy = (checks: readonly PreflightCheck[]): Prevented =>
  Object.fromEntries(checks.flatMap(({ prevents, says }) => (prevents ? [[prevents, says]] : [])));

export const isWrong = ({ state }: PreflightCheck): boolean => state === 'wrong';

/** The checks, one per line, each followed by what to do. */
export function formatChecks(checks: readonly PreflightCheck[]): string {
  const rows = checks.map(({ state, check, says, todo }) => [
    state,
    check,
    todo === undefined ? says : `${says}\n${todo}`,
  ]);
  return table(rows, { indent: 2, widths: ['warning'.length] }).join('\n');
}
