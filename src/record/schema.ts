import { z } from 'zod';
import { GAP_VERDICTS, VERDICTS } from '../plan/verdicts';
import { SEVERITIES, SURFACES } from '../plan/types';
import { witnessedSchema } from './witnessed';

/** The format of run records; it rises when a reader of the one before would misread a record. */
export const FORMAT = 1;

const count = z.int().nonnegative();

const place = z
  .strictObject({ file: z.string(), line: count, column: count })
  .describe('where it stands in the plan or a spec; line and column count from 1');

/** By what a cell was looked at. */
export const WITNESSES = ['page', 'api', 'sql', 'read-back', 'positive control'] as const;
export type WitnessKind = (typeof WITNESSES)[number];

/** What a cell can end with: a verdict, a known gap as the plan says, one that has closed, or no verdict. */
export const RESULTS = [...VERDICTS, 'known gap', 'closed gap', 'not run', 'interrupted'] as const;
export type CellVerdict = (typeof RESULTS)[number];

const gap = z
  .strictObject({
    id: z.string(),
    verdict: z.enum(GAP_VERDICTS).describe('the only one that it excuses'),
    effects: z.array(z.string()),
    source: z.string(),
    reason: z.string(),
    until: z.iso.date().describe('it holds through this day, UTC'),
    place,
  })
  .describe('the known gap that the plan has for this cell');

const revocation = z.strictObject({
  way: z.string().describe('how the right was had, e.g. GRANT on a table'),
  surface: z.string().describe('where its end was seen, e.g. open page'),
  ms: z.number().nonnegative(),
  isOpen: z.boolean().describe('it had not ended when the look did'),
});

const ways = z.strictObject({
  read: z.string(),
  promised: z.array(z.string()),
  unpromised: z.array(z.string()),
  proven: z.array(z.string()),
});

/** What the worker that ran a cell tells of it; handed to the reporters as an attachment of its test. */
export const evidenceSchema = z.strictObject({
  why: z.string().describe('the verdict in one sentence'),
  judged: z.enum(VERDICTS).describe('the verdict before known gaps are considered'),
  effects: z.array(z.string()).describe('what a breach, side effect or disclosure showed'),
  seen: z.string().describe('the outcome in short'),
  witnessed: witnessedSchema.optional(),
  witnesses: z.array(z.enum(WITNESSES)),
  gap: gap.optional(),
  parts: z
    .array(z.tuple([z.string(), z.string()]))
    .describe('name and text: request, answer, witness difference'),
  revocations: z.array(revocation).optional(),
  ways: ways.optional().describe('in which other forms a read was asked'),
});

const shared = {
  id: z.string().describe('the same in every run: target, plan file, rule, role, surface, control'),
  repeat: count.optional().describe('with --repeat-each: which one, from 1'),
  target: z.string(),
  title: z.string(),
  place,
  area: z.string(),
  status: z.enum(['passed', 'failed', 'timedOut', 'skipped', 'interrupted']),
  reason: z.string().optional().describe('why it was not run'),
  failure: z.string().optional().describe('the message of a failed test'),
  screenshots: z.array(z.string()).optional().describe('files beside the record'),
  sessions: z.array(z.string()).optional().describe('sessions that ended under it and were renewed'),
  started: z.iso.datetime(),
  ms: count,
};

const cell = z.strictObject({
  kind: z.literal('cell'),
  ...shared,
  rule: z.string(),
  ruleTitle: z.string(),
  action: z.string(),
  given: z.string().optional(),
  severity: z.enum(SEVERITIES),
  source: z.string().optional(),
  role: z.string(),
  variant: z.string().optional().describe('which of the composed roles'),
  surface: z.enum(SURFACES),
  control: z.string().optional(),
  expected: z.string(),
  verdict: z.enum(RESULTS),
  excused: z.string().optional().describe('it is worse than its known gap, which excuses this'),
  evidence: evidenceSchema.optional(),
});

const test = z.strictObject({ kind: z.literal('test'), ...shared });

const target = z.strictObject({
  name: z.string(),
  url: z.string(),
  standIn: z.boolean(),
  release: z.string().optional(),
  witness: z.enum(['sql', 'read-back']),
});

/** All that is known of a run before its first test. */
export const runSchema = z.strictObject({
  started: z.iso.datetime(),
  suite: z.string().describe('the version of this suite'),
  targets: z.array(target),
  commit: z.string().optional().describe('of the plan; ends with -dirty where files differ from it'),
  repository: z.url().optional().describe('where the plan is on the web'),
  seeds: z.array(z.string()),
  shards: z.array(z.string()).describe('such as 1/3; more than one where reports were merged'),
  workers: count,
  settings: z.record(z.string(), z.string()).describe('none that is secret'),
  findings: z.array(z.string()).describe('of the preflight'),
  planned: count.describe('how many tests were chosen'),
  power: z
    .record(z.string(), z.strictObject({ killed: count, faults: count }))
    .optional()
    .describe(
      'by rule: the faults that were tried on it, and those that it saw, as far as npm run mutate told',
    ),
  uncovered: z
    .strictObject({ methods: z.array(z.string()), controls: z.array(z.string()) })
    .optional()
    .describe('methods of the install and controls of its pages that no rule is about'),
});

export const recordSchema = z.strictObject({
  format: z.literal(FORMAT),
  run: runSchema,
  results: z.array(z.discriminatedUnion('kind', [cell, test])),
  end: z
    .strictObject({
      status: z.enum(['passed', 'failed', 'timedout', 'interrupted']),
      ms: count,
      errors: z.array(z.string()).describe('of the run itself, not of a test; what is missing from a merge'),
    })
    .nullable()
    .describe('null while the run is under way, and for ever where it was killed'),
});

export type Evidence = z.infer<typeof evidenceSchema>;
export type Revocation = z.infer<typeof revocation>;
export type WaysNote = z.infer<typeof ways>;
export type RecordedCell = z.infer<typeof cell>;
export type RecordedTest = z.infer<typeof test>;
export type Result = RecordedCell | RecordedTest;
export type RecordedTarget = z.infer<typeof target>;
export type RunHeader = z.infer<typeof runSchema>;
export type RunRecord = z.infer<typeof recordSchema>;
