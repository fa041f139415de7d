import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres, type Postgres } from './postgres';

/** The role that owns everything on the embedded server, as a fresh real install has it. */
const SUPERUSER = 'mathesar';

/** The PostgreSQL of an install to be. */
export interface Server {
  postgres: Postgres;
  /** A folder that ends with the install; others can not list it. */
  folder: string;
}

/**
 * Starts the PostgreSQL of an embedded install.
 * @param watchPid a process whose end ends it
 * @throws Error when PostgreSQL does not start; see {@link startPostgres}
 */
export async function startServer(watchPid?: number): Promise<Server> {
  const folder = await mkdtemp(path.join(tmpdir(), 'qa-plan-embedded-'));
  return { folder, postgres: await startPostgres({ folder, superuser: SUPERUSER, watchPid }) };
}
