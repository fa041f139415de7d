import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { runCheck } from '../../../src/cli/check';
import { planStatistics } from '../../../src/plan/statistics';
import { compilePlan } from '../../../src/plan/compile';
import { loadPlan } from '../../../src/plan/load';
import { coveringFile, matrix, planText, row } from './plans';
import { vocabulary } from './vocabulary';

function check(folder: string) {
  const out: string[] = [];
  const err: string[] = [];
  const code = runCheck({
    folder,
    names: { local: vocabulary, demo: vocabulary },
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function writePlan(folder: string, files: Record<string, string>): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return folder;
}

const GAP = '\n[^g]: known gap (inconclusive) until 2026-12-31, mathesar#1: a reason\n';
const gapped = matrix([row('A-1', { cells: 'allow | – | hide | deny[^g] | -' })]) + GAP;

test('prints the cells of each role and the plan in one last line', async () => {
  const folder = await writePlan(test.info().outputPath('plan'), {
    'area.md': planText('area', gapped),
    'covering.md': coveringFile().text,
  });
  expect(check(folder)).toEqual({
    code: 0,
    err: '',
    out: `role       cells  allow  deny  hide  known gaps
admin          8      8     0     0           0
editor         7      7     0     0           0
viewer         8      7     0     1           0
outsider       8      0     8     0           1
anonymous      7      0     7     0           0
plan: 2 files, 8 rules, 38 cells, 10 more on pages, 7 of 7 methods covered`,
  });
});

test('prints every problem and fails', async () => {
  const broken = matrix([
    row('A-1', { action: 'records.gett', cells: 'allow | allow | alow | deny | deny' }),
  ]);
  const folder = await writePlan(test.info().outputPath('plan'), {
    'area.md': planText('area', broken),
    'covering.md': coveringFile().text,
  });
  const printed = path.relative('', folder).split(path.sep).join('/');
  expect(check(folder)).toEqual({
    code: 1,
    out: '',
    err: `${printed}/area.md:7:25  unknown action "records.gett"; did you mean records.get?
  known for records: list, get, add, delete
  add it to src/actions/area.ts, or correct the cell
${printed}/area.md:7:57  unknown expectation "alow"; did you mean allow?
  a cell is allow (✅), deny (❌), deny: <reason>, hide or –, and may end with a known gap: deny[^id]
2 problems; nothing runs until the plan is corrected`,
  });
});

test('prints how many rows the pages of other kinds have', async () => {
  const folder = await writePlan(test.info().outputPath('plan'), {
    'covering.md': coveringFile().text,
    'deployment.md': await readFile('qa-plan/deployment.md', 'utf8'),
    'composed-roles.md': await readFile('qa-plan/composed-roles.md', 'utf8'),
    'upgrade.md': planText(
      'upgrade',
      '| ID | Rule | Roles | 1.0.0 | 1.1.0 | Source |\n|--|--|--|--|--|--|\n| COV-0 | Get a record | admin | allow | deny: admin | notes |\n',
      'kind: upgrade\n',
    ),
  });
  const { out, err } = check(folder);
  expect(err).toBe('');
  const rows = (await readFile('qa-plan/deployment.md', 'utf8')).match(/^\| DEP-/gm)?.length;
  const questions = (await readFile('qa-plan/composed-roles.md', 'utf8')).match(/^\| CMP-/gm)?.length;
  expect(out.split('\n').slice(-3)).toEqual([
    `deployment: ${String(rows)} privileges`,
    `composed roles: ${String(questions)} questions`,
    'upgrade from 1.0.0 to 1.1.0: 1 changes',
  ]);
});

test('sums up very many problems by kind first', async () => {
  const rows = Array.from({ length: 45 }, (_, index) => {
    const cells =
      index < 5 ? 'allow | allow | allow | deny: logn | deny' : `allow | a${String(index)} | – | – | deny`;
    return row(`A-${String(index)}`, { cells });
  });
  const folder = await writePlan(test.info().outputPath('plan'), {
    'area.md': planText('area', matrix(rows)),
    'covering.md': coveringFile().text,
  });
  const printed = path.relative('', folder).split(path.sep).join('/');
  expect(check(folder).err.split('\n').slice(0, 4)).toEqual([
    '45 problems, by kind:',
    `     40  unknown expectation "…", first at ${printed}/area.md:12:48`,
    `      5  unknown reason "…", first at ${printed}/area.md:7:70`,
    '',
  ]);
});

test('prints a warning and succeeds', async () => {
  const rows = Array.from({ length: 41 }, (_, index) => row(`A-${String(index)}`));
  const folder = await writePlan(test.info().outputPath('plan'), {
    'area.md': planText('area', matrix(rows)),
    'covering.md': coveringFile().text,
  });
  const { code, out, err } = check(folder);
  expect(code).toBe(0);
  expect(err).toContain('area.md:1:1  warning: 205 cells');
  expect(out.split('\n').at(-1)).toBe(
    'plan: 2 files, 48 rules, 240 cells, 10 more on pages, 7 of 7 methods covered',
  );
});

test('says that the folder is missing, and fails', () => {
  const folder = test.info().outputPath('nowhere');
  expect(check(folder)).toEqual({
    code: 1,
    out: '',
    err: `${folder} is no folder that can be read; the plan is expected there`,
  });
});

test('fails on a folder without a plan', async () => {
  const folder = await writePlan(test.info().outputPath('plan'), { 'README.md': '# How to write a plan' });
  const { code, err } = check(folder);
  expect(code).toBe(1);
  expect(err).toContain('the plan is empty');
});

test('loads the Markdown files of a folder by name, README apart', async () => {
  const names = ['b.md', 'README.md', 'a.md', 'notes.txt', 'Readme.MD', 'c.md.bak'];
  const folder = await writePlan(
    test.info().outputPath('plan'),
    Object.fromEntries(names.map((name) => [name, `in ${name}`])),
  );
  await mkdir(path.join(folder, 'd.md'));
  const printed = path.relative('', folder).split(path.sep).join('/');
  expect(loadPlan(folder)).toEqual([
    { file: `${printed}/a.md`, text: 'in a.md' },
    { file: `${printed}/b.md`, text: 'in b.md' },
  ]);
});

test('counts a method as covered only where a cell exercises it', () => {
  const text = planText(
    'area',
    matrix([row('A-1'), row('A-2', { action: 'records.add', cells: '– | – | – | – | –' })]),
  );
  const { plan } = compilePlan([{ file: 'qa-plan/area.md', text }], vocabulary);
  expect(planStatistics(plan, vocabulary).methods).toEqual({ covered: 1, total: 7 });
});
