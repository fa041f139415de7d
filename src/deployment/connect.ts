import pg from 'pg';
import type { Address } from './address';

/** A whole preflight must take less than 3 s, so one connection gets less. */
const CONNECT_MS = 1500;
const QUERY_MS = 1000;

const NO_SSL = 'The server does not support SSL connections';

/** PostgreSQL could not be reached, or did not let the role in; the message says why and what to do. */
export class Unreachable extends Error {
  /** @param lacks the missing privilege that was the reason, if it was one */
  constructor(
    message: string,
    readonly lacks?: 'LOGIN' | 'CONNECT',
  ) {
    super(message);
  }
}

/**
 * Connects for reading only.
 * @throws Unreachable
 */
export async function openReadOnly(address: Address): Promise<pg.Client> {
  try {
    return await open(address, address.sslmode !== 'disable');
  } catch (error) {
    const plain = address.sslmode === 'prefer' && error instanceof Error && error.message === NO_SSL;
    if (!plain) throw explain(error, address);
  }
  return open(address, false).catch((error: unknown) => {
    throw explain(error, address);
  });
}

async function open(address: Address, ssl: boolean): Promise<pg.Client> {
  const { host, port, database, role, password } = address;
  const client = new pg.Client({
    ...{ host, port, database, user: role },
    // Never undefined, because the library would then look for a password elsewhere.
    password: password ?? '',
    // Like Mathesar, which does not verify certificates.
    ssl: ssl && { rejectUnauthorized: false },
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SET default_transaction_read_only = on');
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

function explain(error: unknown, address: Address): Unreachable {
  const { host, port, database, role, password } = address;
  const place = `${host}:${String(port)}`;
  const { code, message, routine } = detailsOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return new Unreachable(`no server answers at ${place}: check host and port, and that PostgreSQL runs`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Unreachable(`the host "${host}" is unknown: check its name`);
    case '28P01':
      return new Unreachable(
        `${place} refused the login of "${role}": ` +
          (password
            ? 'wrong password, or no such role'
            : 'it requires a password; set PGPASSWORD, or QA_PLAN_DEPLOYMENT_DSN with it'),
      );
    case '3D000':
      return new Unreachable(`${place} has no database "${database}": create it, or correct the name`);
    case '42501':
      return new Unreachable(`${place} does not let "${role}" into the database "${database}"`, 'CONNECT');
    case '28000':
      return refusedBeforeDatabase(address, message, routine);
    case '53300':
      return new Unreachable(`${place} has no connection left for "${role}": close some, or raise the limit`);
    case '57P03':
      return new Unreachable(`${place} is starting up or shutting down: try again`);
  }
  if (message === NO_SSL) {
    return new Unreachable(`${place} offers no SSL, which sslmode=require needs: use prefer, or set it up`);
  }
  if (/timeout/i.test(message)) {
    return new Unreachable(
      `${place} did not answer within ${String(CONNECT_MS / 1000)} s: check host, port and firewall`,
    );
  }
  return new Unreachable(`${place} did not answer as PostgreSQL: ${message}`);
}

/** SQLSTATE 28000: refused because of the role's attribute, or by the server's pg_hba.conf. */
function refusedBeforeDatabase({ host, port, role, database }: Address, message: string, routine: string) {
  const place = `${host}:${String(port)}`;
  if (message.includes('does not exist')) return new Unreachable(`${place} has no role "${role}": create it`);
  if (routine === 'InitializeSessionUserId') {
    return new Unreachable(`${place} does not let "${role}" log in`, 'LOGIN');
  }
  return new Unreachable(
    `${place} has no line in its pg_hba.conf that lets "${role}" into "${database}" from here: ${message}`,
  );
}

function detailsOf(error: unknown): { code: string; message: string; routine: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error), routine: '' };
  // A name with several addresses fails with one error for each.
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const { code = '', routine = '' } = first as { code?: string; routine?: string };
  // PostgreSQL's message may have several lines; one is enough.
  return { code, routine, message: (error.message || code).split('\n')[0] ?? '' };
}
