import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readRecord } from '../../../src/record/read';
import type { RunRecord } from '../../../src/record/schema';
import { runCli, startScript } from '../support/run-cli';
import { startRun, writeThrowaway, type Throwaway } from '../support/throwaway';
import { SIXTY_RULES, trialPlan } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();

/** Two files; in one, the plan is wrong for the viewer, and has a gap that has closed. */
function writeTwoFiles(folder: string): Throwaway {
  const rule = (id: string, viewer: string) =>
    `| ${id} | List records | \`records.list\` | allow | allow | ${viewer} | deny | deny: login |`;
  const throwaway = writeThrowaway(folder, trialPlan([rule('T-2', 'deny: privilege')]), install());
  const other = trialPlan([rule('T-1', 'allow')]).replace('area: trial', 'area: other');
  writeFileSync(path.join(throwaway.plan, 'other.md'), other);
  // By it the forms are chosen in which reads are asked too.
  throwaway.env.QA_PLAN_SEED = '7';
  return throwaway;
}

const resultsOf = ({ plan }: Throwaway) => path.join(plan, '.results');

/** What is the same in every run: not times, and not the names and numbers of a run's own objects. */
const steady = ({ results }: RunRecord) =>
  results
    .map((result) => {
      const { id, status, place, title } = result;
      return { id, status, place, title, verdict: result.kind === 'cell' ? result.verdict : undefined };
    })
    .sort((one, other) => one.id.localeCompare(other.id));

/** The lines of every view without what differs from run to run, and without the line that names shards. */
const viewsIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => /\.(md|csv|xml|sarif)$/.test(name))
      .map((name) => {
        const lines = readFileSync(path.join(folder, name), 'utf8')
          .split('\n')
          .filter((line) => !line.includes('shard'))
          .map((line) => line.replaceAll(/\bqaplan\w*|[0-9a-f]{8,}|\d+/g, '#').replace(/,$/, ''));
        return [name, lines.sort()];
      }),
  );

test('shards that are merged give the record and all the views of one run; a missing shard is told', async ({}, info) => {
  const throwaway = writeTwoFiles(info.outputPath());
  const { env, folder } = throwaway;
  await startRun(throwaway).ended;
  const whole = path.join(folder, 'whole');
  cpSync(resultsOf(throwaway), whole, { recursive: true });
  const blobs = path.join(folder, 'blobs');
  mkdirSync(blobs);
  const merge = () =>
    startScript(
      ['node_modules/@playwright/test/cli.js', 'merge-reports', '-c', 'playwright.config.ts', blobs],
      env,
    ).ended;
  const runShard = async (shard: string, ends: number) => {
    env.PLAYWRIGHT_BLOB_OUTPUT_FILE = path.join(blobs, `${shard.replace('/', '-')}.zip`);
    const { code, text } = await startRun(throwaway, ['--add-reporter=blob', `--shard=${shard}`]).ended;
    expect(code, text).toBe(ends);
  };
  const recordFile = path.join(resultsOf(throwaway), 'run.json');

  await runShard('1/2', 0);
  expect((await merge()).code).toBe(1);
  const lost = 'The report of shard 2/2 is missing: merge the reports of all shards.';
  const half = readRecord(recordFile);
  expect(half.end).toMatchObject({ status: 'failed', errors: [lost] });
  const summary = readFileSync(path.join(resultsOf(throwaway), 'summary.md'), 'utf8');
  expect(summary).toContain(`### The run itself\n\n- ${lost}`);

  await runShard('2/2', 1);
  expect((await merge()).code).toBe(1);
  const merged = readRecord(recordFile);
  expect(merged.run.shards).toEqual(['1/2', '2/2']);
  expect(steady(merged)).toEqual(steady(readRecord(path.join(whole, 'run.json'))));
  expect(merged.results).toHaveLength(10);
  expect(merged.end).toMatchObject({ status: 'failed', errors: [] });
  expect(viewsIn(resultsOf(throwaway))).toEqual(viewsIn(whole));
});

test('a run that was killed leaves a record from which its reports are made, and which say so', async ({}, info) => {
  const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES, install());
  const { env } = throwaway;
  const { child, ended } = startRun(throwaway);
  const folder = resultsOf(throwaway);
  const file = path.join(folder, 'run.json');
  await expect
    .poll(() => (existsSync(file) ? readRecord(file).results.length : 0), { timeout: 300_000 })
    .toBeGreaterThan(2);
  child.kill('SIGKILL');
  await ended;
  const { results, end, run } = readRecord(file);
  expect(end).toBeNull();
  expect(results.length).toBeLessThan(run.planned);
  const summary = await runCli(['summary', file], env);
  expect(summary.stdout).toMatch(/, \d+ not run; the run has not ended\n$/);
  expect(summary.code).toBe(1);
  const report = await runCli(['report', '--record', file], env);
  expect(report).toMatchObject({ code: 0, stdout: `reports: ${folder}\n`, stderr: '' });
  const told = `The run has not ended: ${String(results.length)} of 300 tests have.`;
  for (const name of ['summary.md', 'junit.xml', 'results.sarif'])
    expect(readFileSync(path.join(folder, name), 'utf8'), name).toContain(told);
});
