import { expect, test } from '@playwright/test';
import { cannotStart } from '../../../src/target/browser/no-browser';
import { missingLibraries } from '../../../src/target/browser/missing-libraries';
import { programWithoutLibrary } from '../../integration/support/program-without-library';

const start = 'browserType.launch: Target page, context or browser has been closed\nBrowser logs:\n\n';

const reasons = [
  [`${start}[pid=1][err] [1:1:FATAL:shm.cc(9)] No space left`, '[1:1:FATAL:shm.cc(9)] No space left'],
  [
    `${start}[pid=1][err] dbus: no such file\n[pid=1][err] [1:FATAL:gpu.cc(2)] no display`,
    '[1:FATAL:gpu.cc(2)] no display',
  ],
  [`${start}[pid=1][err] Missing X server\n`, 'Missing X server'],
  [
    'browserType.launch: Failed to launch: Error: spawn /opt/chrome EACCES\nCall log:',
    'spawn /opt/chrome EACCES',
  ],
  [
    'browserType.launch: Timeout 180000ms exceeded.\nCall log:',
    'browserType.launch: Timeout 180000ms exceeded.',
  ],
] as const;

for (const [message, reason] of reasons)
  test(`a browser that does not start says why in one line: ${reason}`, () => {
    const problem = cannotStart('/nowhere/chrome', new Error(message), {});
    expect(problem.message).toMatch(/^The browser \/nowhere\/chrome can not start: /);
    expect(problem.message).toContain(`can not start: ${reason}\nOne of these helps:\n`);
  });

test('the libraries that a program lacks are named, whatever it printed; a script has none', ({}, info) => {
  test.skip(process.platform !== 'linux', 'the loader is that of Linux');
  const program = programWithoutLibrary(info.outputPath());
  const env = { QA_PLAN_BROWSER: program };
  const { message } = cannotStart(program, new Error(start), env);
  expect(message).toContain(`${program} (QA_PLAN_BROWSER) can not start: the system lacks libq.so.6\n`);
  expect(missingLibraries('/nowhere/chrome')).toEqual([]);
  expect(missingLibraries('/etc/hostname')).toEqual([]);
});
