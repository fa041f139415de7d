import { expect, test } from '@playwright/test';
import { countsIn } from '../../../tools/bench/growth';
import { multiply } from '../../../tools/bench/multiply';
import { calculated, differences, slowest } from '../../../tools/bench/shards';
import { durationsIn } from '../../../src/report/shards/take-shard';
import { recordedCell, recordOf } from '../report/records';

const RECORDS = `---
area: records
---

| ID     | Rule | Positive control |
| ------ | ---- | ---------------- |
| REC-01 | List |                  |
| REC-02 | Add to the table of OWASP-10 | REC-01 |
`;

test('a plan some times over has the same rules under other IDs', () => {
  const many = multiply({ 'records.md': RECORDS }, 3);
  expect(Object.keys(many)).toEqual(['records.md', 'records-x2.md', 'records-x3.md']);
  expect(many['records.md']).toBe(RECORDS);
  expect(many['records-x2.md']).toContain('area: records-x2');
  expect(many['records-x2.md']).toContain('| REC-01-x2 | List |');
  expect(many['records-x3.md']).toContain('| REC-02-x3 | Add to the table of OWASP-10 | REC-01-x3 |');
});

test('the tests of a list are counted by file', () => {
  expect(
    countsIn(`Listing tests:
  [local] › qa-plan/records.md:13:56 › Records › admin may list · REC-01 · api
  [local] › qa-plan/records.md:13:65 › Records › editor may list · REC-01 · api
  [local] › qa-plan/servers.md:9:20 › Servers › admin may list · SRV-01 · api
Total: 3 tests in 2 files`),
  ).toEqual([2, 1]);
});

const cells = (times: readonly number[]) =>
  times.map((ms, n) =>
    recordedCell({
      ...{ id: `cell ${String(n)}`, title: `role ${String(n)}`, ms },
      started: new Date(Date.UTC(2026, 10, 27, 10, n)).toISOString(),
    }),
  );

test('shards are calculated from recorded times, but for those of the first cells of workers', () => {
  const record = recordOf(cells([900, 10, 10, 10, 40]), { workers: 1 });
  // The first one counts as the mean of the others: 17.5.
  expect(calculated(record, 2, durationsIn(record))).toEqual([47.5, 40]);
  expect(calculated(record, 2, new Map())).toEqual([37.5, 50]);
  expect(slowest([30, 30])).toBe(1);
  expect(slowest([20, 40])).toBeCloseTo(4 / 3);
});

test('a record that was merged differs by its verdicts, and not by its times', () => {
  const whole = recordOf(cells([1, 2]));
  expect(differences(whole, recordOf(cells([7, 8]).reverse()))).toEqual([]);
  const [first = recordedCell(), second = recordedCell()] = cells([1, 2]);
  expect(differences(whole, recordOf([first]))).toEqual([
    expect.stringMatching(/^cell 1: .*pass.*, not there$/),
  ]);
  expect(differences(whole, recordOf([first, { ...second, verdict: 'breach' }]))).toHaveLength(1);
});
