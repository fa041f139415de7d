import pRetry from 'p-retry';
import { withPostgres } from './postgres';

const POLLING = { retries: Infinity, minTimeout: 20, factor: 1, maxRetryTime: 5000 };

/**
 * Ends the sessions that an install keeps open in databases of the run. For every role that ran or exported
 * an exploration, Mathesar 0.11.0 leaves one open until its process ends, and PostgreSQL does not drop a
 * database that is in use. Mathesar's API can not end them.
 *
 * @param dsn of the install's internal database, as a role that may end sessions of others
 * @param prefix begins the names of the run's databases
 */
export async function endLingeringSessions(dsn: string, prefix: string): Promise<void> {
  // Repeats until none is left: the install must not be made to use a connection that is being ended.
  await withPostgres(dsn, (client) =>
    pRetry(
      async () => {
        const { rowCount } = await client.query(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE starts_with(datname, $1)',
          [prefix],
        );
        if (rowCount !== 0) throw new StillOpen();
      },
      { ...POLLING, shouldRetry: ({ error }) => error instanceof StillOpen },
    ).catch((error: unknown) => {
      // Dropping the database will report the problem.
      if (!(error instanceof StillOpen)) throw error;
    }),
  );
}

class StillOpen extends Error {}
