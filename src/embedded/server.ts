import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataFolder } from './data-folder';
import { startPostgres, type Postgres } from './postgres';

/** The role that owns everything on the embedded server, as a fresh real install has it. */
const SUPERUSER = 'mathesar';

/** The PostgreSQL of an install to be. */
export interface Server {
  postgres: Postgres;
  /** A folder that ends with the install; others can not list it. */
  folder: string;
  /** Data that outlive the install; without it they end with it. */
  data: DataFolder | undefined;
}

/**
 * Starts the PostgreSQL of an embedded install.
 * @param watchPid a process whose end ends it
 * @param data where its data are kept
 * @throws Error when PostgreSQL does not start; see {@link startPostgres}
 */
export async function startServer(watchPid?: number, data?: DataFolder): Promise<Server> {
  const folder = await mkdtemp(path.join(tmpdir(), 'qa-plan-embedded-'));
  const known = data?.kept && { password: data.kept.password, port: data.kept.postgresPort };
  const keep = data && { folder: data.cluster, known };
  return { folder, data, postgres: await startPostgres({ folder, superuser: SUPERUSER, watchPid, keep }) };
}
