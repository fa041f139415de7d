/** The address of PostgreSQL, with the role to connect as. */
export interface Address {
  host: string;
  port: number;
  database: string;
  role: string;
  /** Undefined if none was given; the server may require none. */
  password: string | undefined;
  sslmode: SslMode;
}

/** Mathesar's modes; `prefer`, its default, falls back to a plain connection if the server has no SSL. */
const SSL_MODES = ['disable', 'prefer', 'require'] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** A DSN was not understood. The message never quotes the DSN, which may contain a password. */
export class AddressError extends Error {}

const EXAMPLE = 'example: postgres://mathesar@localhost:5432/mathesar_django';

/**
 * Reads a DSN.
 * @param dsn `postgres://role:password@host:port/database?sslmode=require`; the default port is 5432
 * @param fallback the password if the DSN contains none
 * @throws AddressError with the problem and an example
 */
export function readAddress(dsn: string, fallback: string | undefined): Address {
  const url = URL.canParse(dsn) ? new URL(dsn) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new AddressError(`the DSN is not a PostgreSQL address; ${EXAMPLE}`);
  }
  const [role, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decoded);
  const missing = Object.entries({ host: url.hostname, role, database }).find(([, value]) => !value)?.[0];
  if (!role || !database || missing !== undefined) {
    throw new AddressError(`the DSN names no ${String(missing)}; ${EXAMPLE}`);
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || 5432),
    database,
    role,
    password: password === '' ? fallback : password,
    sslmode: sslModeOf(url.searchParams),
  };
}

/** Whether a DSN contains a password, which everybody on the machine can read in an argument. */
export const holdsPassword = (dsn: string): boolean => URL.canParse(dsn) && new URL(dsn).password !== '';

function sslModeOf(parameters: URLSearchParams): SslMode {
  const written = parameters.get('sslmode') ?? 'prefer';
  const known = SSL_MODES.find((mode) => mode === written);
  const unknown = [...parameters.keys()].find((name) => name !== 'sslmode');
  if (unknown !== undefined) {
    throw new AddressError(`the DSN has an unknown parameter "${unknown}"; only sslmode is known`);
  }
  if (known) return known;
  throw new AddressError(
    `the DSN has an unknown sslmode "${written}"; Mathesar knows ${SSL_MODES.join(', ')}`,
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new AddressError('the DSN has a % that does not begin a character code; write % as %25');
  }
}
