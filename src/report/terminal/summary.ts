import { isFinding, isKnownGap, isPassed, pointsAt, rankOf, whereOf } from '../record/findings';
import { countsOf } from '../record/counts';
import type { RecordedCell, Result, RunRecord, UncoveredNote } from '../../record/schema';
import { count, table, wrap } from '../../text/terminal';
import { uncoveredIn } from '../record/uncovered';
import { writeClock } from '../revocation-clock';
import { writeWays } from './ways';

/** How much the summary says. */
export interface SummaryOptions {
  /** Each known gap, not only how many of each verdict. */
  gaps?: boolean;
  /** Only findings and the last line. */
  quiet?: boolean;
  /** Where more is to be found, one line each. */
  reports?: readonly string[];
}

/** What a person reads at the end of a run: findings first, the worst of them first; at most 80 columns where words allow it. */
export function writeSummary(
  record: RunRecord,
  { gaps = false, quiet = false, reports = [] }: SummaryOptions = {},
): string {
  const { run, results } = record;
  const cells = results.filter((result) => result.kind === 'cell');
  const loud = [
    writeErrors(record),
    writeSetUp(run.findings),
    writeUncovered(uncoveredIn(run, results)),
    writeFindings(results),
  ];
  const calm = [
    writeTotals(cells),
    gaps ? writeGaps(cells) : writeGapCounts(cells),
    writeSessions(results.flatMap(({ sessions = [] }) => sessions)),
    writeWays(
      cells.flatMap(({ evidence }) => evidence?.ways ?? []),
      run.seeds.map((seed) => `seed ${seed}`).join(', '),
    ),
    writeSkipped(results),
    writeInterrupted(results),
    writeClock(cells.flatMap(({ evidence }) => evidence?.revocations ?? [])),
    reports.length > 0 && results.length > 0
      ? ['Reports', ...reports.map((line) => `  ${line}`)].join('\n')
      : '',
  ];
  return [...loud, ...(quiet ? [] : calm), writeCounts(record)].filter((part) => part !== '').join('\n\n');
}

/** What went wrong with the run itself, the first line of each. */
function writeErrors({ end }: RunRecord): string {
  const errors = end?.errors ?? [];
  if (errors.length === 0) return '';
  return [
    `ERRORS OF THE RUN (${String(errors.length)})`,
    ...errors.flatMap((text) => wrap(text.split('\n')[0] ?? '', 2)),
  ].join('\n');
}

/** What the install did wrong before the first cell, one line each; empty without any. */
const writeSetUp = (findings: readonly string[]): string =>
  findings.length > 0 ? ['PREFLIGHT FINDINGS', ...findings.flatMap((text) => wrap(text, 2))].join('\n') : '';

/** What has no rule, one line each with what to do; empty where the plan covers everything. */
function writeUncovered(uncovered: UncoveredNote | undefined): string {
  if (!uncovered) return '';
  const { methods, controls } = uncovered;
  return [
    `WITHOUT A RULE (${String(methods.length + controls.length)})`,
    ...methods.flatMap((method) => wrap(`method ${method}: npx qa-plan draft ${quoted(method)}`, 2)),
    ...controls.flatMap((control) => wrap(`control ${control}: add it to the plan's known controls`, 2)),
  ].join('\n');
}

const quoted = (text: string) => (/^[\w.]+$/.test(text) ? text : `'${text}'`);

/**
 * All that is wrong: first cells that are worse than their known gaps, then the others; each from the worst to the least, one
 * line per cell, and one for its place.
 */
export function writeFindings(results: readonly Result[]): string {
  const found = results.filter(isFinding).sort((one, other) => rankOf(one) - rankOf(other));
  const worse = found.filter((result) => result.kind === 'cell' && result.excused !== undefined);
  const others = found.filter((result) => !worse.includes(result));
  const section = (title: string, of: readonly Result[]) => {
    const lines = of.map(writeFinding);
    return of.length > 0 ? [title, ...distinct(lines).map(withCount(lines))] : [];
  };
  return [
    section(`WORSE THAN A KNOWN GAP (${String(worse.length)})`, worse).join('\n'),
    section(`FINDINGS (${String(others.length)})`, others).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function writeFinding(result: Result): string {
  const place = pointsAt(result);
  if (result.kind === 'test') return wrap(`failed: ${result.title}  ${place}`, 2).join('\n');
  const known = result.excused === undefined ? '' : `; known: ${result.excused}`;
  return wrap(`${result.verdict}: ${whereOf(result)}  ${place}${known}`, 2).join('\n');
}

/** What a cell counts as; together they have every cell. */
const COUNTED: readonly (readonly [what: string, is: (cell: RecordedCell) => boolean])[] = [
  ['pass', isPassed],
  ['known gap', isKnownGap],
  ['finding', isFinding],
  ['not run', ({ status }) => status === 'skipped' || status === 'interrupted'],
];

/** Number of cells per role (rows), as proofs, known gaps, findings and what was not run; none has no column. */
export function writeTotals(cells: readonly RecordedCell[]): string {
  if (cells.length === 0) return '';
  const columns = COUNTED.filter(([, is]) => cells.some(is));
  const rowOf = (name: string, of: readonly RecordedCell[]) => [
    name,
    ...columns.map(([, is]) => of.filter(is).length || '·'),
  ];
  const rows = [
    ['role', ...columns.map(([what]) => what)],
    ...distinct(cells.map(({ role }) => role)).map((role) =>
      rowOf(
        role,
        cells.filter((cell) => cell.role === role),
      ),
    ),
    rowOf('all', cells),
  ];
  return table(rows, { indent: 2, align: ['left', 'right'] }).join('\n');
}

/** Known gaps, one line per verdict that they excuse. */
function writeGapCounts(cells: readonly RecordedCell[]): string {
  const known = cells.filter(isKnownGap);
  if (known.length === 0) return '';
  const kinds = distinct(known.map(({ evidence }) => evidence?.judged ?? 'unknown'));
  const rows = kinds.map((kind) => {
    const of = known.filter(({ evidence }) => (evidence?.judged ?? 'unknown') === kind);
    return [kind, count(of.length, 'cell'), count(rulesOf(of), 'rule')];
  });
  return [
    `Known gaps: ${count(known.length, 'cell')} of ${count(rulesOf(known), 'rule')}, where nothing is proven`,
    ...table(rows, { indent: 2, align: ['left', 'right'] }),
    '  each of them: npx qa-plan summary --gaps',
  ].join('\n');
}

/** Known gaps, one line per rule and verdict, on pages apart from the API. */
export function writeGaps(cells: readonly RecordedCell[]): string {
  const known = cells.filter(isKnownGap);
  if (known.length === 0) return '';
  const whatOf = ({ evidence, rule, surface }: RecordedCell) =>
    `${evidence?.judged ?? ''}: ${rule}${surface === 'ui' ? ' on pages,' : ''}`;
  return [
    `Known gaps: ${count(known.length, 'cell')} of ${count(rulesOf(known), 'rule')}`,
    ...distinct(known.map(whatOf)).flatMap((what) => {
      const of = known.filter((cell) => whatOf(cell) === what);
      const [first] = of;
      const roles = distinct(of.map(({ role }) => role)).join(', ');
      return wrap(`${what} ${roles}  ${first ? pointsAt(first) : ''}`, 2);
    }),
  ].join('\n');
}

/** What happened to sessions under the run, one line each with the number of cells; empty when all stayed alive. */
const writeSessions = (notes: readonly string[]): string =>
  notes.length === 0
    ? ''
    : ['Sessions', ...distinct(notes).map((note) => `  ${note}: ${String(countOf(note, notes))} cells`)].join(
        '\n',
      );

/** One line per reason why tests did not run, with how many; empty when all ran. */
export function writeSkipped(results: readonly Result[]): string {
  const reasons = results.flatMap(({ status, reason }) => (status === 'skipped' ? (reason ?? '') : []));
  if (reasons.length === 0) return '';
  const lines = distinct(reasons).flatMap((reason) =>
    wrap(`${String(countOf(reason, reasons))}: ${reason}`, 2),
  );
  return ['Not run', ...lines].join('\n');
}

/** Tests that were under way when the run was stopped: neither passed nor failed. */
function writeInterrupted(results: readonly Result[]): string {
  const interrupted = results.filter(({ status }) => status === 'interrupted');
  if (interrupted.length === 0) return '';
  const lines = interrupted.flatMap((result) =>
    wrap(`${result.kind === 'cell' ? whereOf(result) : result.title}  ${pointsAt(result)}`, 2),
  );
  return ['Interrupted', ...lines].join('\n');
}

/** `5900 passed, 3 failed, 256 known gaps, 1 skipped (300 s)` */
function writeCounts(record: RunRecord): string {
  const { proven, otherPassed, findings, knownGaps, skipped, interrupted, missing } = countsOf(record);
  const gaps = knownGaps > 0 ? `, ${count(knownGaps, 'known gap')}` : '';
  const rest = Object.entries({ skipped, interrupted, 'not run': missing });
  const more = rest.map(([what, count]) => (count > 0 ? `, ${String(count)} ${what}` : '')).join('');
  const line = `${String(proven + otherPassed)} passed, ${String(findings)} failed${gaps}${more}`;
  const { end } = record;
  if (!end) return `${line}; the run has not ended`;
  const time = `${line} (${(end.ms / 1000).toFixed(0)} s)`;
  return end.status !== 'passed' && findings === 0
    ? `${time}\nThe run itself ended as: ${end.status}.`
    : time;
}

const rulesOf = (cells: readonly RecordedCell[]) => new Set(cells.map(({ rule }) => rule)).size;

const countOf = (text: string, all: readonly string[]) => all.filter((other) => other === text).length;

/** Adds how often a line is among others, when it is more than once: with `--repeat-each`. */
const withCount = (all: readonly string[]) => (line: string) => {
  const count = countOf(line, all);
  return count > 1 ? `${line}, ${String(count)} times` : line;
};

const distinct = (values: readonly string[]) => [...new Set(values)];
