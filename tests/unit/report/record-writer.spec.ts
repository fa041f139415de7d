import { existsSync, symlinkSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { readRecord } from '../../../src/record/read';
import { RecordWriter } from '../../../src/report/record/writer';
import { recordOf } from './records';

const { run } = recordOf([]);

test.skip(process.platform !== 'linux', 'writes to /dev/full, and limits the size of files');

test('a record that can not be begun leaves no file behind', ({}, info) => {
  const file = info.outputPath('run.json');
  symlinkSync('/dev/full', file);
  expect(() => new RecordWriter(file, run)).toThrow('ENOSPC');
  expect(existsSync(file)).toBe(false);
});

/** Adds results until one does not fit. */
const FILL = `
const { RecordWriter } = await import('./src/report/record/writer');
const { recordedCell, recordOf } = await import('./tests/unit/report/records');
const writer = new RecordWriter(process.env.RECORD ?? '', recordOf([]).run);
let count = 0;
try {
  for (; ; count += 1) writer.add(recordedCell());
} catch (error) {
  console.log(String(count) + " " + error.code);
}`;

test('after a result that does not fit on the disk, the record is whole and has the results before it', ({}, info) => {
  const file = info.outputPath('run.json');
  const node = ['--import', 'tsx', '--input-type=module', '--eval', FILL];
  // 8 blocks of 512 bytes; Node ignores the signal, so that a longer file is an error.
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', 'ulimit -f 8 && exec "$@"', 'sh', process.execPath, ...node],
    { env: { ...process.env, RECORD: file, TSX_DISABLE_CACHE: '1' }, encoding: 'utf8' },
  );
  const [count = '', code] = stdout.trim().split(' ');
  expect(code, stderr).toBe('EFBIG');
  expect(Number(count)).toBeGreaterThan(3);
  const record = readRecord(file);
  expect(record.results).toHaveLength(Number(count));
  expect(record.end).toBeNull();
});

const COUNT = 2000;

/** Adds results, of which a record has its usual size. */
const GROW = `
const { RecordWriter } = await import('./src/report/record/writer');
const { recordedCell, recordOf } = await import('./tests/unit/report/records');
const writer = new RecordWriter(process.env.RECORD ?? '', recordOf([]).run);
for (let n = 0; n < ${String(COUNT)}; n += 1) {
  writer.add(recordedCell());
  await new Promise((resolve) => setTimeout(resolve, 1));
}`;

test('the record of a run under way is whole whenever it is read', async ({}, info) => {
  const file = info.outputPath('run.json');
  const writing = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', GROW], {
    env: { ...process.env, RECORD: file, TSX_DISABLE_CACHE: '1' },
  });
  try {
    await expect.poll(() => existsSync(file), { timeout: 60_000, intervals: [5] }).toBe(true);
    const counts: number[] = [];
    while ((counts.at(-1) ?? 0) < COUNT) counts.push(readRecord(file).results.length);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.length).toBeGreaterThan(5);
  } finally {
    writing.kill('SIGKILL');
  }
});
