import { expect, test } from '@playwright/test';
import { readAddress } from '../../../src/deployment/address';
import { openReadOnly } from '../../../src/deployment/connect';
import { bareEnvironment, runCli } from '../support/run-cli';
import { fakeServer, type Refusal } from '../support/fake-postgres';

/** Runs the command as a user would. */
async function preflight(args: string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await runCli(['preflight', ...args], { ...bareEnvironment(), ...env });
  return { code, out: stdout, err: stderr };
}

const at = (port: number) => `postgres://app@127.0.0.1:${String(port)}/shop`;

/** What is said where a connection is refused; empty where it is not. */
const refusalOf = (dsn: string): Promise<string> =>
  openReadOnly(readAddress(dsn, undefined)).then(
    () => '',
    (error: unknown) => (error as Error).message,
  );

test('a server that allows all is ready, and the password may come by the environment', async () => {
  const { port, server } = await fakeServer({});
  const { code, out, err } = await preflight(['--deployment', 'create-new'], {
    QA_PLAN_DEPLOYMENT_DSN: at(port).replace('app@', 'app:geheim@'),
  });
  server.close();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('has      DEP-04  CREATEDB');
  expect(out).toContain('ready to deploy');
  expect(out).not.toContain('geheim');
});

test('a server that allows nothing is told with the statements that mend it, and ends in 3', async () => {
  const { port, server } = await fakeServer({ has: false, version: '13.9' });
  const { code, out, err } = await preflight([
    '--deployment',
    'connect-existing',
    '--dsn',
    at(port).replace('app@', 'app:geheim@'),
  ]);
  server.close();
  expect(code).toBe(3);
  expect(err).toContain('warning: everybody on this machine can read the password in --dsn');
  expect(out).toContain('PostgreSQL 13.9');
  expect(out).toContain('missing  DEP-11  PostgreSQL 14 or newer');
  expect(out).toContain('upgrade the server to PostgreSQL 14 or newer, or use another one');
  expect(out).toContain('GRANT CREATE ON DATABASE "shop" TO "app";');
  expect(out).toContain('not ready to deploy: 9 required missing, 1 optional missing');
  expect(out + err).not.toContain('geheim');
});

test('a server that does not answer is given up within 3 s', async () => {
  const { port, server } = await fakeServer({ silent: true });
  const started = performance.now();
  const error: unknown = await openReadOnly(readAddress(at(port), undefined)).catch(
    (failure: unknown) => failure,
  );
  server.close();
  expect(String(error)).toContain('did not answer within 1.5 s: check host, port and firewall');
  expect(performance.now() - started).toBeLessThan(3000);
});

test('a command that is not understood ends in 2', async () => {
  const { code, err, out } = await preflight(['--deployment', 'from-scrach']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('unknown deployment "from-scrach"; did you mean from-scratch?');
});

test('arguments that are not understood are told, and a DSN is never repeated', async () => {
  const kind = ['--deployment', 'from-scratch'];
  for (const [args, said] of [
    [['--dsn', 'app:geheim@shop'], 'deployments: create-new, connect-existing, from-scratch'],
    [kind, 'no server is given: set QA_PLAN_DEPLOYMENT_DSN'],
    [[...kind, '--dns', 'x'], "unknown option '--dns'\n(Did you mean --dsn?)"],
    [[...kind, '--dsn', 'app:geheim@shop'], 'the DSN is not a PostgreSQL address'],
    [[...kind, 'app:geheim@shop'], 'too many arguments'],
  ] as const) {
    const { code, out, err } = await preflight([...args]);
    expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
    expect(err).not.toContain('geheim');
  }
});

const REFUSALS: [string, Refusal, string][] = [
  ['wrong password', { code: '28P01', message: 'x' }, 'refused the login of "app": it requires a password'],
  ['no database', { code: '3D000', message: 'x' }, 'has no database "shop"'],
  ['no role', { code: '28000', message: 'role "app" does not exist' }, 'has no role "app"'],
  [
    'no LOGIN',
    { code: '28000', message: 'x', routine: 'InitializeSessionUserId' },
    'does not let "app" log in',
  ],
  [
    'pg_hba.conf',
    { code: '28000', message: 'no entry' },
    'no line in its pg_hba.conf that lets "app" into "shop"',
  ],
  ['no CONNECT', { code: '42501', message: 'x' }, 'does not let "app" into the database "shop"'],
  ['full', { code: '53300', message: 'x' }, 'has no connection left for "app"'],
  ['starting up', { code: '57P03', message: 'x' }, 'is starting up or shutting down'],
  ['anything else', { code: 'XX000', message: 'oh no\nmore' }, 'did not answer as PostgreSQL: oh no'],
];
for (const [what, refuse, said] of REFUSALS) {
  test(`a refused connection is one clear line: ${what}`, async () => {
    const { port, server } = await fakeServer({ refuse });
    const message = await refusalOf(at(port));
    server.close();
    expect(message).toContain(said);
    expect(message).not.toContain('\n');
  });
}

test('no server, no such host and no SSL are told apart', async () => {
  const { port, server } = await fakeServer({});
  expect(await refusalOf(`${at(port)}?sslmode=require`)).toContain('offers no SSL');
  server.close();
  expect(await refusalOf('postgres://app@127.0.0.1:1/shop')).toContain('no server answers at 127.0.0.1:1');
  expect(await refusalOf('postgres://app@no-such-host.invalid/shop')).toContain(
    'the host "no-such-host.invalid"',
  );
});
