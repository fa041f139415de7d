import { test, expect } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, realpath, rm, stat, truncate } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startPostgres } from '../src/postgres/index';
import { packageFolder } from '../src/postgres/binaries';
import { obstacle, postgresOwner } from '../src/postgres/owner';
import { clusterOptions, freePort } from '../src/postgres/server';
import { templateFolder } from '../src/postgres/template';
import {
  connection,
  copyOfProject,
  descendants,
  expectNothingLeft,
  expectWorksAndEnds,
  newFolder,
  project,
  query,
  running,
  spawnHost,
  startHost,
  superuser,
} from './postgres-host';
import { POSTGRES, startStandIn } from './start';

test.describe.configure({ mode: 'default' });

test('starts, and lets in with the password only', async () => {
  const server = await startPostgres({ folder: await newFolder(), superuser });
  try {
    const { rows } = await query(server, 'select current_user as who, datlocale from pg_database limit 1');
    expect(rows).toEqual([{ who: superuser, datlocale: 'C.UTF-8' }]);
    await query(server, `create role viewer login password 'viewer-password'`);
    const viewer = { ...server, superuser: 'viewer', password: 'viewer-password' };
    expect((await query(viewer, 'select current_user as who')).rows).toEqual([{ who: 'viewer' }]);

    const refusal = { code: '28P01' };
    await expect(query({ ...server, password: 'wrong' }, 'select 1')).rejects.toMatchObject(refusal);
    await expect(query({ ...viewer, password: server.password }, 'select 1')).rejects.toMatchObject(refusal);
    await expect(query({ ...server, superuser: 'nobody-known' }, 'select 1')).rejects.toMatchObject(refusal);
  } finally {
    await server.stop();
  }
});

test('keeps the password out of its files', async () => {
  const folder = await newFolder();
  const server = await startPostgres({ folder, superuser });
  try {
    // Where the server's user can not reach the package, its copy is there too.
    const files = await readdir(dirname(server.dataDir));
    expect(files.filter((name) => name !== 'native')).toEqual(['data']);
    expect(await readFile(join(folder, 'postgres.log'), 'utf8')).not.toContain(server.password);
    expect((await stat(folder)).mode & 0o067, 'others may not list the folder').toBe(0);
  } finally {
    await server.stop();
  }
});

test('a cluster that was made before is copied, with another password; a broken one is made anew', async () => {
  // Another superuser than that of other tests, so that what is kept is not theirs.
  const name = 'kept-cluster';
  const template = templateFolder(packageFolder(), clusterOptions(name));
  await rm(template, { recursive: true, force: true });
  const control = join(template, 'global', 'pg_control');
  const passwords = new Set<string>();
  const starts = async (): Promise<void> => {
    const server = await startPostgres({ folder: await newFolder(), superuser: name });
    try {
      expect((await query(server, 'select current_user as who')).rows).toEqual([{ who: name }]);
      for (const password of passwords)
        await expect(query({ ...server, password }, 'select 1')).rejects.toMatchObject({ code: '28P01' });
      passwords.add(server.password);
    } finally {
      await server.stop();
    }
  };
  try {
    await starts();
    expect((await stat(template)).mode & 0o077, 'others may not enter it').toBe(0);
    const made = (await stat(template)).ino;
    await starts();
    expect((await stat(template)).ino, 'it is not made again').toBe(made);
    await truncate(control, 100);
    await starts();
    await rm(join(template, 'base'), { recursive: true });
    await starts();
    await starts();
    expect(passwords.size).toBe(5);
    expect((await stat(template)).ino).not.toBe(made);
  } finally {
    await rm(template, { recursive: true, force: true });
  }
});

test('several at once have ports and passwords of their own', async () => {
  const folders = await Promise.all([newFolder(), newFolder(), newFolder()]);
  const servers = await Promise.all(folders.map((folder) => startPostgres({ folder, superuser })));
  try {
    expect(new Set(servers.map(({ port }) => port)).size).toBe(3);
    expect(new Set(servers.map(({ password }) => password)).size).toBe(3);
    await Promise.all(servers.map((server) => query(server, 'select 1')));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
});

test('takes another port when one has been taken meanwhile', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port: taken } = other.address() as AddressInfo;
  let asked = 0;
  const choosePort = async (): Promise<number> => ((asked += 1) <= 2 ? taken : freePort());
  const server = await startPostgres({ folder: await newFolder(), superuser, choosePort });
  try {
    expect(asked).toBe(3);
    expect(server.port).not.toBe(taken);
    await query(server, 'select 1');
  } finally {
    await server.stop();
    other.close();
  }
});

test('gives up after ten taken ports, with the words of the server', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port: taken } = other.address() as AddressInfo;
  const folder = await newFolder();
  try {
    await expect(
      startPostgres({ folder, superuser, choosePort: () => Promise.resolve(taken) }),
    ).rejects.toThrow(/could not be started on 127\.0\.0\.1:\d+ \(try 10\)[^]*could not bind IPv4 address/);
    expect(existsSync(folder)).toBe(false);
  } finally {
    other.close();
  }
});

test('started alone it stays until it is told to end, and takes its folder along', async () => {
  const { databaseUrl, folder, ...alone } = await startStandIn({}, POSTGRES);
  // Long enough for a process that nothing keeps to be gone.
  await sleep(1000);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query('SELECT current_user AS me');
  await client.end();
  expect(rows).toEqual([{ me: 'boss' }]);
  await alone.stop();
  expect(existsSync(folder)).toBe(false);
});

test('stop leaves no process and no folder, and may be called again', async () => {
  test.skip(process.platform !== 'linux', 'processes are looked up in /proc');
  const before = await descendants(process.pid);
  const folder = await newFolder();
  const server = await startPostgres({ folder, superuser });
  const idle = new Client(connection(server));
  // The server ends this session when it stops.
  idle.on('error', () => undefined);
  await idle.connect();
  const started = (await descendants(process.pid)).filter((pid) => !before.includes(pid));
  expect(started.length, 'server, its processes, watchdog').toBeGreaterThan(2);

  await Promise.all([server.stop(), server.stop()]);
  expect(existsSync(folder)).toBe(false);
  await expect.poll(() => running(started), { timeout: 1000 }).toEqual([]);
  await server.stop();
});

test.describe('leaves no process and no folder within 3 s', () => {
  test.skip(process.platform !== 'linux', 'processes are looked up in /proc');

  test('when its process is killed', async () => {
    const { parent, places } = await startHost({});
    const started = await descendants(parent.pid);
    expect(started.length).toBeGreaterThan(2);
    parent.kill('SIGKILL');
    await expectNothingLeft(started, places);
  });

  test('when its process group is killed', async () => {
    const { parent, places } = await startHost({ ownGroup: true });
    const started = await descendants(parent.pid);
    process.kill(-(parent.pid ?? Number.NaN), 'SIGKILL');
    await expectNothingLeft(started, places);
  });

  test('when its process is killed during the set-up', async () => {
    const folder = await newFolder();
    const parent = spawnHost(project, [folder], {});
    await expect
      .poll(() => existsSync(join(folder, 'postgres', 'data', 'base')), { intervals: [5] })
      .toBe(true);
    const places = [folder, await realpath(join(folder, 'postgres', 'data'))];
    const started = await descendants(parent.pid);
    parent.kill('SIGKILL');
    await expectNothingLeft(started, places);
  });

  test('when its process ends without stopping it', async () => {
    const { parent, places } = await startHost({});
    const started = await descendants(parent.pid);
    parent.stdin?.end();
    await expectNothingLeft(started, places);
  });

  test('when the watched process ends, though its own process ignores SIGTERM', async () => {
    const watched = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], {
      stdio: 'ignore',
    });
    const { parent, places } = await startHost({ watchPid: watched.pid });
    const started = [...(await descendants(parent.pid)), parent.pid ?? Number.NaN];
    await sleep(1500);
    expect(await running(started), 'all stay while the watched process does').toEqual(started);
    watched.kill('SIGKILL');
    await expectNothingLeft(started, places);
  });
});

test.describe('says what is wrong', () => {
  test('when there is no PostgreSQL for the platform', () => {
    expect(() => packageFolder('sunos', 'x64')).toThrow(
      /PostgreSQL for sunos-x64 is not installed[^]*supported: linux-x64, .*windows-x64/,
    );
    const absent = process.platform === 'darwin' ? 'linux' : 'darwin';
    expect(() => packageFolder(absent, 'arm64')).toThrow(/run npm ci without --omit=optional/);
  });

  test('when the cluster can not be made', async () => {
    const folder = await newFolder();
    await expect(startPostgres({ folder, superuser: 'pg_boss' })).rejects.toThrow(
      /could not be set up[^]*initdb(\.exe)? ended with code 1\n[^]*superuser name "pg_boss" is disallowed/,
    );
    expect(existsSync(folder)).toBe(false);
  });

  test('when the folder is not one to be removed', async () => {
    await expect(startPostgres({ folder: project, superuser })).rejects.toThrow(/would take .* along/);
    await expect(startPostgres({ folder: dirname(tmpdir()), superuser })).rejects.toThrow(
      /would take .* along/,
    );
    await expect(startPostgres({ folder: join(tmpdir(), 'absent'), superuser })).rejects.toThrow(/is none/);
    expect(existsSync(join(project, 'package.json'))).toBe(true);
  });

  test('when the folder is in use, which leaves its user unharmed', async () => {
    const folder = await newFolder();
    const server = await startPostgres({ folder, superuser });
    try {
      await expect(startPostgres({ folder, superuser })).rejects.toThrow(/files of another one/);
      await query(server, 'select 1');
    } finally {
      await server.stop();
    }
  });

  test('when the process to watch is no process id', async () => {
    const folder = await newFolder();
    await expect(startPostgres({ folder, superuser, watchPid: Number('') })).rejects.toThrow(/got 0/);
    await expect(startPostgres({ folder, superuser, watchPid: Number.NaN })).rejects.toThrow(/got NaN/);
    await rm(folder, { recursive: true });
  });
});

test.describe('for users and places of other kinds', () => {
  test.skip(process.platform !== 'linux', 'processes are looked up in /proc');
  test.skip(process.geteuid?.() !== 0, 'only root can take the part of another user');
  test.slow();

  test('as root, with the project where no other user can go', async () => {
    const place = await copyOfProject();
    await chmod(place, 0o700);
    const { parent, folder, server, places } = await startHost({ place });
    expect(existsSync(join(folder, 'postgres', 'native', 'bin'))).toBe(true);
    await expectWorksAndEnds(parent, server, places);
    await rm(place, { recursive: true });
  });

  test('as root, with the run folder where no other user can go', async () => {
    const place = await newFolder();
    const folder = join(place, 'run');
    await mkdir(folder, { mode: 0o700 });
    const { parent, server, places } = await startHost({ folder });
    expect(server.dataDir.startsWith(place)).toBe(false);
    await expectWorksAndEnds(parent, server, [...places, dirname(server.dataDir)]);
    await rm(place, { recursive: true });
  });

  for (const links of ['with', 'without']) {
    test(`as an ordinary user, in a read-only package ${links} its library links`, async () => {
      const owner = await postgresOwner();
      if (owner === undefined) throw new Error('root should have been given another user');
      const blocked = await obstacle(process.execPath, owner);
      test.skip(
        blocked !== undefined,
        `that user can not run this Node.js: ${String(blocked)} is in the way`,
      );
      const place = await copyOfProject(links === 'with');
      const folder = join(place, 'run');
      await mkdir(folder);
      await chmod(folder, 0o777);
      const { parent, server, places } = await startHost({ place, owner, folder: join(folder, 'own') });
      expect((await stat(server.dataDir)).uid).toBe(owner.uid);
      expect(existsSync(join(dirname(server.dataDir), 'native'))).toBe(links === 'without');
      await expectWorksAndEnds(parent, server, places);
      await rm(place, { recursive: true });
    });
  }

  test('as root, in a package without its library links, which are made there', async () => {
    const place = await copyOfProject(false);
    const { parent, server, places } = await startHost({ place });
    expect(existsSync(join(dirname(server.dataDir), 'native'))).toBe(false);
    await expectWorksAndEnds(parent, server, places);
    await rm(place, { recursive: true });
  });
});
