import { expect, test } from '@playwright/test';
import { bareEnvironment, runCli, startScript } from '../support/run-cli';

const COMMANDS: Record<string, readonly string[]> = {
  check: ['[folder]'],
  affected: ['--base <commit>'],
  health: ['--json', '--url <url>', '--page-ms', '--call-ms', '--databases', '--samples'],
  preflight: ['--deployment <kind>', '--dsn <dsn>'],
  report: ['--record <file>', '--github'],
  'pull-request': ['--event <file>'],
  sweep: ['--remove', '--all', '--install <name>'],
  record: ['--out <name>', '--area <areas>', '--grep <pattern>'],
  diff: ['[before] [after]', '--json', '--planned', '--lock', '--tried'],
  upgrade: [
    '--command <command>',
    '--rewind <command>',
    '--from-url <url>',
    '--to-url <url>',
    '--out <name>',
  ],
};

const run = (args: string[]) => runCli(args, bareEnvironment(''));
const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

test('without a command the usage names each, in 80 columns', async () => {
  const [bare, asked] = await Promise.all([run([]), run(['--help'])]);
  expect([bare.code, asked.code]).toEqual([2, 0]);
  expect(bare.text).toBe(asked.text);
  for (const name of Object.keys(COMMANDS)) expect(asked.text).toMatch(new RegExp(`^  ${name} +\\w`, 'm'));
  expect(widest(asked.text)).toBeLessThanOrEqual(80);
});

for (const [name, takes] of Object.entries(COMMANDS)) {
  test(`${name} --help tells what that command takes, examples and exit codes, in 80 columns`, async () => {
    const { code, text } = await run([name, '--help']);
    expect(code).toBe(0);
    expect(text).toContain(`Usage: npx qa-plan ${name} [options]`);
    for (const part of takes) expect(text).toContain(part);
    expect(text).toMatch(new RegExp(`^Examples:\n  npx qa-plan ${name}`, 'm'));
    expect(text).toMatch(/^Exit codes:\n {2}0 {2}\w.*\n {2}1 {2}\w.*\n {2}2 {2}\w/m);
    expect(widest(text)).toBeLessThanOrEqual(80);
  });
}

const SLIPS: [args: string[], told: string][] = [
  [['swep'], "error: unknown command 'swep'\n(Did you mean sweep?)\nsee: npx qa-plan --help\n"],
  [
    ['sweep', '--remov'],
    "error: unknown option '--remov'\n(Did you mean --remove?)\nsee: npx qa-plan sweep --help\n",
  ],
  [
    ['sweep', '--install', 'loacl'],
    "error: option '--install <name>' argument 'loacl' is invalid. unknown install \"loacl\"; did you mean local?\n" +
      '  known: local, demo\nsee: npx qa-plan sweep --help\n',
  ],
  [
    ['diff', 'before'],
    'error: two recordings are compared: name both, or add --lock\nsee: npx qa-plan diff --help\n',
  ],
  [
    ['diff', '--json', '--planned', 'a', 'b'],
    "error: option '--json' cannot be used with option '--planned'\nsee: npx qa-plan diff --help\n",
  ],
  [
    ['upgrade', '--from-url', 'http://localhost:8000'],
    'error: give the upgrade command with --command or QA_PLAN_UPGRADE_COMMAND,\n' +
      '  or the addresses before and after with --from-url and --to-url\nsee: npx qa-plan upgrade --help\n',
  ],
  [
    ['health', '--page-ms', '9,3', '--samples', '99'],
    'error: --page-ms is "9,3", not two rising numbers; example: 500,1700\n' +
      '--samples is "99", not a number from 1 to 20; example: 3\nsee: npx qa-plan health --help\n',
  ],
];

for (const [args, told] of SLIPS) {
  test(`one error, with what was meant, and exit code 2: ${args.join(' ')}`, async () => {
    expect(await run(args)).toMatchObject({ code: 2, stdout: '', stderr: told });
  });
}

test('a command whose output nobody reads any more ends its work, as after `| head`', async () => {
  const { child, ended } = startScript(['src/cli/qa-plan.mjs', 'check'], bareEnvironment());
  child.stdout?.destroy();
  child.stderr?.destroy();
  expect((await ended).code).toBe(0);
});
