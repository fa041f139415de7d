import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import Ajv from 'ajv-draft-04';
import type { Log, Result } from 'sarif';
import { VERDICTS } from '../../../src/plan/verdicts';
import { ABOUT } from '../../../src/report/sarif/rules';
import { writeCodeScanning, writeSarif } from '../../../src/report/sarif/sarif';
import type { RecordedCell, RunRecord } from '../../../src/record/schema';
import { evidenceOf, knownGap, recordedCell, recordOf } from './records';

const schema = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'schemas/sarif-schema-2.1.0.json'), 'utf8'),
) as object;

function problemsOf(text: string): unknown[] {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  return ajv.validate(schema, JSON.parse(text)) ? [] : (ajv.errors ?? []);
}

const finding = (given: Partial<RecordedCell> = {}) =>
  recordedCell({
    ...{ status: 'failed', verdict: 'breach', failure: 'it did' },
    evidence: evidenceOf({ judged: 'breach', why: 'viewer added a record' }),
    ...given,
  });

const runOf = (record: RunRecord) => {
  const [run] = (JSON.parse(writeSarif(record)) as Log).runs;
  return { rules: run?.tool.driver.rules ?? [], results: run?.results ?? [], run };
};

const only = (cell: RecordedCell): Result | undefined => runOf(recordOf([cell])).results[0];

test('each finding stands on its row of the plan, the worst first; known gaps are suppressed', () => {
  const { results } = runOf(
    recordOf([
      finding({ verdict: 'wrong reason' }),
      knownGap('disclosure'),
      recordedCell(),
      finding(),
      { ...finding(), kind: 'test', title: 'an upgrade keeps roles' } as unknown as RunRecord['results'][0],
    ]),
  );
  expect(results.map(({ ruleId }) => ruleId)).toEqual([
    'breach',
    'wrong-reason',
    'failed-test',
    'disclosure',
  ]);
  expect(results[0]).toMatchObject({
    level: 'error',
    message: { text: 'breach: viewer, REC-04 Add a record (plan: deny: privilege)\n\nviewer added a record' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'qa-plan/records.md', uriBaseId: 'SRCROOT' },
          region: { startLine: 12, startColumn: 60 },
        },
      },
    ],
  });
  expect(results.map(({ suppressions = [] }) => suppressions)).toEqual([
    ...[[], [], []],
    [{ kind: 'external', status: 'accepted', justification: 'known (mathesar#4729, until 2027-06-30)' }],
  ]);
});

test('code scanning, which opens an alert for a suppressed result too, gets findings only', () => {
  const log = JSON.parse(writeCodeScanning(recordOf([finding(), knownGap()]))) as Log;
  expect(log.runs[0]?.results).toHaveLength(1);
});

test('a fingerprint stays when the row moves, and differs between cells', () => {
  const printOf = (cell: RecordedCell) => only(cell)?.partialFingerprints;
  const moved = { place: { file: 'qa-plan/records.md', line: 99, column: 3 }, title: 'renamed' };
  expect(printOf(finding(moved))).toEqual(printOf(finding()));
  expect(printOf(finding({ id: 'local qa-plan/records.md REC-04 editor api' }))).not.toEqual(
    printOf(finding()),
  );
  expect(printOf(finding())).toEqual({
    primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{16}:1$/) as unknown,
    'qaPlanCell/v1': expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
  });
});

test('the level follows the verdict and the severity of the rule', () => {
  const levelOf = (verdict: RecordedCell['verdict'], severity: RecordedCell['severity']) =>
    only(finding({ verdict, severity }))?.level;
  expect(levelOf('breach', 'normal')).toBe('error');
  expect(levelOf('breach', 'minor')).toBe('warning');
  expect(levelOf('wrong reason', 'normal')).toBe('warning');
  expect(levelOf('wrong reason', 'blocker')).toBe('error');
  expect(levelOf('wrong reason', 'trivial')).toBe('note');
});

test('every verdict that fails a cell is a rule with help and a security severity, breach the highest', () => {
  const { rules } = runOf(recordOf([]));
  for (const verdict of VERDICTS.filter((each) => each !== 'pass')) {
    const rule = rules.find(({ name }) => name === verdict);
    expect(rule?.help?.markdown).toContain(`**${verdict}**: `);
    expect(Number(rule?.properties?.['security-severity'])).toBeLessThanOrEqual(ABOUT.breach.security);
  }
  expect(rules.every(({ id }) => /^[a-z-]+$/.test(id))).toBe(true);
});

test('a place is a relative URI whatever the file is called', () => {
  const place = { file: 'plän e/a#b 100%.md', line: 1, column: 1 };
  const uri = only(finding({ place }))?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
  expect(uri).toBe('pl%C3%A4n%20e/a%23b%20100%25.md');
});

test('a run that was killed did not execute successfully', () => {
  const [invocation] = runOf({ ...recordOf([recordedCell()]), end: null }).run?.invocations ?? [];
  expect(invocation).toMatchObject({
    executionSuccessful: false,
    toolExecutionNotifications: [{ level: 'error', message: { text: /The run has not ended/ } }],
  });
});

test('the whole is valid by the schema of OASIS', () => {
  const repository = 'https://github.com/example/plan';
  const record = recordOf([finding(), knownGap(), knownGap('breach', { evidence: undefined })], {
    ...{ repository, commit: `${'a'.repeat(40)}-dirty`, findings: ['a role does more'] },
  });
  expect(problemsOf(writeSarif(record))).toEqual([]);
  expect(problemsOf(writeSarif({ ...record, end: null }))).toEqual([]);
  expect(problemsOf(writeSarif(recordOf([])))).toEqual([]);
  expect(problemsOf(writeSarif(record).replace('"external"', '"outside"'))).not.toEqual([]);
});
