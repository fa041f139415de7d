import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { expect, test } from '@playwright/test';
import { AdvisoryLock } from '../../../src/target/advisory-lock';
import { queryRows } from '../../../src/target/postgres';
import { PROJECT } from '../support/run-cli';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();

const KEY = 77;
const open = () => new AdvisoryLock(install().databaseUrl, KEY, 'what is tried here');

/** A process that takes the lock and keeps it. */
const HOLD = `import { AdvisoryLock } from './src/target/advisory-lock';
await new AdvisoryLock(process.env.DSN, ${String(KEY)}, 'it').alone(() => { console.log('held'); return new Promise(() => setInterval(() => {}, 1e6)); });`;

test('who works alone has nobody beside it, and waits for all who work beside each other', async () => {
  const [one, other] = [open(), open()];
  const log: string[] = [];
  const step = (name: string, gate: Promise<unknown>) => async () => {
    log.push(`${name} begins`);
    await gate;
    log.push(`${name} ends`);
  };
  const gate = new EventEmitter();
  const opened = once(gate, 'open');
  const beside = [one.beside(step('a', opened)), other.beside(step('b', opened))];
  await expect.poll(() => log.length).toBe(2);
  const alone = other.alone(step('c', Promise.resolve()));
  const later = one.beside(step('d', Promise.resolve()));
  gate.emit('open');
  await Promise.all([...beside, alone, later]);
  const order = log.join(', ');
  expect(order).toContain('c begins, c ends');
  expect(log.indexOf('c begins')).toBeGreaterThan(Math.max(log.indexOf('a ends'), log.indexOf('b ends')));
  await Promise.all([one.end(), other.end()]);
});

test('the lock of a killed process is free', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', HOLD], {
    cwd: PROJECT,
    env: { ...process.env, DSN: install().databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const lock = open();
  let isMine = false;
  const mine = lock.alone(async () => Promise.resolve((isMine = true)));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(isMine).toBe(false);
  child.kill('SIGKILL');
  await mine;
  await lock.end();
});

test('work whose lock was lost proves nothing, and the next lock is had over a new connection', async () => {
  const lock = open();
  const cut = () =>
    queryRows(
      install().databaseUrl,
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = ${String(KEY)}`,
    );
  await expect(lock.alone(cut)).rejects.toThrow('the connection that locks what is tried here was lost');
  await lock.alone(async () => Promise.resolve());
  await lock.beside(cut);
  await lock.beside(async () => Promise.resolve());
  await lock.end();
});
