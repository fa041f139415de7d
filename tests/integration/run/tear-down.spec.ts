import { expect, test } from '@playwright/test';
import { queryRows } from '../../../src/target/postgres';
import { localLifeCycle, openRun } from '../../../src/target/run';
import { standInTarget } from '../../../src/target/stand-in';
import { buildWorld } from '../../../src/world/build';
import { throwAwayAccount } from '../../../src/world/throw-away-account';
import { roleNamed } from '../../../src/world/world';
import { listInstall } from '../../../tools/crash-recovery/listing';
import { endConnections } from '../support/end-connections';
import { every, faultyProxy, type FaultyProxy } from '../support/faulty-proxy';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();
let proxy: FaultyProxy;

test.beforeAll(async () => {
  proxy = await faultyProxy(install().baseUrl);
});

test.afterEach(() => {
  proxy.fault = undefined;
});

test.afterAll(() => {
  proxy.stop();
});

/** A run with what its workers left: a world, and an account in it. */
async function runWithWorld() {
  const run = await openRun(localLifeCycle({ ...standInTarget(install()), baseUrl: proxy.url }));
  const world = await buildWorld(run.state, `${run.state.prefix}_1`, 'owner', 1);
  await throwAwayAccount(world, roleNamed('viewer'));
  return run;
}

const endSessions = () => queryRows(install().databaseUrl, 'DELETE FROM django_session');

/** What happens while a run removes what it made. */
const FAULTS: [what: string, happens: () => unknown][] = [
  ['every seventh answer is 502', () => (proxy.fault = every(7, 'bad gateway'))],
  ['every seventh connection is reset', () => (proxy.fault = every(7, 'reset'))],
  ['every seventh answer is cut in half', () => (proxy.fault = every(7, 'cut'))],
  ['each answer takes ten times as long', () => (proxy.fault = every(1, 'slow'))],
  ['all sessions have ended', endSessions],
  [
    'all sessions end again and again',
    () =>
      (proxy.fault = (_request, count) => {
        if (count % 15 === 0) void endSessions();
        return undefined;
      }),
  ],
  [
    'all connections to the database end again and again',
    () =>
      (proxy.fault = (_request, count) => {
        if (count % 10 === 0) void endConnections(install().databaseUrl);
        return undefined;
      }),
  ],
];

for (const [what, happens] of FAULTS) {
  test(`a run removes all that it made although ${what}`, async () => {
    const before = await listInstall(install().databaseUrl);
    const run = await runWithWorld();
    expect(await listInstall(install().databaseUrl)).not.toEqual(before);
    await happens();
    expect(await run.close()).toEqual([]);
    expect(await listInstall(install().databaseUrl)).toEqual(before);
  });
}

test('one object that can not be removed does not keep the others, and is named once, with the reason', async () => {
  const before = await listInstall(install().databaseUrl);
  const run = await runWithWorld();
  const { name } = run.state.databases.other;
  const { databaseUrl } = install();
  await queryRows(databaseUrl, `UPDATE pg_database SET datistemplate = true WHERE datname = $1`, [name]);
  const left = await run.close();
  expect(left[0]).toMatch(new RegExp(`^database ${name}: .*cannot drop a template database`));
  expect(left.filter((line) => line.includes('is left'))).toEqual([]);
  const stays = (await listInstall(databaseUrl)).filter((line) => !before.includes(line));
  expect(stays.filter((line) => !line.includes(name) && !line.startsWith('connected'))).toEqual([]);
  await queryRows(databaseUrl, `UPDATE pg_database SET datistemplate = false WHERE datname = $1`, [name]);
  expect(await run.close()).toEqual([]);
  expect(await listInstall(databaseUrl)).toEqual(before);
});

test('a worker that ends while no administrator is left does not leave the install without one', async () => {
  const run = await runWithWorld();
  const { databaseUrl } = install();
  const administrators = () =>
    queryRows(databaseUrl, 'SELECT username FROM mathesar_user WHERE is_superuser ORDER BY 1');
  await queryRows(databaseUrl, 'UPDATE mathesar_user SET is_superuser = false');
  expect(await run.close()).toEqual([]);
  expect(await administrators()).toEqual([{ username: 'admin' }]);
});
