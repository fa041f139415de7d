import { FORMAT, type RecordedCell, type Result, type RunRecord } from '../../../src/record/schema';

/** A cell that passed, as a run record has it. */
export const recordedCell = (given: Partial<RecordedCell> = {}): RecordedCell => ({
  kind: 'cell',
  id: 'local qa-plan/records.md REC-04 viewer api',
  target: 'local',
  title: 'viewer may not add a record · REC-04 · api',
  place: { file: 'qa-plan/records.md', line: 12, column: 60 },
  area: 'records',
  status: 'passed',
  started: '2026-11-27T10:00:00.000Z',
  ms: 12,
  rule: 'REC-04',
  ruleTitle: 'Add a record',
  action: 'records.add',
  severity: 'normal',
  role: 'viewer',
  surface: 'api',
  expected: 'deny: privilege',
  verdict: 'pass',
  ...given,
});

type Evidence = NonNullable<RecordedCell['evidence']>;

/** What a worker tells of a cell. */
export const evidenceOf = (given: Partial<Evidence> = {}): Evidence => ({
  why: 'refused for "privilege", nothing changed',
  judged: 'pass',
  effects: [],
  seen: 'denied: privilege (-30101 permission denied)',
  witnesses: ['api', 'sql', 'positive control'],
  parts: [['Request', '{}']],
  ...given,
});

/** A cell that fails just as its known gap says. */
export const knownGap = (
  judged: Evidence['judged'] = 'breach',
  given: Partial<RecordedCell> = {},
): RecordedCell =>
  recordedCell({
    verdict: 'known gap',
    evidence: evidenceOf({
      judged,
      gap: {
        ...{ id: 'gap', verdict: 'breach', effects: ['users'], source: 'mathesar#4729', reason: 'known' },
        ...{ until: '2027-06-30', place: { file: 'qa-plan/records.md', line: 40, column: 1 } },
      },
    }),
    ...given,
  });

/** The record of a run that has ended. */
export const recordOf = (results: Result[], given: Partial<RunRecord['run']> = {}): RunRecord => ({
  format: FORMAT,
  run: {
    started: '2026-11-27T10:00:00.000Z',
    suite: '0.1.0',
    targets: [
      { name: 'local', url: 'http://127.0.0.1:8000', standIn: true, release: '0.11.0', witness: 'sql' },
    ],
    seeds: ['7'],
    shards: [],
    workers: 2,
    settings: {},
    findings: [],
    planned: results.length,
    ...given,
  },
  results,
  end: {
    status: results.some(({ status }) => status === 'failed') ? 'failed' : 'passed',
    ms: 12_000,
    errors: [],
  },
});
