import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { writeAnnotations } from '../../../src/report/github/annotations';
import { cutToFit, writeToJob } from '../../../src/report/github/job';
import { writeJobSummary } from '../../../src/report/github/summary';
import type { RecordedCell, RunRecord } from '../../../src/record/schema';
import { evidenceOf, knownGap, recordedCell, recordOf } from './records';

const finding = (given: Partial<RecordedCell> = {}) =>
  recordedCell({
    ...{ status: 'failed', verdict: 'breach', failure: 'it did' },
    evidence: evidenceOf({ judged: 'breach', why: 'viewer added a record' }),
    ...given,
  });

const ON_THE_WEB = { repository: 'https://github.com/example/plan', commit: 'abc-dirty' };

test('a summary tells counts, findings, gaps by kind, what was not run and where, in that order', () => {
  const record = recordOf(
    [
      finding({ verdict: 'wrong reason', severity: 'minor' }),
      finding(),
      knownGap('breach'),
      knownGap('breach', { role: 'editor' }),
      knownGap('leak', { rule: 'REC-05' }),
      recordedCell({ status: 'skipped', verdict: 'not run', reason: 'only SQL can witness this' }),
      recordedCell(),
    ],
    { ...ON_THE_WEB, shards: ['1/2', '2/2'], planned: 9 },
  );
  expect(writeJobSummary(record)).toBe(`## ❌ Permissions: 2 findings

| findings | cells proven | known gaps, nothing proven | not run |
| -------: | -----------: | -------------------------: | ------: |
|        2 |            1 |                          3 |       3 |

### Findings, the worst first

| verdict          | who and what                          | severity | plan                                                                                             |
| ---------------- | ------------------------------------- | -------- | ------------------------------------------------------------------------------------------------ |
| **breach**       | viewer, REC-04 Add a record, on local | normal   | [qa-plan/records.md:12](https://github.com/example/plan/blob/abc/qa-plan/records.md?plain=1#L12) |
| **wrong reason** | viewer, REC-04 Add a record, on local | minor    | [qa-plan/records.md:12](https://github.com/example/plan/blob/abc/qa-plan/records.md?plain=1#L12) |

### Known gaps: nothing is proven here

- breach: 2 cells of 1 rule
- leak: 1 cell of 1 rule

### Not run

- 1: only SQL can witness this
- 2: the run ended before they began

### Targets

- local: the stand-in, release 0.11.0, witness SQL
- plan abc-dirty, seed 7, shards 1/2, 2/2
`);
});

test('only a run without findings and without problems of its own is called good', () => {
  expect(writeJobSummary(recordOf([recordedCell()]))).toContain('## ✅ Permissions: nothing but');
  const killed = writeJobSummary({ ...recordOf([recordedCell()], { planned: 9 }), end: null });
  expect(killed).toContain('## ❌ Permissions: the run proves too little');
  expect(killed).toContain('### The run itself\n\n- The run has not ended: 1 of 9 tests have.');
});

test('names in a summary are text: no table, no link, no HTML, nobody is notified', () => {
  const ruleTitle = 'a | b <img src=x> [c](d) @somebody `e`';
  expect(writeJobSummary(recordOf([finding({ ruleTitle })]))).toContain(
    String.raw`a \| b \<img src=x\> \[c\](d) \@somebody \`e\``,
  );
});

test('findings after the first twenty are behind a click', () => {
  const summary = writeJobSummary(recordOf(Array.from({ length: 23 }, () => finding())));
  expect(summary).toContain('<details><summary>3 more</summary>');
  expect(summary.split('<details>')[0]?.match(/\*\*breach\*\*/g)).toHaveLength(20);
});

test('annotations stand on the cells, the worst first, no more than GitHub shows', () => {
  const many = Array.from({ length: 11 }, () => finding({ verdict: 'wrong reason' }));
  const lines = writeAnnotations(recordOf([...many, finding()]));
  expect(lines).toHaveLength(11);
  expect(lines[0]).toBe(
    '::error file=qa-plan/records.md,line=12,col=60,title=breach%3A viewer%2C REC-04 Add a record::viewer added a record',
  );
  expect(lines[10]).toBe('::notice::2 more findings are in the job summary and the reports.');
  expect(writeAnnotations(recordOf([recordedCell(), knownGap()]))).toEqual([]);
});

test('nothing in a name or a message ends an annotation or begins another command', () => {
  const [line, ...more] = writeAnnotations(
    recordOf([
      finding({
        ruleTitle: 'a,b:c%0A\r\n::set-env name=x::y',
        evidence: evidenceOf({ why: '100 %\n::error::z\r' }),
      }),
    ]),
  );
  expect(more).toEqual([]);
  expect(line).not.toMatch(/[\r\n]/);
  expect(line).toContain(
    'title=breach%3A viewer%2C REC-04 a%2Cb%3Ac%250A%0D%0A%3A%3Aset-env name=x%3A%3Ay::',
  );
  expect(line).toMatch(/::100 %25%0A::error::z%0D$/);
});

test('what is wrong with the run itself is annotated first', () => {
  const lost = 'The report of shard 2/2 is missing: merge the reports of all shards.';
  const record: RunRecord = { ...recordOf([finding()]), end: { status: 'failed', ms: 1, errors: [lost] } };
  expect(writeAnnotations(record)[0]).toBe(`::error title=the run itself::${lost}`);
});

test.describe('a job', () => {
  test('gets the summary, and its outputs, behind those of earlier steps', ({}, info) => {
    mkdirSync(info.outputPath(), { recursive: true });
    const files = { GITHUB_STEP_SUMMARY: info.outputPath('s'), GITHUB_OUTPUT: info.outputPath('o') };
    writeFileSync(files.GITHUB_STEP_SUMMARY, 'before\n');
    writeFileSync(files.GITHUB_OUTPUT, 'before=1\n');
    const record = recordOf([finding(), knownGap(), recordedCell()], { planned: 5 });
    writeToJob(record, '/somewhere/run.json', files);
    expect(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')).toBe(`before\n${writeJobSummary(record)}`);
    expect(readFileSync(files.GITHUB_OUTPUT, 'utf8').split('\n')).toEqual([
      ...['before=1', 'status=failed', 'findings=1', 'known-gaps=1', 'proven=1', 'not-run=2'],
      ...['record=/somewhere/run.json', ''],
    ]);
  });

  test('gets no more than GitHub takes, cut after a line, with a word about it', ({}, info) => {
    mkdirSync(info.outputPath(), { recursive: true });
    const GITHUB_STEP_SUMMARY = info.outputPath('long');
    writeFileSync(GITHUB_STEP_SUMMARY, 'ä'.repeat(1000));
    writeToJob(recordOf(Array.from({ length: 12_000 }, () => finding())), 'run.json', {
      GITHUB_STEP_SUMMARY,
    });
    const written = readFileSync(GITHUB_STEP_SUMMARY);
    expect(written.length).toBeLessThanOrEqual(1024 * 1024);
    expect(written.length).toBeGreaterThan(1000 * 1000);
    expect(written.toString()).toMatch(/\|\n\n\n\*\*Cut here: GitHub shows 1 MiB\. [^\n]*\n$/);
    expect(cutToFit('some text', 5)).toBe('');
  });
});
