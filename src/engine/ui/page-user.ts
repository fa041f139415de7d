import type { Page } from '@playwright/test';
import type { Role } from '../../roles';
import type { Install } from '../../target/install';
import { again } from '../../target/again';
import { userIn } from '../../target/session';
import type { RunAccount } from '../../target/state';
import { requireActor } from '../sessions';

/** Whose page it is; without an account, an anonymous one. */
export interface PageUser {
  install: Install;
  role: Role;
  account: RunAccount | undefined;
  /** The account may be used up by what is done on the page. */
  spendable: boolean;
}

/** The address of the page and its data, then the same of the home page, as the browser is answered now. */
const LOOK = `fetch('/').then(async (home) => [
  [location.pathname, document.getElementById('common-data')?.outerHTML ?? ''],
  [new URL(home.url).pathname, await home.text(), home.status],
])`;

/**
 * Proves that a page was made for its user, and that the browser still has that user's session.
 * @throws SessionEnded; InstallError when the install does not tell; Error when it does not answer
 */
export const proveUser = (page: Page, user: PageUser): Promise<void> => again(() => proveOnce(page, user));

async function proveOnce(page: Page, { install, role, account }: PageUser): Promise<void> {
  const [open, home] =
    await page.evaluate<[[path: string, text: string], [path: string, text: string, status: number]]>(LOOK);
  const ask = (path: string, text: string, status: number) =>
    userIn(install.baseUrl, { location: path, text, status });
  // Public pages name no user, and plain ones have no data.
  const names = account ? open[0].startsWith('/auth/login/') || /"user":\s*{/.test(open[1]) : false;
  if (names) requireActor(role.name, account, ask(...open, 200));
  requireActor(role.name, account, ask(...home));
}
