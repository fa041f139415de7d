import { expect, test } from '@playwright/test';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readRelease } from '../src/releases';
import { cookieOf, rpc, signInAs, startStandIn, type Session, type StandIn } from './start';

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'qa-plan-kept-'));
});
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
/** The folder itself, so that the user that runs PostgreSQL for root can get to it. */
const start = (release: string, data = folder) =>
  startStandIn({ QA_PLAN_RELEASE: release, QA_PLAN_DATA: data });

/** The release that the pages say they are of. */
async function releaseOf({ baseUrl }: StandIn, session: Session): Promise<string | undefined> {
  const page = await fetch(baseUrl, { headers: { cookie: cookieOf(session) } });
  return /"current_release_tag_name":"([^"]*)"/.exec(await page.text())?.[1];
}

test('data that are kept outlive the install, killed or not, and a newer release asks for its functions', async () => {
  const first = await start('0.10.1');
  const session = await signInAs(first, first.admin.username, first.admin.password);
  await rpc(first, session, 'databases.setup.create_new', { database: 'kept' });
  expect(await releaseOf(first, session)).toBe('0.10.1');
  if (process.platform !== 'win32') {
    expect(statSync(path.join(folder, 'install.json')).mode & 0o077, 'a secret of this user').toBe(0);
  }
  process.kill(first.pid, 'SIGKILL');
  // The watchdog removes what is not kept, and PostgreSQL before it.
  await expect.poll(() => existsSync(first.folder), { timeout: 20_000 }).toBe(false);

  const second = await start('0.11.0');
  try {
    expect(second.admin).toEqual(first.admin);
    expect(await releaseOf(second, session)).toBe('0.11.0');
    const due = async () =>
      (await rpc(second, session, 'databases.configured.list', {})).map(
        ({ name, needs_upgrade_attention }) => [name, needs_upgrade_attention],
      );
    expect(await due()).toEqual([
      ['home', true],
      ['kept', true],
    ]);
    const [home] = await rpc(second, session, 'databases.configured.list', {});
    await rpc(second, session, 'databases.upgrade_sql', { database_id: home?.id ?? 0 });
    expect(await due()).toEqual([
      ['home', false],
      ['kept', true],
    ]);
  } finally {
    await second.stop();
  }
  await expect(start('0.10.1')).rejects.toThrow(/were opened by release 0\.11\.0, and 0\.10\.1 is older/);
  expect(existsSync(path.join(folder, 'postgres', 'PG_VERSION'))).toBe(true);
});

test('only an empty folder or a whole install is taken for data', async () => {
  const strange = mkdtempSync(path.join(tmpdir(), 'qa-plan-strange-'));
  try {
    writeFileSync(path.join(strange, 'thesis.txt'), 'mine');
    await expect(start('0.11.0', strange)).rejects.toThrow(/is no data folder.*thesis\.txt/s);
    rmSync(path.join(strange, 'thesis.txt'));
    mkdirSync(path.join(strange, 'postgres'));
    await expect(start('0.11.0', strange)).rejects.toThrow(/never finished/);
  } finally {
    rmSync(strange, { recursive: true, force: true });
  }
});

test('a release that it can not stand for is refused with the known ones', () => {
  expect(readRelease(undefined)).toBe('0.11.0');
  expect(readRelease('')).toBe('0.11.0');
  expect(() => readRelease('0.1.4')).toThrow(/release "0\.1\.4"\n {2}known: 0\.9\.0, 0\.10\.1, 0\.11\.0/);
});
