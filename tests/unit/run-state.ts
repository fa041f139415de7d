import type { RunState } from '../../src/target/state';

const account = (secret: string) => ({
  userId: 1,
  username: 'u',
  password: `password-${secret}`,
  session: { sessionId: `session-${secret}`, csrfToken: `csrf-${secret}` },
});

/** A run's state, with a secret in each place that has one. */
export const runState: RunState = {
  target: 'local',
  baseUrl: 'http://localhost',
  mayChange: true,
  allowedEffects: [],
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
