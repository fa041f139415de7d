import pRetry from 'p-retry';
import { withPostgres } from './postgres';

const POLLING = { retries: Infinity, minTimeout: 20, factor: 1, maxRetryTime: 5000 };

/**
 * Ends the sessions that an install still keeps in databases of the run. Mathesar 0.11.0 leaves one open, for as long
 * as its process lives, for every role that ran or exported an exploration, and PostgreSQL drops no database that is
 * in use. Mathesar's own API can not end them.
 *
 * @param dsn of the install's internal database, as a role that may end sessions of others
 * @param prefix begins the names of the run's databases
 */
export async function endLingeringSessions(dsn: string, prefix: string): Promise<void> {
  // Asked again until none is left: an install must not be told to use a connection that is just being ended.
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
      // What can not be dropped now says so itself.
      if (!(error instanceof StillOpen)) throw error;
    }),
  );
}

class StillOpen extends Error {}
