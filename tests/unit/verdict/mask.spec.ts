import { expect, test } from '@playwright/test';
import type { RunState } from '../../../src/target/state';
import { Mask } from '../../../src/engine/verdict/evidence';

const account = (secret: string) => ({
  userId: 1,
  username: 'u',
  password: `password-${secret}`,
  session: { sessionId: `session-${secret}`, csrfToken: `csrf-${secret}` },
});

const state: RunState = {
  target: 'local',
  baseUrl: 'http://localhost',
  mayChange: true,
  prefix: 'qaplan',
  seed: 1,
  serverId: 1,
  maintenanceDatabaseId: 1,
  setupAdmin: account('setupAdmin'),
  databases: { main: { id: 1, oid: 1, name: 'm' }, other: { id: 2, oid: 2, name: 'o' } },
  accounts: { viewer: account('viewer') },
  postgresRoles: { viewer: { oid: 1, name: 'r', password: 'postgres-secret', storedRoleId: 1 } },
  witness: 'postgres://owner:p%40ss-of-witness@localhost/db',
};

test('every secret of the run is masked, wherever it stands', () => {
  const secrets = [
    ...['setupAdmin', 'viewer'].flatMap((who) => [`password-${who}`, `session-${who}`, `csrf-${who}`]),
    'postgres-secret',
    'p@ss-of-witness',
  ];
  const masked = new Mask(state).apply(secrets.join(' and ').repeat(2));
  for (const secret of secrets) expect(masked).not.toContain(secret);
});

test('fields named like passwords are masked, unknown ones too', () => {
  const text = JSON.stringify({
    old_password: 'a "quoted" one',
    user_def: { password: 'new' },
    name: 'kept',
  });
  expect(new Mask(state).apply(text)).toBe(
    '{"old_password":"•••","user_def":{"password":"•••"},"name":"kept"}',
  );
});
