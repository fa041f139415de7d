import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { copyCheckout } from '../support/checkout';

test.describe.configure({ mode: 'serial' });
test.setTimeout(1_800_000);

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
const USER = 'tester';
const HOMES = { [USER]: `/home/${USER}`, root: '/root' };

const lacking =
  process.getuid?.() !== 0
    ? 'only root can make a machine'
    : spawnSync('debootstrap', ['--version']).error
      ? 'there is no debootstrap'
      : undefined;

/** A bare Debian 12 with Node, as a folder: no library of a browser, no font, no git, an empty cache of npm. */
let machine: string;

/** Runs a command in the project's folder of a user, with mounts that end with it. */
function runAs(user: keyof typeof HOMES, command: string): string {
  const home = HOMES[user];
  const mounts = `mount -t proc proc '${machine}/proc' && mount -t tmpfs shm '${machine}/dev/shm'`;
  const enter = `exec chroot --userspec=${user}:${user} '${machine}' /bin/sh -c 'cd && cd project && ${command} 2>&1'`;
  const { stdout } = spawnSync(
    'unshare',
    ['--mount', '--propagation', 'private', 'sh', '-c', `${mounts} && ${enter}`],
    {
      encoding: 'utf8',
      env: {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        HOME: home,
        NODE_EXTRA_CA_CERTS: CERTIFICATES,
        npm_config_registry: execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim(),
        ...Object.fromEntries(Object.entries(process.env).filter(([name]) => /_proxy$/i.test(name))),
      },
    },
  );
  return stdout;
}

test.beforeAll(() => {
  if (lacking !== undefined) return;
  machine = mkdtempSync(path.join(tmpdir(), 'qa-plan-bare-'));
  process.once('exit', () => rmSync(machine, { recursive: true, force: true }));
  execFileSync('debootstrap', ['--variant=minbase', '--include=ca-certificates', 'bookworm', machine]);
  const inside = (file: string) => path.join(machine, file);
  // Node as it is installed here, and the certificates by which this machine reaches the package registry.
  const npm = path.resolve(process.execPath, '../../lib/node_modules/npm');
  cpSync(process.execPath, inside('usr/bin/node'));
  cpSync(npm, inside('usr/lib/node_modules/npm'), { recursive: true });
  execFileSync('ln', ['-s', '../lib/node_modules/npm/bin/npm-cli.js', inside('usr/bin/npm')]);
  execFileSync('ln', ['-s', '../lib/node_modules/npm/bin/npx-cli.js', inside('usr/bin/npx')]);
  for (const file of ['/etc/resolv.conf', '/etc/hosts', CERTIFICATES])
    if (existsSync(file)) cpSync(file, inside(file), { dereference: true });
  execFileSync('chroot', [machine, 'useradd', '--create-home', USER]);
  for (const [user, home] of Object.entries(HOMES)) {
    mkdirSync(inside(`${home}/project`));
    copyCheckout(inside(`${home}/project`));
    execFileSync('chroot', [machine, 'chown', '-R', `${user}:${user}`, home]);
  }
});

for (const user of [USER, 'root'] as const)
  test(`on a bare Debian 12 the first command passes, pages included, as ${user}`, () => {
    test.skip(lacking !== undefined, lacking);
    expect(runAs(user, 'npm ci')).toContain('added ');
    const printed = runAs(user, 'npx playwright test qa-plan/records.md --grep REC-04');
    expect(printed).toContain('\n21 passed, 0 failed');
  });
