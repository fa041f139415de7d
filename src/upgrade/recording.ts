import type { Reason } from '../plan/types';

/** The result of an attempt. Codes are Mathesar's or HTTP's. */
export type RecordedOutcome =
  | { kind: 'allowed' }
  | { kind: 'denied'; reason: Exclude<Reason, 'silent'>; code: number }
  /** Neither allowed nor denied: a crash or a validation error. */
  | { kind: 'error'; code: number }
  /** The attempt could not be made. `why` contains no names of the run. */
  | { kind: 'untried'; why: string }
  /** The settings, the release or the kind of install keep it from being made. */
  | { kind: 'not run'; why: string };

/** What one role could do with one rule's action. */
export interface RecordedCell {
  rule: string;
  area: string;
  title: string;
  action: string;
  role: string;
  outcome: RecordedOutcome;
  /** The parts that the witness saw change, sorted. */
  effect: string[];
  /** Whether the planted value was read; absent when none is planted. */
  canary?: boolean;
}

/** What an install really allows: all cells that were tried. Only the date differs from run to run. */
export interface Recording {
  /** Version of the file format. */
  format: 1;
  /** As the install reports it. */
  release: string;
  /** ISO day (UTC). */
  date: string;
  /** How effects were seen; the API shows fewer parts than SQL. */
  witness: 'sql' | 'api';
  /** By rule, then by role. */
  cells: RecordedCell[];
}

/** A short form of an outcome, e.g. `denied: admin (-32603)`. */
export function writeOutcome(outcome: RecordedOutcome): string {
  switch (outcome.kind) {
    case 'allowed':
      return 'allowed';
    case 'denied':
      return `denied: ${outcome.reason} (${String(outcome.code)})`;
    case 'error':
      return `error (${String(outcome.code)})`;
    case 'untried':
      return `untried (${outcome.why})`;
    case 'not run':
      return `not run (${outcome.why})`;
  }
}

/** A cell in one line: `allowed, read`, `denied: admin (-32603)`, `allowed, changed rows:books`. */
export function writeCell({ outcome, effect, canary }: RecordedCell): string {
  return [
    writeOutcome(outcome),
    ...(canary === true ? ['read'] : canary === false && outcome.kind === 'allowed' ? ['nothing read'] : []),
    ...(effect.length > 0 ? [`changed ${effect.join(', ')}`] : []),
  ].join(', ');
}
