import { SEVERITIES } from '../../plan/types';
import { RESULTS, type RecordedCell, type Result } from '../../record/schema';

/** Agrees with the plan, and was seen to; of a test, that it passed. */
export const isPassed = (result: Result): boolean => result.status === 'passed' && !isKnownGap(result);

/** Something to look at: a test that failed. */
export const isFinding = ({ status }: Result): boolean => status === 'failed' || status === 'timedOut';

/** Fails as the plan says that it does; nothing is proven. */
export const isKnownGap = (result: Result): boolean =>
  result.kind === 'cell' && result.verdict === 'known gap';

/** How bad a finding is, the worst first: by its verdict, then by the severity of its rule. */
export const rankOf = (result: Result): number =>
  result.kind === 'test'
    ? RESULTS.length * SEVERITIES.length
    : RESULTS.indexOf(result.verdict) * SEVERITIES.length + SEVERITIES.indexOf(result.severity);

/** `viewer, REC-04 Add a record (row menu: Delete Record)` */
export function whereOf({ role, variant, rule, ruleTitle, control }: RecordedCell): string {
  return `${variant ?? role}, ${rule} ${ruleTitle}${control === undefined ? '' : ` (${control})`}`;
}

/** `qa-plan/records.md:17`, an argument for `npx playwright test`. */
export const pointsAt = ({ place }: Pick<Result, 'place'>): string => `${place.file}:${String(place.line)}`;
