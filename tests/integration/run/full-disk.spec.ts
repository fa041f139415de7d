import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { listInstall } from '../../../tools/crash-recovery/listing';
import { PROJECT } from '../support/run-cli';
import { startRun, writeThrowaway, type Throwaway } from '../support/throwaway';
import { SIXTY_RULES } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';

test.skip(process.platform !== 'linux', 'mounts a file system, and writes to /dev/full');

const install = standInOfFile();

/** Mounts that only the process and its children see; others than root need a name space of users too. */
const UNSHARE = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--map-root-user'];

/** What a run leaves on this machine. */
const foldersOf = ({ temp }: Throwaway) => readdirSync(temp).filter((name) => name.startsWith('qa-plan'));

const STACK = /\n +at .*(node:|\.ts:\d|\.js:\d)/;

for (const [when, size] of [
  ['from the beginning', '4k'],
  ['after some cells', '200k'],
] as const) {
  test(`a run whose results are on a disk that is full ${when} fails, says so, and leaves nothing`, async ({}, info) => {
    const disk = info.outputPath('disk');
    mkdirSync(disk);
    const mount = ['sh', '-c', `mount -t tmpfs -o size=${size} full "$1" && shift && exec "$@"`, 'sh', disk];
    const able = spawnSync('unshare', [...UNSHARE, ...mount, 'true']).status === 0;
    test.skip(!able, 'this user may not mount a file system');
    const before = await listInstall(install().databaseUrl);
    const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES, install());
    const env = { QA_PLAN_RESULTS: path.join(disk, 'results'), QA_PLAN_ALLURE: path.join(disk, 'allure') };
    const cli = [process.execPath, 'node_modules/@playwright/test/cli.js', 'test', '--output'];
    const run = spawn('unshare', [...UNSHARE, ...mount, ...cli, path.join(disk, 'out')], {
      cwd: PROJECT,
      env: { ...throwaway.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [run.stdout, run.stderr])
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const code = await new Promise((resolve) => run.once('close', resolve));
    expect(code, text).toBe(1);
    expect(text).toMatch(/The run record in .* could not be written \(ENOSPC: .*\)/);
    expect(text).toContain("Allure's results could not be written (ENOSPC");
    expect(text).not.toMatch(STACK);
    expect(await listInstall(install().databaseUrl)).toEqual(before);
    expect(foldersOf(throwaway)).toEqual([]);
  });
}

test('a run whose record can not be written runs all cells, fails, and leaves nothing', async ({}, info) => {
  const before = await listInstall(install().databaseUrl);
  const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES, install());
  const results = info.outputPath('results');
  mkdirSync(results);
  symlinkSync('/dev/full', path.join(results, 'run.json'));
  throwaway.env.QA_PLAN_RESULTS = results;
  const { code, text } = await startRun(throwaway).ended;
  expect(code, text).toBe(1);
  expect(text).toContain('could not be written (ENOSPC');
  expect(text).toMatch(/^300 passed, 0 failed/m);
  expect(text).not.toMatch(STACK);
  expect(await listInstall(install().databaseUrl)).toEqual(before);
  expect(foldersOf(throwaway)).toEqual([]);
});
