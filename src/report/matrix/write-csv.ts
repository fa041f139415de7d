import type { RecordedCell, RunHeader, RunRecord } from '../../record/schema';
import { isKnownGap } from '../record/findings';

const COLUMNS: Record<string, (cell: RecordedCell, run: RunHeader) => string | number | undefined> = {
  target: ({ target }) => target,
  area: ({ area }) => area,
  rule: ({ rule }) => rule,
  title: ({ ruleTitle }) => ruleTitle,
  role: ({ role, variant }) => variant ?? role,
  surface: ({ surface }) => surface,
  control: ({ control }) => control,
  given: ({ given }) => given,
  severity: ({ severity }) => severity,
  expected: ({ expected }) => expected,
  seen: ({ evidence }) => evidence?.seen,
  verdict: ({ verdict }) => verdict,
  'gap excuses': (cell) => (isKnownGap(cell) ? cell.evidence?.judged : undefined),
  'gap source': ({ evidence }) => evidence?.gap?.source,
  'gap until': ({ evidence }) => evidence?.gap?.until,
  'looked at by': ({ evidence }) => evidence?.witnesses.join(' '),
  why: ({ evidence, reason }) => evidence?.why ?? reason,
  'faults killed': ({ rule }, { power }) => power?.[rule]?.killed,
  faults: ({ rule }, { power }) => power?.[rule]?.faults,
  file: ({ place }) => place.file,
  line: ({ place }) => place.line,
  column: ({ place }) => place.column,
  ms: ({ ms }) => ms,
  id: ({ id }) => id,
};

/** The cells of a run as CSV (RFC 4180), one line per cell, with a head. */
export function writeCsv({ run, results }: Pick<RunRecord, 'run' | 'results'>): string {
  const cells = results.filter((result) => result.kind === 'cell');
  const lines = cells.map((cell) => Object.values(COLUMNS).map((of) => field(of(cell, run) ?? '')));
  return [Object.keys(COLUMNS), ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

/** Quoted where it has to be; what a spreadsheet would take for a formula begins with an apostrophe. */
function field(value: string | number): string {
  const text = String(value).replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
