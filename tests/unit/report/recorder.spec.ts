import { expect, test } from '@playwright/test';
import type { FullConfig, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readRecord } from '../../../src/record/read';
import { evidenceAttachment } from '../../../src/record/attachment';
import { resultOf } from '../../../src/report/record/of-test';
import { RunRecorder } from '../../../src/report/record/recorder';
import { evidenceOf } from './records';

const PNG = { name: 'page', contentType: 'image/png', body: Buffer.from('a picture') };

const CELL = {
  id: 'the-cell',
  title: 'viewer may not change a record · REC-05 · ui',
  tags: ['@ui', '@viewer'],
  annotations: [{ type: 'plan', description: 'qa-plan/records.md:17' }],
  location: { file: path.resolve('qa-plan/records.md'), line: 17, column: 83 },
  repeatEachIndex: 0,
  parent: { type: 'project', title: 'local' },
} as unknown as TestCase;

const endedWith = (attachments: TestResult['attachments']) =>
  ({
    ...{
      status: 'failed',
      errors: [],
      annotations: [{ type: 'verdict', description: 'breach' }],
      attachments,
    },
    ...{ startTime: new Date(0), duration: 7 },
  }) as unknown as TestResult;

test('screenshots are beside the record, which says where', ({}, info) => {
  const folder = info.outputPath('results');
  const suite = { allTests: () => [CELL] } as Suite;
  const recorder = new RunRecorder(folder, { metadata: {}, workers: 1 } as unknown as FullConfig, suite);
  recorder.add(CELL, endedWith([PNG, evidenceAttachment(evidenceOf({ seen: 'a page' }))]));
  recorder.add(CELL, endedWith([]));
  const [first, second] = readRecord(path.join(folder, 'run.json')).results;
  expect(first).toMatchObject({ verdict: 'breach', evidence: { seen: 'a page' } });
  expect(second).not.toHaveProperty('screenshots');
  const [screenshot = ''] = first?.screenshots ?? [];
  expect(readFileSync(path.join(folder, screenshot), 'utf8')).toBe('a picture');
});

test('all reporters of a run keep the same result, of which there are thousands', () => {
  const result = endedWith([PNG]);
  expect(resultOf(CELL, result)).toBe(resultOf(CELL, result));
  expect(resultOf(CELL, endedWith([PNG]))).not.toBe(resultOf(CELL, result));
});
