import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Repository } from '../support/repository';
import { bareEnvironment, PROJECT, startScript } from '../support/run-cli';

test.skip(spawnSync('git', ['--version']).error !== undefined, 'there is no Git');

const COPIED = ['src', 'fixtures', 'pages', 'wire', 'qa-plan', 'tests/journeys', 'tests/demo'];
const FILES = ['package.json', 'package-lock.json', 'playwright.config.ts', 'tsconfig.json', '.gitignore'];

/** A copy of the project, committed on the branch `main` of a repository of its own. */
function copyProject(folder: string) {
  for (const each of [...COPIED, ...FILES])
    cpSync(path.join(PROJECT, each), path.join(folder, each), { recursive: true });
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(folder, 'node_modules'));
  const repository = new Repository(folder);
  const git = (...args: string[]) => repository.git(...args);
  git('add', '--all');
  git('commit', '--quiet', '--message=before');
  const at = (file: string) => path.join(folder, file);
  const start = (...args: string[]) => startScript(args, bareEnvironment(), { cwd: folder }).ended;
  return {
    git,
    affected: (base = 'main') => start('src/cli/qa-plan.mjs', 'affected', '--base', base),
    list: (places: string[]) => start('node_modules/@playwright/test/cli.js', 'test', '--list', ...places),
    append: (file: string, text: string) => {
      appendFileSync(at(file), text);
    },
    /** Changes the row of a rule. @returns its place */
    edit: (file: string, id: string, change: (row: string) => string) => {
      const lines = readFileSync(at(file), 'utf8').split('\n');
      const index = lines.findIndex((line) => line.startsWith(`| ${id} `));
      lines[index] = change(lines[index] ?? '');
      writeFileSync(at(file), lines.join('\n'));
      return `${file}:${String(index + 1)}`;
    },
  };
}

test('affected prints the rows, files and specs that differ, as arguments of Playwright', async ({}, info) => {
  const project = copyProject(info.outputPath('project'));
  const before = await project.affected();
  expect(before).toMatchObject({ code: 0, stderr: 'no test differs from main\n' });
  const nothing = await project.list(before.stdout.trim().split(' '));
  expect(nothing).toMatchObject({ code: 0, stdout: expect.stringContaining('Total: 0 tests') });

  // Prose moves every row of its file and changes none.
  const users = readFileSync(path.join(info.outputPath('project'), 'qa-plan/users.md'), 'utf8');
  writeFileSync(
    path.join(info.outputPath('project'), 'qa-plan/users.md'),
    users.replace(/^# .*$/m, '$&\n\nProse.'),
  );
  const row = project.edit('qa-plan/records.md', 'REC-04', (text) => text.replace('deny: privilege', 'deny'));
  // The row of which that one is the positive control.
  const dependent = project.edit('qa-plan/records.md', 'REC-16', (text) => text);
  project.append('src/actions/servers.ts', '// A change.\n');
  project.append('src/actions/arguments/csrf.ts', '// A change that the actions on data files import.\n');
  project.append('tests/journeys/example.spec.ts', '// A change.\n');
  project.git('switch', '--quiet', '--create', 'topic');
  const { code, stdout, stderr } = await project.affected();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const places = stdout.trimEnd().split('\n');
  expect(places.filter((place) => place.startsWith('qa-plan/records.md'))).toEqual([row, dependent]);
  expect(places).toContain('qa-plan/servers.md');
  expect(places.some((place) => place.startsWith('qa-plan/data-files.md'))).toBe(true);
  expect(places.filter((place) => place.startsWith('tests/'))).toEqual(['tests/journeys/example.spec.ts']);
  expect(stdout).not.toMatch(/users|tables|schemas|demo\.md$/m);

  const listed = await project.list(places);
  expect(listed.code).toBe(0);
  expect(listed.stdout).toContain(`${row}:`);
  const ids = new Set(
    [...listed.stdout.matchAll(/records\.md:\d+:\d+.* · ([A-Z]+-\d+) · /g)].map(([, id]) => id),
  );
  expect([...ids]).toEqual(['REC-04', 'REC-16']);
});

test('affected prints the whole plan for a change that every cell uses, and errors for what it can not compare', async ({}, info) => {
  const project = copyProject(info.outputPath('project'));
  const unknown = await project.affected('nowhere');
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toMatch(/^Git knows no commit "nowhere" here; name a branch/);

  project.append('src/engine/attempt.ts', '// A change.\n');
  const all = await project.affected();
  expect(all.stderr).toContain('src/engine/attempt.ts changed, which every cell uses: the whole plan');
  for (const place of ['qa-plan/records.md', 'qa-plan/demo.md', 'tests/journeys/upgrade.spec.ts'])
    expect(all.stdout.split('\n')).toContain(place);

  project.edit('qa-plan/records.md', 'REC-04', (text) => text.replace('allow', 'alow'));
  const broken = await project.affected();
  expect(broken).toMatchObject({ code: 1, stdout: '' });
  expect(broken.stderr).toMatch(/records\.md:\d+:\d+ {2}unknown expectation "alow"/);
});

test('without Git affected says so', async () => {
  const env = { ...bareEnvironment(), PATH: '/nowhere' };
  const { code, stderr } = await startScript(['src/cli/qa-plan.mjs', 'affected'], env).ended;
  expect(stderr).toBe('Git is not installed here, and tells what differs; install it first\n');
  expect(code).toBe(1);
});
