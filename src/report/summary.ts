import type { TestResult } from '@playwright/test/reporter';
import { table } from '../text/terminal';

type Status = TestResult['status'];

/** The summary's data on one cell that ran. */
export interface CellResult {
  title: string;
  role: string;
  /** ID and title of the rule. */
  rule: string;
  /** The control, for a cell on pages. */
  control: string | undefined;
  /** File and line in the plan. */
  place: string;
  status: Status;
  verdict: string;
  /** For a known gap: its verdict. */
  gap: string | undefined;
  /** For a cell that is worse than its known gap: what the gap excuses. */
  excused?: string | undefined;
}

/**
 * The verdict of a cell whose test ended with a status.
 * @param noted what the engine judged; a test that failed after a good judgement proves nothing
 */
export function verdictOf(status: Status, noted: string | undefined): string {
  const isGood = noted === undefined || noted === 'pass' || noted === 'known gap';
  if (status === 'passed' || !isGood) return noted ?? status;
  return status === 'failed' || status === 'timedOut' ? 'inconclusive' : status;
}

/** Number of cells per role (rows) and verdict (columns). Verdicts that did not occur have no column. */
export function writeTotals(cells: readonly CellResult[]): string {
  const verdicts = distinct(cells.map(({ verdict }) => verdict)).sort(
    (a, b) =>
      Number(b === 'pass') - Number(a === 'pass') || Number(b === 'known gap') - Number(a === 'known gap'),
  );
  const roles = distinct(cells.map(({ role }) => role));
  const count = (role: string | undefined, verdict: string) =>
    cells.filter((cell) => cell.verdict === verdict && (role === undefined || cell.role === role)).length;
  const rows = [
    ['role', ...verdicts],
    ...roles.map((role) => [role, ...verdicts.map((verdict) => count(role, verdict) || '·')]),
    ['all', ...verdicts.map((verdict) => count(undefined, verdict))],
  ];
  return table(rows, { indent: 2, align: ['left', 'right'] }).join('\n');
}

/** One line per reason why tests did not run, with how many; empty when all ran. */
export function writeSkipped(reasons: readonly string[]): string {
  const lines = distinct(reasons).map((reason) => {
    const count = reasons.filter((other) => other === reason).length;
    return `  ${String(count)}: ${reason}`;
  });
  return lines.length > 0 ? ['Not run', ...lines].join('\n') : '';
}

/** What happened to sessions under the run, one line each with the number of cells; empty when all stayed alive. */
export function writeSessions(notes: readonly string[]): string {
  const lines = distinct(notes).map(
    (note) => `  ${note}: ${String(notes.filter((other) => other === note).length)} cells`,
  );
  return lines.length > 0 ? ['Sessions', ...lines].join('\n') : '';
}

/** The loudest findings, one line each: cells that are worse than their known gaps. Empty without any. */
export function writeWorse(cells: readonly CellResult[]): string {
  const worse = cells.flatMap((cell) =>
    cell.excused === undefined ? [] : [`${writeFailure(cell)}; known: ${cell.excused}`],
  );
  return worse.length > 0 ? ['WORSE THAN A KNOWN GAP', ...worse].join('\n') : '';
}

/** The other failures, one line each, then known gaps, one line per rule. Empty without findings. */
export function writeFindings(cells: readonly CellResult[]): string {
  const failures = cells
    .filter(({ status, excused }) => status !== 'passed' && status !== 'skipped' && excused === undefined)
    .map(writeFailure);
  const gaps = new Map<string, string[]>();
  for (const { rule, gap, role, control, place, verdict } of cells) {
    if (verdict !== 'known gap') continue;
    const surface = control === undefined ? '' : ' on pages,';
    const what = `  ${gap ?? ''}: ${rule.split(' ')[0] ?? rule}${surface}`;
    gaps.set(what, [...(gaps.get(what) ?? []), `${role} ${place}`]);
  }
  const known = [...gaps].map(([what, roles]) => {
    const [first = ''] = roles;
    const names = distinct(roles.map((role) => role.split(' ')[0] ?? ''));
    return `${what} ${names.join(', ')}  ${first.slice(first.indexOf(' ') + 1)}`;
  });
  const gapRules = new Set(cells.filter(({ verdict }) => verdict === 'known gap').map(({ rule }) => rule));
  return [
    ...(failures.length > 0 ? ['Findings', ...distinct(failures).map(withCount(failures))] : []),
    ...(known.length > 0 ? [`Known gaps (${String(gapRules.size)} rules)`, ...known] : []),
  ].join('\n');
}

function writeFailure({ verdict, role, rule, control, place }: CellResult): string {
  const where = control === undefined ? '' : ` (${control})`;
  return `  ${verdict}: ${role}, ${rule}${where}  ${place}`;
}

/** Adds how often a line is among others, when it is more than once: with `--repeat-each`. */
const withCount = (all: readonly string[]) => (line: string) => {
  const count = all.filter((other) => other === line).length;
  return count > 1 ? `${line}, ${String(count)} times` : line;
};

const distinct = (values: readonly string[]) => [...new Set(values)];
