import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataFolder } from './data-folder';
import type { Dsn } from './db';
import { startPostgres } from './postgres/index';

/** The role that owns everything on the stand-in's server, as a fresh real install has it. */
const SUPERUSER = 'mathesar';

/** The database in which the install keeps its own tables, as the real one calls it. */
const INTERNAL_DATABASE = 'mathesar_django';

/** The PostgreSQL of an install to be: its internal database, and the role that the install runs by. */
export interface Server {
  internal: Dsn;
  /** Whether it is somebody else's, and stays; only then the internal database is there already. */
  given: boolean;
  /** A folder that ends with the install; others can not list it. */
  folder: string;
  /** Data that outlive the install; without it they end with it. */
  data: DataFolder | undefined;
  stop: () => Promise<void>;
}

const newFolder = () => mkdtemp(path.join(tmpdir(), 'qa-plan-stand-in-'));

/**
 * Starts the PostgreSQL of a stand-in.
 * @param watchPid a process whose end ends it
 * @param data where its data are kept
 * @throws Error when PostgreSQL does not start; see {@link startPostgres}
 */
export async function startServer(watchPid?: number, data?: DataFolder): Promise<Server> {
  const folder = await newFolder();
  const known = data?.kept && { password: data.kept.password, port: data.kept.postgresPort };
  const keep = data && { folder: data.cluster, known };
  const postgres = await startPostgres({ folder, superuser: SUPERUSER, watchPid, keep });
  const { host, port, password } = postgres;
  const internal = { host, port, user: SUPERUSER, password, database: INTERNAL_DATABASE };
  return { internal, given: false, folder, data, stop: () => postgres.stop() };
}

/**
 * Takes an empty database of a server that is there, and the role that is to run the install.
 * @param address `postgres://role:password@host:port/database`
 * @throws Error when that is no such address
 */
export async function givenServer(address: string): Promise<Server> {
  if (!URL.canParse(address)) throw new Error('QA_PLAN_DATABASE_URL is no address of a PostgreSQL database');
  const url = new URL(address);
  const [user = '', password = '', database = ''] = [url.username, url.password, url.pathname.slice(1)].map(
    decodeURIComponent,
  );
  return {
    internal: { host: url.hostname, port: Number(url.port || 5432), user, password, database },
    given: true,
    data: undefined,
    folder: await newFolder(),
    stop: () => Promise.resolve(),
  };
}
