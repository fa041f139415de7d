import { z } from 'zod';
import { unknownName } from './suggest';
import { SEVERITIES, SURFACES } from './types';
import type { Vocabulary } from './types';

/** Names of the columns that are not roles, as a plan writes them. */
export const COLUMNS = {
  id: 'ID',
  rule: 'Rule',
  action: 'Action',
  severity: 'Severity',
  installs: 'Installs',
  surfaces: 'Surfaces',
  given: 'Given',
  budget: 'Budget',
  source: 'Source',
  positiveControl: 'Positive control',
  safe: 'Safe',
} as const;
export type Column = keyof typeof COLUMNS;

/** Columns that may be left out or left blank; all but `positiveControl` have a default in the front matter. */
export type Defaulted = 'severity' | 'installs' | 'surfaces' | 'given' | 'budget' | 'source';

/** Letters, digits and single dashes: `REC-01`. */
export const ID_FORMAT = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;

/** `500 ms`, `1 s`, `0.5 s`. */
const DURATION = /^(\d+(?:\.\d+)?) ?(ms|s)$/;

/** Milliseconds of a duration as the plan writes it. */
export function millisecondsOf(duration: string): number {
  const [, number, unit] = DURATION.exec(duration) ?? [];
  return Number(number) * (unit === 's' ? 1000 : 1);
}

/**
 * zod schemas of the values that a row and a file's front matter have in common.
 * @param vocabulary the names an install, a situation may have
 */
export function wordSchemas(vocabulary: Vocabulary) {
  return {
    severity: z.enum(SEVERITIES),
    installs: z.array(z.enum([...vocabulary.installs])).min(1),
    surfaces: z.array(z.enum(SURFACES)).min(1),
    given: z.enum([...vocabulary.situations]),
    budget: z.string().regex(DURATION),
    source: z.string().min(1),
  } satisfies Record<Defaulted, z.ZodType>;
}

const KINDS: Partial<Record<string, { one: string; all: string }>> = {
  severity: { one: 'severity', all: 'severities' },
  installs: { one: 'install', all: 'installs' },
  surfaces: { one: 'surface', all: 'surfaces' },
  given: { one: 'situation', all: 'situations' },
  safe: { one: 'word of the column Safe', all: 'words' },
};

/**
 * Says a zod issue in the words of the plan.
 * @param field the front matter's key, or the column's
 * @param issue what zod found
 * @param written the offending text; empty where there is none
 */
export function describeIssue(
  field: string,
  issue: z.core.$ZodIssue,
  written: string,
): { message: string; hints: string[] } {
  const column = Object.entries(COLUMNS).find(([key]) => key === field)?.[1] ?? field;
  const kind = KINDS[field];
  if (written === '') return { message: `${column} is empty`, hints: [] };
  if (issue.code === 'invalid_value' && kind !== undefined) {
    const known = issue.values.map(String);
    const list = known.length === 0 ? `no ${kind.all} are known` : `${kind.all}: ${known.join(', ')}`;
    return { message: unknownName(kind.one, written, known), hints: [list] };
  }
  if (issue.code === 'invalid_format' && field === 'budget') {
    return {
      message: `${column} "${written}" is no duration`,
      hints: ['write it like 500 ms, or 1 s'],
    };
  }
  if (issue.code === 'invalid_format') {
    return {
      message: `${column} "${written}" has other characters than A–Z, a–z, 0–9 and dashes`,
      hints: ['write it like REC-01'],
    };
  }
  const form = issue.code === 'invalid_type' && issue.expected === 'array' ? 'a list' : 'text';
  return { message: `${column} must be ${form}, not ${written}`, hints: [] };
}
