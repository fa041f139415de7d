import { table } from '../../text/table';

/** What one check of an install came to. */
export interface Finding {
  /** `wrong`: nothing may run. */
  state: 'ok' | 'warning' | 'wrong';
  /** What was looked at, in a word. */
  check: string;
  says: string;
  /** What to do about it. */
  todo?: string;
}

export const ok = (check: string, says: string): Finding => ({ state: 'ok', check, says });
export const warning = (check: string, says: string, todo: string): Finding => ({
  state: 'warning',
  check,
  says,
  todo,
});
export const wrong = (check: string, says: string, todo: string): Finding => ({
  state: 'wrong',
  check,
  says,
  todo,
});

export const isWrong = ({ state }: Finding): boolean => state === 'wrong';

/** The findings, a line each, with what to do below it. */
export function formatFindings(findings: readonly Finding[]): string {
  const rows = findings.map(({ state, check, says, todo }) => [
    state,
    check,
    todo === undefined ? says : `${says}\n${todo}`,
  ]);
  return table(rows, { indent: 2, widths: ['warning'.length] }).join('\n');
}
