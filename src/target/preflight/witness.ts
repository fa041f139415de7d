import type pg from 'pg';
import type { Session } from '../client';
import { withPostgres } from '../postgres';
import { ok, warning, wrong, type PreflightCheck } from './check';

const LIMIT_MS = 2000;
const BY_CODE: Readonly<Record<string, string>> = {
  '28P01': 'PostgreSQL does not accept the password',
  '28000': 'PostgreSQL refuses the user',
  '3D000': 'there is no database of this name',
  ECONNREFUSED: 'nothing is listening there (ECONNREFUSED)',
  ENOTFOUND: 'the host has no address (ENOTFOUND)',
};

/**
 * Whether the witness reads the database of the tested install. The session that was just opened proves it:
 * no other install's database knows it, however similar two installs are.
 *
 * @param dsn undefined without an SQL witness
 * @param variable the variable that holds the DSN
 */
export async function checkWitness(
  dsn: string | undefined,
  session: Session,
  variable: string,
): Promise<PreflightCheck> {
  if (dsn === undefined) {
    return warning(
      'witness',
      'no SQL witness: changes are read back through the API, which does not see everything',
      `give Mathesar's internal database in ${variable}`,
    );
  }
  const where = { connectionString: dsn, connectionTimeoutMillis: LIMIT_MS };
  return withPostgres(where, (client) => inspect(client, session, variable)).catch((error: unknown) =>
    wrong('witness', reasonOf(error), `correct ${variable}`),
  );
}

async function inspect(client: pg.Client, { sessionId }: Session, variable: string): Promise<PreflightCheck> {
  const { rows } = await client.query<{ superuser: boolean; role: string; internal: boolean }>(
    `SELECT rolsuper AS superuser, rolname AS role, to_regclass('django_session') IS NOT NULL AS internal
     FROM pg_roles WHERE rolname = current_user`,
  );
  const [found] = rows;
  if (!found?.internal) {
    return wrong(
      'witness',
      `database "${client.database ?? ''}" is not Mathesar's internal one: it has no django_session`,
      `name the internal database in ${variable}; Mathesar knows it as POSTGRES_DB, by default mathesar_django`,
    );
  }
  const { rowCount } = await client.query('SELECT FROM django_session WHERE session_key = $1', [sessionId]);
  if (rowCount === 0) {
    return wrong(
      'witness',
      'the database belongs to another install: it does not know the session that was just opened',
      `set ${variable} to the database behind the tested address`,
    );
  }
  if (!found.superuser) {
    return wrong(
      'witness',
      `role "${found.role}" is not a superuser: the witness would not see everything`,
      `name a superuser of PostgreSQL in ${variable}`,
    );
  }
  return ok('witness', `SQL, as role "${found.role}", in the database behind this install`);
}

/** Never quotes the driver: its message may contain parts of the address. */
function reasonOf(error: unknown): string {
  const { code, message = '' } = error as { code?: string; message?: string };
  if (code !== undefined) return BY_CODE[code] ?? `PostgreSQL can not be reached (${code})`;
  return /timeout/i.test(message)
    ? `no answer within ${String(LIMIT_MS / 1000)} s`
    : 'PostgreSQL can not be reached';
}
