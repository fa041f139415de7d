import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const PATIENCE_MS = 5000;

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
    // Asked again until none is left: an install must not be told to use a connection that is just being ended.
    let left = await end(client, prefix);
    for (const deadline = Date.now() + PATIENCE_MS; left > 0 && Date.now() < deadline;) {
      await sleep(20);
      left = await end(client, prefix);
    }
  } finally {
    await client.end();
  }
}

/** @returns how many sessions there were */
async function end(client: pg.Client, prefix: string): Promise<number> {
  const ended = await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE starts_with(datname, $1)',
    [prefix],
  );
  return ended.rowCount ?? 0;
}
