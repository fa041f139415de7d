import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { TestServer } from './test-server-client';
import { writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';

const planWith = (editor: string) =>
  trialPlan([
    `| T-1 | Add a record | \`records.add\` | allow | ${editor} | deny: privilege | deny: collaborator | deny: login |`,
    '| T-2 | List records | `records.list` | allow | allow | allow | deny: collaborator | deny: login |',
  ]);

test('an editor finds each test at its cell, and what was edited last is what runs', async ({}, info) => {
  const throwaway = writeThrowaway(info.outputPath(), planWith('allow'));
  const file = path.join(throwaway.plan, 'trial.md');
  const server = await TestServer.start(throwaway);
  try {
    expect(await server.runGlobalSetup()).toBe('passed');
    const listed = await server.listTests(file);
    expect(listed.map(({ title }) => title)).toContain('editor may add a record · T-1 · api');
    for (const { title, location } of listed) {
      const [who = ''] = title.split(' ');
      const column = columnOf(planWith('allow'), location.line, who);
      expect(path.resolve(location.file), title).toBe(file);
      expect(location.column, title).toBe(column);
    }
    // The row of T-1, as the editor asks for it: by its place.
    expect(await server.runTests(`${file}:10`)).toEqual(
      Object.fromEntries(
        ['admin', 'editor', 'viewer', 'outsider', 'anonymous'].map((who) => [who, 'passed']),
      ),
    );

    writeFileSync(file, planWith('deny: privilege'));
    const edited = await server.runTests(`${file}:10`);
    expect(edited).toMatchObject({ admin: 'passed', editor: 'breach', viewer: 'passed' });

    writeFileSync(file, planWith('alow'));
    expect(await server.runTests(file)).toEqual({});
    expect(server.errors.join('\n')).toContain('unknown expectation "alow"; did you mean allow?');

    writeFileSync(file, planWith('allow'));
    expect(await server.runTests(`${file}:10`)).toMatchObject({ editor: 'passed' });
  } finally {
    await server.stop();
  }
});

/** Where a role's cell begins in a row, counted from 1. */
function columnOf(plan: string, line: number, role: string): number {
  const lines = plan.split('\n');
  const header = lines.find((text) => text.startsWith('| ID')) ?? '';
  const index = header.split('|').findIndex((cell) => cell.trim() === role);
  const row = lines[line - 1] ?? '';
  const before = row.split('|').slice(0, index).join('|');
  return before.length + 1 + (/^\| */.exec(row.slice(before.length))?.[0].length ?? 0);
}
