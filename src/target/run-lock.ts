import pg from 'pg';
import { queryRows } from './postgres';

const MARK = 'qa-plan ';

/**
 * Opens a connection that lasts as long as the process of a run: PostgreSQL closes it when the process ends,
 * whatever the cause. It distinguishes a run under way from a crashed one.
 *
 * @param dsn of the install's internal database
 * @param prefix of the run
 * @returns closes it; never throws
 * @throws Error when the database can not be reached
 */
export async function openRunLock(dsn: string, prefix: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: dsn, application_name: MARK + prefix, keepAlive: true });
  // The install may end before the run does; others report that.
  client.on('error', () => undefined);
  await client.connect();
  return () => client.end().catch(() => undefined);
}

/** The prefixes of the runs under way on the install. @throws Error when the database can not be reached */
export async function livingRuns(dsn: string): Promise<Set<string>> {
  const rows = await queryRows<{ run: string }>(
    dsn,
    'SELECT substr(application_name, length($1) + 1) AS run FROM pg_stat_activity WHERE starts_with(application_name, $1)',
    [MARK],
  );
  return new Set(rows.map(({ run }) => run));
}
