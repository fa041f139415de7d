import type { Change } from '../../src/record/witnessed';

/** A pull request that is made up, and exactly what is to be told of it. */
export interface PullRequest {
  name: string;
  /** What it changes. */
  kind: 'code' | 'page' | 'grant' | 'plan' | 'refactoring';
  /** The rules that are run, separated by blanks. */
  rules: string;
  /** Run at this control of a page; over the API without one. */
  control?: string;
  /** A fault of the stand-in, by its name. */
  fault?: string;
  /** A change of privileges by SQL, as `npm run mutate -- --grants` names it. */
  grant?: string;
  /** An edit of the plan file of the rules. */
  edit?: (text: string) => string;
  /** Another name of that file. */
  file?: string;
  /** Other circumstances of the run. */
  run?: { seed?: number; reversed?: boolean; newRun?: boolean; withoutSql?: boolean; minutesLater?: number };
  /** The cells that differ from the lock, as `RULE role`. */
  changes?: Partial<Record<Change, readonly string[]>>;
  /** Those that nothing is proven of any more. */
  unseen?: readonly string[];
  /** Those that only the plan of the pull request has. */
  added?: readonly string[];
  /** Those that it has no more. */
  gone?: readonly string[];
  /** With which `qa-plan diff --lock` ends. */
  exit: 0 | 1 | 4;
  /** Whether reviewers are told anything. */
  comment: boolean;
}

/** Cells of some roles in each of some rules; both separated by blanks. */
export const cells = (rules: string, roles: string): string[] =>
  rules.split(' ').flatMap((rule) => roles.split(' ').map((role) => `${rule} ${role}`));
