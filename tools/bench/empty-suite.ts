import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bareEnvironment, PROJECT } from '../../tests/integration/support/run-cli';
import { PLAYWRIGHT, runWell, type Ran } from './run';

/** Playwright, for suites that lie outside of the project. */
export const TEST_MODULE = pathToFileURL(path.join(PROJECT, 'node_modules/@playwright/test/index.mjs')).href;

/** A plain Playwright suite, of nothing but Playwright. */
export class EmptySuite {
  /** @param tests how many empty tests each of its files has */
  constructor(
    private readonly folder: string,
    tests: readonly number[],
    workers = 2,
  ) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, 'playwright.config.mjs'),
      `export default { testDir: '.', workers: ${String(workers)}, reporter: 'line', outputDir: 'out' };\n`,
    );
    for (const [index, count] of tests.entries()) {
      const lines = [`import { test } from ${JSON.stringify(TEST_MODULE)};`];
      for (let n = 1; n <= count; n += 1) lines.push(`test('role ${String(n)} may do nothing', () => {});`);
      writeFileSync(path.join(folder, `file-${String(index)}.spec.mjs`), `${lines.join('\n')}\n`);
    }
  }

  /**
   * @param options.list only lists its tests
   * @param options.asTyped by `npx`, as a person does
   * @throws Error when it does not run, or not well
   */
  async run({ list = false, asTyped = false } = {}): Promise<Ran> {
    const args = ['test', '-c', this.folder, ...(list ? ['--list'] : [])];
    const env = bareEnvironment();
    return asTyped
      ? runWell(['playwright', ...args], { env, command: 'npx' })
      : runWell([PLAYWRIGHT, ...args], { env });
  }
}
