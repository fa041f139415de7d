import type { Reason } from '../plan/types';

/** What came of an attempt. Codes are Mathesar's own, or HTTP's. */
export type RecordedOutcome =
  | { kind: 'allowed' }
  | { kind: 'denied'; reason: Exclude<Reason, 'silent'>; code: number }
  /** An answer that is neither: a crash, or a validation error. */
  | { kind: 'error'; code: number }
  /** The attempt could not be made. `why` holds no names of the run. */
  | { kind: 'untried'; why: string };

/** What one role could really do with one rule's action. */
export interface RecordedCell {
  rule: string;
  area: string;
  title: string;
  action: string;
  role: string;
  outcome: RecordedOutcome;
  /** The parts that the witness saw change, sorted. */
  effect: string[];
  /** Whether the planted value was read; left out where none is planted. */
  canary?: boolean;
}

/** What an install really allows: all cells that were tried. Nothing in it tells one run from another but the date. */
export interface Recording {
  /** Of this file's form. */
  format: 1;
  /** As the install says. */
  release: string;
  /** ISO day (UTC). */
  date: string;
  /** How effects were seen. Through the API fewer parts are seen than by SQL. */
  witness: 'sql' | 'api';
  /** By rule, then by role. */
  cells: RecordedCell[];
}

/** An outcome in a word or two, e.g. `denied: admin (-32603)`. */
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
