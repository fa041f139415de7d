import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { Browsing } from '../../../src/target/browser/browsing';
import { PROJECT } from '../support/run-cli';
import { writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';

const planWith = (viewer: string) =>
  trialPlan(
    [
      `| T-1 | Add a record | \`records.add\` | allow | allow | ${viewer} | deny: collaborator | deny: login |`,
    ],
    'api, ui',
  );

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
    const tree = page.getByTestId('test-tree');
    await expect(tree.getByRole('treeitem').first()).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Expand all' }).click();

    const cell = tree.getByRole('treeitem', {
      name: 'editor may add a record · T-1 · ui · table page: New Record',
    });
    await cell.click();
    // The source next to it is the plan, at the row of the rule.
    const source = page.getByRole('tabpanel', { name: 'Source' });
    await expect(source).toContainText('trial.md');
    await expect(source.locator('.source-line-running')).toContainText('| T-1 | Add a record |');
    await run(cell);
    await expect(cell).toHaveAccessibleName(/icon-check/, PATIENTLY);
    // What a person did on the page is in the step log.
    await expect(page.getByTestId('actions-tree')).toContainText('Click');

    writeFileSync(path.join(throwaway.plan, 'trial.md'), planWith('allow'));
    const edited = tree.getByRole('treeitem', { name: 'viewer may add a record · T-1 · api' });
    await expect(edited).toBeVisible(PATIENTLY);
    await run(edited);
    await expect(edited).toHaveAccessibleName(/icon-error/, PATIENTLY);
  } finally {
    await info.attach('UI mode', { body: await screenshot(browsing), contentType: 'image/png' });
    await browsing.end();
    child.kill('SIGINT');
    await exit;
  }
});

/** Starting a stand-in and a browser takes its time on a busy machine. */
const PATIENTLY = { timeout: 90_000 };

async function run(cell: Locator): Promise<void> {
  await cell.hover();
  await cell.getByRole('button', { name: 'Run' }).click();
}

async function screenshot(browsing: Browsing): Promise<Buffer> {
  const [context] = (await browsing.browser()).contexts();
  return (await context?.pages()[0]?.screenshot()) ?? Buffer.from('');
}
