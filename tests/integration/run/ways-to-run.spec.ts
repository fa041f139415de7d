import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { JSONReport } from '@playwright/test/reporter';
import { startScript } from '../support/run-cli';
import { filesBelow, startRun, writeThrowaway, type Throwaway } from '../support/throwaway';
import { SIXTY_RULES, trialPlan } from '../support/trial-plan';

test.describe.configure({ mode: 'default' });

/** Two files of one rule each; in the second, the plan is wrong for the viewer. */
function writeTwoFiles(folder: string): Throwaway {
  const list = (id: string, viewer: string) =>
    trialPlan([
      `| ${id} | List records | \`records.list\` | allow | allow | ${viewer} | deny | deny: login |`,
    ]);
  const throwaway = writeThrowaway(folder, list('T-2', 'deny: privilege'));
  const other = list('T-1', 'allow').replace('area: trial', 'area: other').replace('# Trial', '# Other');
  writeFileSync(path.join(throwaway.plan, 'other.md'), other);
  return throwaway;
}

/**
 * What a summary says of the cells: all but its first line, which names seeds and workers, times, and the blank lines between
 * a finding and an area, which end in either order.
 */
const verdictsIn = (stdout: string) =>
  stdout
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.replace(/ \(\d+ s\)$/, ''))
    .sort();

/** Allure's results without what differs from run to run: identifiers, times, data. */
const allureResults = (folder: string) =>
  filesBelow(folder)
    .filter(({ file }) => file.endsWith('-result.json'))
    .map(({ text }) => {
      type Result = Record<string, unknown> & { labels: { name: string }[] };
      const { name, status, historyId, fullName, links, statusDetails, labels } = JSON.parse(text) as Result;
      const kept = labels.filter((label) => label.name !== 'thread' && label.name !== 'host');
      return JSON.stringify({ name, status, historyId, fullName, links, statusDetails, labels: kept });
    })
    .sort();

test('shards that are merged give the summary and the Allure results of one run', async ({}, info) => {
  const throwaway = writeTwoFiles(info.outputPath());
  const { env, folder } = throwaway;
  // By it the forms are chosen in which reads are asked too.
  env.QA_PLAN_SEED = '7';
  const allure = path.join(folder, 'allure-results');
  const one = await startRun(throwaway).ended;
  expect(one.stdout).toContain('9 passed, 1 failed');
  const ofOne = allureResults(allure);
  expect(ofOne).toHaveLength(10);
  const blobs = path.join(folder, 'blobs');
  mkdirSync(blobs);
  const merge = (...args: string[]) =>
    startScript(
      ['node_modules/@playwright/test/cli.js', 'merge-reports', '-c', 'playwright.config.ts', blobs, ...args],
      env,
    ).ended;
  const runShard = async (shard: string, ends: number) => {
    env.PLAYWRIGHT_BLOB_OUTPUT_FILE = path.join(blobs, `${shard.replace('/', '-of-')}.zip`);
    const { code, stdout } = await startRun(throwaway, ['--add-reporter=blob', `--shard=${shard}`]).ended;
    expect(stdout).toMatch(new RegExp(`^5 cells on the stand-in, shard ${shard}, 2 workers, seed \\d+\n`));
    expect(code).toBe(ends);
  };
  await runShard('1/2', 0);
  for (const reporter of [[], ['--reporter=line']]) {
    const half = await merge(...reporter);
    expect(half.text).toContain('The report of shard 2/2 is missing: merge the reports of all shards.');
    expect(half.code).toBe(1);
  }
  await runShard('2/2', 1);
  const merged = await merge();
  expect(merged.stderr).toBe('');
  expect(merged.stdout).toMatch(/^10 cells on the stand-in, shard 1\/2, shard 2\/2, 4 workers, seed /);
  expect(verdictsIn(merged.stdout)).toEqual(verdictsIn(one.stdout));
  expect(merged.code).toBe(1);
  expect(allureResults(allure)).toEqual(ofOne);
});

const FINDING = 'breach: viewer, T-2 List records';

test('--repeat-each counts each try, and a finding once; --workers sets their number', async ({}, info) => {
  const { stdout } = await startRun(writeTwoFiles(info.outputPath()), ['--workers=1', '--repeat-each=2'])
    .ended;
  expect(stdout).toContain('20 cells on the stand-in, 1 worker,');
  expect(stdout).toMatch(
    new RegExp(`FINDINGS \\(2\\)\n  ${FINDING}\\s+\\S+, 2 times\n[^]*\n18 passed, 2 failed`),
  );
});

test('-x stops, and --last-failed then runs what failed and what did not run', async ({}, info) => {
  const throwaway = writeTwoFiles(info.outputPath());
  const stopped = await startRun(throwaway, ['-x', '--grep=T-2']).ended;
  expect(stopped.stdout).toMatch(/\n2 passed, 1 failed, 2 not run/);
  expect(stopped.code).toBe(1);
  const again = await startRun(throwaway, ['--last-failed']).ended;
  expect(again.stdout).toMatch(new RegExp(`^3 cells[^]*${FINDING}[^]*\n2 passed, 1 failed`));
});

test('--test-list runs the lines of --list; a list that chooses nothing fails', async ({}, info) => {
  const throwaway = writeTwoFiles(info.outputPath());
  const list = path.join(throwaway.folder, 'list.txt');
  const all = await startRun(throwaway, ['--list']).ended;
  const viewers = all.stdout.split('\n').filter((line) => line.includes('› viewer '));
  writeFileSync(list, viewers.join('\n'));
  const { stdout } = await startRun(throwaway, ['--test-list', list]).ended;
  expect(stdout).toMatch(/^2 cells[^]*\n1 passed, 1 failed/);
  writeFileSync(list, 'qa-plan/no-such-file.md\n');
  for (const reporter of [[], ['--reporter=line']]) {
    const none = await startRun(throwaway, ['--test-list', list, ...reporter]).ended;
    expect(none.stderr).toContain('No test was chosen, so nothing is proven');
    expect(none.code).toBe(1);
  }
});

test('--reporter html, junit, github and json show each cell at its place', async ({}, info) => {
  const throwaway = writeTwoFiles(info.outputPath());
  const { env, folder } = throwaway;
  const at = (name: string) => path.join(folder, name);
  env.PLAYWRIGHT_JUNIT_OUTPUT_FILE = at('junit.xml');
  env.PLAYWRIGHT_JSON_OUTPUT_FILE = at('report.json');
  env.PLAYWRIGHT_HTML_OUTPUT_DIR = at('html');
  env.PLAYWRIGHT_HTML_OPEN = 'never';
  const { code, stdout } = await startRun(throwaway, ['--reporter=html,junit,json,github']).ended;
  expect(code).toBe(1);
  const place = `${env.QA_PLAN_FOLDER ?? ''}/trial.md`;
  expect(stdout).toMatch(new RegExp(`::error file=${place},.*line=10,col=\\d+::[^]*breach`));
  expect(existsSync(at('html/index.html'))).toBe(true);
  const junit = readFileSync(at('junit.xml'), 'utf8');
  expect(junit).toMatch(/<testsuites .*tests="10" failures="0" skipped="0" errors="1"/);
  expect(junit).toContain(`<property name="plan" value="${place}:10">`);
  const { stats } = JSON.parse(readFileSync(at('report.json'), 'utf8')) as JSONReport;
  expect(stats).toMatchObject({ expected: 9, unexpected: 1, flaky: 0 });
});

test('--trace on keeps what a cell did on its page', async ({}, info) => {
  const allow = '| T-1 | Add a record | `records.add` | allow | allow | allow | deny | deny: login |';
  const throwaway = writeThrowaway(info.outputPath(), trialPlan([allow], 'ui'));
  const chosen = ['--grep', 'editor may add a record .* New Record'];
  const traces = () =>
    filesBelow(path.join(throwaway.folder, 'out')).filter(({ file }) => file.endsWith('trace.zip'));
  const { stdout } = await startRun(throwaway, chosen).ended;
  expect(stdout).toContain('1 passed');
  expect(traces()).toEqual([]);
  const { stdout: traced } = await startRun(throwaway, [...chosen, '--trace', 'on']).ended;
  expect(traced).toContain('1 passed');
  const [trace, ...more] = traces();
  expect(more).toEqual([]);
  // The names in an archive are plain text; here that of a picture of the page.
  expect(/screencast\/page@\w+-\d+\.jpeg/.test(trace?.text ?? '')).toBe(true);
});

for (const [option, says] of [
  ['--retries=1', /^--retries is refused: a permission that changes between two tries is a finding/],
  ['--only-changed', /^--only-changed is refused: [^]*npx qa-plan affected --base main/],
] as const)
  test(`${option} is refused with the reason, and nothing starts`, async ({}, info) => {
    const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES);
    const { code, stdout, stderr } = await startRun(throwaway, [option]).ended;
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

test('a cell under way at Ctrl-C is interrupted: no pass, and no failure', async ({}, info) => {
  // A signal between two cells interrupts none.
  await expect(async () => {
    const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES);
    const junit = path.join(throwaway.folder, 'junit.xml');
    throwaway.env.PLAYWRIGHT_JUNIT_OUTPUT_FILE = junit;
    const { child, ended } = startRun(throwaway, ['--add-reporter=list,junit']);
    const first = new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('T-1 · api')) resolve();
      });
    });
    await Promise.race([first, ended]);
    child.kill('SIGINT');
    const { stdout } = await ended;
    expect(stdout).toMatch(/\n\d+ passed, 0 failed, 1 interrupted, \d+ not run/);
    expect(stdout).toMatch(/Interrupted\n {2}\w+, T-\d+ Add a record/);
    const isInterrupted = /"verdict" value="interrupted"[^]*?<skipped>/;
    expect(readFileSync(junit, 'utf8')).toMatch(isInterrupted);
    expect(allureResults(path.join(throwaway.folder, 'allure-results')).join('\n')).toMatch(
      /"status":"skipped"[^\n]*"message":"interrupted: the run was stopped/,
    );
  }).toPass({ intervals: [0] });
});
