import { ConnectionRefused, type Db, type Dsn, withConnection } from './db';
import { CODES, RpcError, noConnection, notFound } from './errors';
import type { Install } from './install';
import type { ConfiguredRoleRow, DatabaseRow, ServerRow, SessionRow, UserRow } from './store/schema';

/** The stored role of a collaborator, nulls for others, and whether PostgreSQL would let it in. */
interface MappedRole {
  role: string | null;
  password: string | null;
  login?: string;
}

const mappedRole = (columns: string, joins: string) =>
  `SELECT d.*, s.host, s.port, r.name AS role, r.password${columns}
   FROM mathesar_database d JOIN mathesar_server s ON s.id = d.server_id
   LEFT JOIN mathesar_userdatabaserolemap m ON m.database_id = d.id AND m.user_id = $1
   LEFT JOIN mathesar_configuredrole r ON r.id = m.configured_role_id${joins}
   WHERE d.id = $2`;

/** Only superusers may read pg_authid, which tells whether a login that was good still is. */
const MAPPED_ROLE = {
  alone: mappedRole('', ''),
  withLogin: mappedRole(
    `, concat_ws(' ', p.oid, a.oid, a.rolcanlogin, a.rolpassword, has_database_privilege(a.oid, p.oid, 'CONNECT')) AS login`,
    ` LEFT JOIN pg_authid a ON a.rolname = r.name::name LEFT JOIN pg_database p ON p.datname = d.name::name`,
  ),
};

/** One call by somebody: who calls, and the way to the databases as that person. */
export class Call {
  constructor(
    readonly install: Install,
    readonly method: string,
    readonly user: UserRow | undefined,
    readonly session: SessionRow | undefined,
    readonly batched?: true,
  ) {}

  get store(): Db {
    return this.install.store;
  }

  /** The caller, for methods whose gate wants a login. */
  requireUser(): UserRow {
    if (!this.user)
      throw new RpcError(CODES.authentication, `Authentication failed when calling "${this.method}"`);
    return this.user;
  }

  /** Throws -28030 unless the caller is a collaborator of the database. */
  async requireCollaborator(databaseId: number): Promise<void> {
    const user = this.requireUser();
    const found = await this.store.row(
      'SELECT 1 FROM mathesar_userdatabaserolemap WHERE user_id = $1 AND database_id = $2',
      [user.id, databaseId],
    );
    if (!found) throw noConnection();
  }

  /** The connected database with an id; throws -28009 when there is none. */
  async database(databaseId: number): Promise<DatabaseRow> {
    const row = await this.store.row<DatabaseRow>('SELECT * FROM mathesar_database WHERE id = $1', [
      databaseId,
    ]);
    if (!row) throw notFound('Database');
    return row;
  }

  /** Where a database is, as a stored role. */
  async dsnAs(role: ConfiguredRoleRow, database: DatabaseRow): Promise<Dsn> {
    const server = await this.store.row<ServerRow>('SELECT * FROM mathesar_server WHERE id = $1', [
      database.server_id,
    ]);
    if (!server) throw notFound('Server');
    const { host, port } = server;
    const password = role.password ?? '';
    return { host, port: port ?? 5432, database: database.name, user: role.name, password };
  }

  /**
   * Runs work in a database on a connection of the caller's own PostgreSQL role: PostgreSQL, and nothing here,
   * decides what the caller may do.
   *
   * @throws RpcError -28009 for an unknown database, -28030 when the caller is no collaborator of it, -30193 when
   *   PostgreSQL refuses the role's login; whatever the work throws.
   */
  async inDatabase<T>(
    databaseId: number,
    work: (db: Db, database: DatabaseRow) => Promise<T>,
    options: { autocommit?: boolean } = {},
  ): Promise<T> {
    const user = this.requireUser();
    const { givenServer, port: ownPort } = this.install.options;
    const found = await this.store.row<DatabaseRow & Pick<ServerRow, 'host' | 'port'> & MappedRole>(
      givenServer ? MAPPED_ROLE.alone : MAPPED_ROLE.withLogin,
      [user.id, databaseId],
    );
    if (!found) throw notFound('Database');
    if (found.role === null) throw noConnection();
    const { host, role, password, name: database } = found;
    const port = found.port ?? 5432;
    // Only of the install's own server is it known whom it would let in.
    const login = port === ownPort ? found.login : undefined;
    return connectAs(
      { host, port, database, user: role, password: password ?? '', login },
      (db) => work(db, found),
      options,
    );
  }

  /** Runs work as a given stored role, as shared forms do. Throws as {@link inDatabase}. */
  async inDatabaseAs<T>(
    role: ConfiguredRoleRow,
    databaseId: number,
    work: (db: Db) => Promise<T>,
  ): Promise<T> {
    return connectAs(await this.dsnAs(role, await this.database(databaseId)), work);
  }
}

/** {@link withConnection}, with a refused login as the endpoint reports it. */
export async function connectAs<T>(
  dsn: Dsn,
  work: (db: Db) => Promise<T>,
  options: { autocommit?: boolean } = {},
): Promise<T> {
  try {
    return await withConnection(dsn, work, options);
  } catch (error) {
    if (error instanceof ConnectionRefused) throw new RpcError(CODES.loginRefused, 'OperationalError: ');
    throw error;
  }
}
