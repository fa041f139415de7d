import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readRecord } from '../../../src/record/read';
import { Job } from '../support/action';
import { filesBelow } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';
import { withStandIn } from '../support/with-stand-in';

const RIGHT = trialPlan([
  '| T-1 | List records | `records.list` | allow | allow | allow | deny: collaborator | deny: login |',
]);
const WRONG = RIGHT.replace('| allow | deny: coll', '| deny: privilege | deny: coll').replaceAll(
  'T-1',
  'T-2',
);

/** A repository that builds a Mathesar, and has a plan of its own. */
function jobWith(plan: Record<string, string>): Job {
  const job = new Job();
  mkdirSync(path.join(job.workspace, 'plan'));
  for (const [name, text] of Object.entries(plan))
    writeFileSync(path.join(job.workspace, 'plan', name), text);
  return job;
}

const AREAS = { 'right.md': RIGHT.replace('area: trial', 'area: right'), 'wrong.md': WRONG.replace('area: trial', 'area: wrong') };

test('the steps of the action try a Mathesar that is given, and tell what they found', async () => {
  await withStandIn({}, ({ baseUrl, admin, databaseUrl }) => {
    const job = jobWith(AREAS);
    const { code, outputs, log, summary, artifacts } = job.run({
      ...{ address: baseUrl, username: admin.username, password: admin.password },
      ...{ 'database-url': databaseUrl, plan: 'plan' },
    });
    expect(code, log).toBe(1);
    expect(outputs, log).toMatchObject({
      status: 'failed',
      findings: '1',
      proven: '9',
      'known-gaps': '0',
      'not-run': '0',
    });
    // Places are those of the repository that has the plan.
    expect(log).toMatch(
      /\n::error file=plan\/wrong\.md,line=10,col=\d+,title=breach%3A viewer%2C T-2 List records::/,
    );
    expect(log.match(/^::error/gm)).toHaveLength(1);
    expect(summary).toContain('## ❌ Permissions: 1 finding');
    expect(summary).toContain(`- local: ${baseUrl}, release `);
    expect(readRecord(outputs.record).results).toHaveLength(10);
    const reports = artifacts.permissions ?? '';
    expect(reports).toBe(outputs.reports);
    for (const name of [
      'run.json',
      'matrix.md',
      'junit.xml',
      'results.sarif',
      'code-scanning.sarif',
      'summary.md',
    ])
      expect(existsSync(path.join(reports, 'results', name)), name).toBe(true);
    expect(existsSync(path.join(reports, 'allure-report/index.html'))).toBe(true);
    const told = [log, summary, ...filesBelow(reports).map(({ text }) => text)].join('\n');
    for (const secret of [admin.password, databaseUrl]) expect(told).not.toContain(secret);
    return Promise.resolve();
  });
});

test('shards, their blob reports handed on as artifacts, merge to the reports of one run', () => {
  const job = jobWith(AREAS);
  const whole = job.run({ plan: 'plan' });
  const kept = path.join(job.workspace, 'whole');
  renameSync(whole.outputs.reports ?? '', kept);
  const blobs = path.join(job.workspace, 'blobs');
  mkdirSync(blobs);
  for (const [shard, ends] of [
    ['1/2', 0],
    ['2/2', 1],
  ] as const) {
    const { code, outputs, artifacts, log } = job.run({ plan: 'plan', shard });
    expect(code, log).toBe(ends);
    // What a part found is told by the merge alone.
    expect(outputs.status).toBe('');
    const name = `permissions-blob-${shard.replace('/', '-of-')}`;
    expect(Object.keys(artifacts)).toEqual([name]);
    for (const file of filesIn(artifacts[name] ?? ''))
      renameSync(file, path.join(blobs, path.basename(file)));
  }
  const merged = job.run({ plan: 'plan', blobs: 'blobs' });
  expect(merged.code, merged.log).toBe(1);
  expect(merged.outputs).toMatchObject({ status: 'failed', findings: '1', proven: '9' });
  expect(merged.summary).toContain('shards 1/2, 2/2');
  const of = (reports: string) =>
    readFileSync(path.join(reports, 'results/matrix.md'), 'utf8').split('\n').slice(4);
  expect(of(merged.outputs.reports ?? '')).toEqual(of(kept));
});

const filesIn = (folder: string) => filesBelow(folder).map(({ file }) => file);

test('a run that could not begin ends with its code, and says that nothing was run', () => {
  const job = jobWith(AREAS);
  const { code, outputs, log, summary } = job.run({ plan: 'plan', address: 'https://mathesar.example.org' });
  expect(code, log).toBe(3);
  expect(outputs).toMatchObject({ status: 'not run', record: '' });
  expect(log).toContain('LOCAL_ADMIN_USERNAME');
  expect(summary).toContain('## ❌ Permissions: nothing was run');
});
