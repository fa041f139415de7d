import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { Browsing } from '../../../src/target/browser/browsing';
import { PROJECT, writeThrowaway } from './throwaway';
import { trialPlan } from './trial-plan';

test.setTimeout(240_000);

const planWith = (viewer: string) =>
  trialPlan(
    [
      `| T-1 | Add a record | \`records.add\` | allow | allow | ${viewer} | deny: collaborator | deny: login |`,
    ],
    'api, ui',
  );
const ON_PAGE = /^editor may add a record · T-1 · ui · table page: New Record/;

test('UI mode shows each cell at its place in the plan, runs it, and follows an edit', async ({}, info) => {
  const throwaway = writeThrowaway(info.outputPath(), planWith('deny: privilege'));
  const cli = path.join(PROJECT, 'node_modules', '@playwright', 'test', 'cli.js');
  const child = spawn(process.execPath, [cli, 'test', '--ui-host', '127.0.0.1', '--ui-port', '0'], {
    cwd: PROJECT,
    env: throwaway.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const browsing = new Browsing('http://127.0.0.1');
  try {
    const url = await new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        const [found] = /http:\/\/\S+/.exec(chunk.toString()) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    const page = await (await browsing.browser()).newPage({ viewport: { width: 1600, height: 1000 } });
    await page.goto(url);
    await page.getByRole('button', { name: 'Expand all' }).click();
    const cell = page.getByRole('treeitem', { name: ON_PAGE });
    await cell.click();
    // The source beside it is the plan, at the row of the rule.
    await expect(page.getByRole('tabpanel', { name: 'Source' })).toContainText('Add a record');
    await run(page, ON_PAGE);
    await expect(cell).toHaveAccessibleName(/passed|check/);
    // What a person did on the page is in the step log.
    await expect(page.getByRole('tabpanel', { name: 'Actions' })).toContainText('New Record');

    writeFileSync(path.join(throwaway.plan, 'trial.md'), planWith('allow'));
    const edited = page.getByRole('treeitem', { name: /^\S+ viewer may add a record · T-1 · api/ });
    await expect(edited).toBeVisible();
    await run(page, /viewer may add a record · T-1 · api/);
    await expect(edited).toHaveAccessibleName(/error/);
  } finally {
    await info.attach('UI mode', { body: await screenshot(browsing), contentType: 'image/png' });
    await browsing.end();
    child.kill('SIGINT');
    await exit;
  }
});

async function run(page: Page, name: RegExp): Promise<void> {
  const item = page.getByRole('treeitem', { name });
  await item.hover();
  await item.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('button', { name: /^Stop/ })).toBeDisabled({ timeout: 90_000 });
}

async function screenshot(browsing: Browsing): Promise<Buffer> {
  const [context] = (await browsing.browser()).contexts();
  return (await context?.pages()[0]?.screenshot()) ?? Buffer.from('');
}
