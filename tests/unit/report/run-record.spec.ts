import { expect, test } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { readRecord, RecordError } from '../../../src/record/read';
import { recordSchema } from '../../../src/record/schema';
import { RecordWriter } from '../../../src/report/record/writer';
import { evidenceOf, knownGap, recordedCell, recordOf } from './records';

test('a record can be read after every result, as of a run that was killed then', ({}, info) => {
  const file = info.outputPath('results', 'run.json');
  const results = [
    recordedCell({ evidence: evidenceOf({ seen: 'denied: “größe”' }) }),
    knownGap(),
    recordedCell(),
  ];
  const { run } = recordOf(results);
  const writer = new RecordWriter(file, run);
  expect(readRecord(file)).toEqual({ format: 1, run, results: [], end: null });
  for (const [index, result] of results.entries()) {
    writer.add(result);
    expect(readRecord(file)).toEqual({ format: 1, run, results: results.slice(0, index + 1), end: null });
  }
  const end = { status: 'passed' as const, ms: 5, errors: [] };
  writer.end(end);
  expect(readRecord(file)).toEqual({ format: 1, run, results, end });
});

const WRONG: [what: string, text: string, says: RegExp][] = [
  ['is empty', '', /is no run record: /],
  ['is no JSON', '{', /is no run record: /],
  ['is something else', '[]', /has format null, and this release reads 1/],
  [
    'has another format',
    '{"format":2}',
    /has format 2, and this release reads 1: use the release that wrote it/,
  ],
  ['lacks a part', '{"format":1,"results":[],"end":null}', /is no run record:\n[^]*run/],
];
for (const [what, text, says] of WRONG)
  test(`a record that ${what} is told so`, ({}, info) => {
    const file = info.outputPath('run.json');
    writeFileSync(file, text);
    expect(() => readRecord(file)).toThrow(RecordError);
    expect(() => readRecord(file)).toThrow(says);
  });

test('a record that is missing is told so', ({}, info) => {
  expect(() => readRecord(info.outputPath('run.json'))).toThrow(
    /does not exist: run "npx playwright test" first/,
  );
});

test('nothing that the schema does not know is in a record', () => {
  const record = recordOf([recordedCell()]);
  expect(recordSchema.safeParse(record).success).toBe(true);
  expect(recordSchema.safeParse({ ...record, password: 'x' }).success).toBe(false);
});
