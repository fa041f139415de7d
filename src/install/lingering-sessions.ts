import pg from 'pg';

/**
 * Ends the sessions that an install still keeps in databases of the run. Mathesar 0.11.0 leaves one open, for as long
 * as its process lives, for every role that ran or exported an exploration, and PostgreSQL drops no database that is
 * in use. Mathesar's own API can not end them.
 *
 * @param dsn of the install's internal database, as a role that may end sessions of others
 * @param prefix begins the names of the run's databases
 */
export async function endLingeringSessions(dsn: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: dsn });
  await client.connect();
  try {
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE starts_with(datname, $1)',
      [prefix],
    );
  } finally {
    await client.end();
  }
}
