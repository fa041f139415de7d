import { queryRows } from '../../../src/target/postgres';

/**
 * Ends connections of clients to a PostgreSQL server, as its administrator might.
 * @param which of them, as a condition on pg_stat_activity; all by default
 */
export const endConnections = (databaseUrl: string, which = 'true'): Promise<unknown> =>
  queryRows(
    databaseUrl,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND ${which}`,
  ).catch(() => undefined);
