import { chromium } from '@playwright/test';
import { findBrowser } from '../../../src/browser/find-browser';
import { contextOf } from './check';
import type { Library } from './library';
import { pageObjects } from './pages';
import { account } from './scenes';
import { removeOwnDatabases, type Use, type Workshop } from './use';

/** A use that did not do what its control is for, and why. */
export interface FailedUse {
  page: string;
  control: string;
  reason: string;
}

/**
 * Uses every control that changes something, as admin, and looks through the API whether it did.
 * @param progress is told of each use; without a reason it went well
 * @returns those that failed
 */
export async function tryUses(
  library: Library,
  uses: readonly Use[],
  progress: (use: Use, reason: string | undefined) => void,
): Promise<FailedUse[]> {
  const { executablePath, args } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args });
  const { world } = library;
  const failed: FailedUse[] = [];
  try {
    const context = await contextOf(browser, world.state.baseUrl, account(library, 'admin'));
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const workshop: Workshop = {
      p: pageObjects(page),
      library,
      names: {
        schema: world.name('used_schema'),
        table: 'used_table',
        exploration: world.name('used_exploration'),
        form: world.name('used_form'),
        role: world.name('used_role'),
        user: world.name('used_user'),
        database: world.name('used_database'),
        existing: world.name('used_existing'),
        password: `Pw-${world.faker.string.alphanumeric(20)}`,
      },
    };
    for (const use of uses) {
      const reason = await tryOne(use, workshop);
      progress(use, reason);
      if (reason !== undefined) failed.push({ page: use.page, control: use.control, reason });
    }
    await context.close();
    await removeOwnDatabases(workshop);
  } finally {
    await browser.close();
  }
  return failed;
}

/** Milliseconds in which an effect must be seen after the page said that it was done. */
const EFFECT_MS = 3000;

async function tryOne({ prepare, use, look }: Use, workshop: Workshop): Promise<string | undefined> {
  try {
    await prepare?.(workshop);
    const before = JSON.stringify(await look(workshop));
    await use(workshop);
    const end = Date.now() + EFFECT_MS;
    while (Date.now() < end) {
      if (JSON.stringify(await look(workshop)) !== before) return undefined;
    }
    return 'nothing changed';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
