import pg from 'pg';
import { NotRun } from '../engine/surface';
import { Client } from '../target/client';
import { endLingeringSessions } from '../target/lingering-sessions';
import { inDatabase, queryRows } from '../target/postgres';
import { addPostgresRole, addUser } from '../target/provision';
import { nameInWorker } from '../target/run-name';
import { logOut } from '../target/session';
import type { RunAccount, RunState } from '../target/state';
import { throwAwayPassword } from '../world/postgres-role';
import type { Place } from './asked';
import { COLUMNS, ROWS } from './asked';
import { levelOf, statementsOf, type ComposedRole, type Names } from './factors';

/** A PostgreSQL role of a scene. */
interface SceneRole {
  name: string;
  oid: number;
  password: string;
}

/** The roles of a scene by their use. */
type SceneRoles = Record<'role' | 'group' | 'top' | 'stranger', SceneRole>;
const USES = ['role', 'group', 'top', 'stranger'] as const;

/** What of a scene stays the same for all composed roles. */
interface Stage {
  state: RunState;
  /** The database's own connection, as a superuser. */
  superuser: pg.Client;
  database: { id: number; oid: number; name: string };
  roles: SceneRoles;
  storedRoleId: number;
  accounts: Record<'standard' | 'admin', RunAccount>;
  names: Omit<Names, 'grantee'>;
}

const OWN_SCHEMAS = `nspname !~ '^(pg_|msar|__msar|mathesar_|information_schema)'`;
const grants = (objects: string, name: string, acl: string) =>
  `SELECT concat_ws(' ', 'grant', ${name}, CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE e.grantee::regrole::text END,
    e.privilege_type) FROM ${objects}, aclexplode(${acl}) e`;

/** What is in the scene: schemas, tables, columns, constraints, and who has which privilege on them, one line each. */
const CONTENT = `
WITH s AS (SELECT * FROM pg_namespace WHERE ${OWN_SCHEMAS}),
t AS (SELECT c.* FROM pg_class c JOIN s ON s.oid = relnamespace WHERE relkind = 'r'),
a AS (SELECT a.*, format('%s.%s', attrelid::regclass, attname) AS name FROM pg_attribute a
  WHERE attrelid = to_regclass('shelf.books') AND attnum > 0 AND NOT attisdropped)
SELECT concat_ws(' ', 'schema', nspname, nspowner::regrole) AS line FROM s
UNION ALL SELECT concat_ws(' ', 'table', oid::regclass, relowner::regrole) FROM t
UNION ALL SELECT concat_ws(' ', 'comment', oid::regclass, obj_description(oid, 'pg_class')) FROM t
UNION ALL SELECT concat_ws(' ', 'column', name, format_type(atttypid, atttypmod)) FROM a
UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, pg_get_constraintdef(k.oid)) FROM pg_constraint k
  JOIN t ON t.oid = conrelid WHERE contype <> 'n'
UNION ALL ${grants('s', 'nspname', "coalesce(nspacl, acldefault('n', nspowner))")}
UNION ALL ${grants('t', 'oid::regclass', "coalesce(relacl, acldefault('r', relowner))")}
UNION ALL ${grants('a', 'name', 'attacl')}`;

/**
 * A database of its own with one table, an account of each kind, and a role that is made into one composed role after the
 * other; needs SQL as a superuser, because PostgreSQL is asked as that role.
 */
export class Scene {
  private current: ComposedRole | undefined;
  private content: readonly string[] = [];
  private tableOid = 0;
  private schemaOid = 0;
  private keyOid = 0;
  private collaborators = new Map<number, number>();

  private constructor(private readonly stage: Stage) {}

  /**
   * Makes the database, the accounts and the roles.
   * @param worker distinguishes scenes of one run
   * @throws NotRun where SQL is out of reach, or not as a superuser
   */
  static async open(state: RunState, worker: number): Promise<Scene> {
    const { witness } = state;
    if (witness === undefined) {
      throw new NotRun('composed roles are compared with what PostgreSQL answers: set LOCAL_DATABASE_URL');
    }
    const [self] = await queryRows<{ super: boolean }>(
      witness,
      'SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user',
    );
    if (!self?.super)
      throw new NotRun('asking PostgreSQL as another role takes a superuser in LOCAL_DATABASE_URL');
    return new Scene(await makeStage(state, witness, nameInWorker(state.prefix, worker, 'composed')));
  }

  /** The account of the composed role. */
  get client(): Client {
    const { state, accounts } = this.stage;
    const kind = this.role.account === 0 ? 'standard' : 'admin';
    return new Client(state.baseUrl, accounts[kind].session, undefined, accounts[kind].username);
  }

  get place(): Place {
    const { database, roles } = this.stage;
    const [database_id, schema_oid, table_oid] = [database.id, this.schemaOid, this.tableOid];
    return { database_id, schema_oid, table_oid, keyOid: this.keyOid, strangerOid: roles.stranger.oid };
  }

  get superuser(): pg.Client {
    return this.stage.superuser;
  }

  get names(): Names {
    const grantees = ['role', 'group', 'group', 'top'] as const;
    return { ...this.stage.names, grantee: this.stage.names[grantees[this.role.membership] ?? 'role'] };
  }

  /** The stranger's name, quoted for SQL. */
  get stranger(): string {
    return pg.escapeIdentifier(this.stage.roles.stranger.name);
  }

  private get role(): ComposedRole {
    if (!this.current) throw new Error('no role was composed yet');
    return this.current;
  }

  /** Makes the scene's role into a composed one, if it is not already that and untouched. */
  async become(role: ComposedRole): Promise<void> {
    if (this.current === role) return;
    this.current = role;
    await this.setCollaborator();
    await this.arrange();
  }

  /** Puts everything back as the composed role found it. */
  async arrange(): Promise<void> {
    const { superuser, stage, names } = this;
    const { roles } = stage;
    const { before, after } = statementsOf(this.role, names);
    const all = USES.map((use) => pg.escapeIdentifier(roles[use].name)).join(', ');
    const { role, group, top } = names;
    const statements = [
      'BEGIN',
      'DROP SCHEMA IF EXISTS shelf, added CASCADE',
      `DROP OWNED BY ${all}`,
      `REVOKE ${group} FROM ${role}`,
      `REVOKE ${top} FROM ${group}`,
      `ALTER ROLE ${role} INHERIT`,
      `CREATE SCHEMA shelf AUTHORIZATION ${names.owner}`,
      ...before,
      `SET LOCAL ROLE ${names.owner}`,
      `CREATE TABLE shelf.books (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, title text, pages integer, note text)`,
      'RESET ROLE',
      `INSERT INTO shelf.books (${COLUMNS.join(', ')}) VALUES ${ROWS.map(values).join(', ')}`,
      'ALTER TABLE shelf.books ALTER id RESTART WITH 100',
      ...after,
      'COMMIT',
    ];
    await superuser.query(statements.join(';\n'));
    const { rows } = await superuser.query<{ schema: number; table: number; key: number }>(
      `SELECT 'shelf'::regnamespace::oid::int8::int AS schema, conrelid::int8::int AS table, oid::int8::int AS key
        FROM pg_constraint WHERE conrelid = 'shelf.books'::regclass AND contype = 'p'`,
    );
    this.schemaOid = rows[0]?.schema ?? 0;
    this.tableOid = rows[0]?.table ?? 0;
    this.keyOid = rows[0]?.key ?? 0;
    this.content = await this.look();
  }

  /** What changed since the role was made, a line each. */
  async changes(): Promise<string[]> {
    const now = await this.look();
    return [
      ...this.content.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
      ...now.filter((line) => !this.content.includes(line)).map((line) => `+ ${line}`),
    ];
  }

  private async look(): Promise<string[]> {
    const { rows } = await this.superuser.query<{ line: string }>(CONTENT);
    const lines = rows.map(({ line }) => line);
    if (!lines.some((line) => line.startsWith('table shelf.books '))) return lines.sort();
    const books = await this.superuser.query<{ line: string }>(
      // Numbers that PostgreSQL hands out tell nothing.
      `SELECT 'row ' || (to_jsonb(b) - '{id,key,link}'::text[])::text AS line FROM shelf.books b`,
    );
    return [...lines, ...books.rows.map(({ line }) => line)].sort();
  }

  /** Gives the account its collaborator entry, or takes it. */
  private async setCollaborator(): Promise<void> {
    const { state, accounts, database, storedRoleId } = this.stage;
    const setupAdmin = new Client(state.baseUrl, state.setupAdmin.session);
    const { userId } = accounts[this.role.account === 0 ? 'standard' : 'admin'];
    const entry = this.collaborators.get(userId);
    const wanted = !levelOf(this.role, 'collaborator').hides;
    if (wanted === (entry !== undefined)) return;
    if (entry !== undefined) {
      await setupAdmin.rpc('collaborators.delete', { collaborator_id: entry });
      this.collaborators.delete(userId);
      return;
    }
    const params = { database_id: database.id, user_id: userId, configured_role_id: storedRoleId };
    this.collaborators.set(userId, (await setupAdmin.rpc('collaborators.add', params)).id);
  }

  /** Removes all that the scene made; what it can not remove is left to the end of the run. */
  async end(): Promise<void> {
    const { state, superuser, database, roles, storedRoleId, accounts } = this.stage;
    const setupAdmin = new Client(state.baseUrl, state.setupAdmin.session);
    await superuser.end();
    for (const { userId, session } of Object.values(accounts)) {
      await logOut(state.baseUrl, session);
      await setupAdmin.rpc('users.delete', { user_id: userId });
    }
    await endLingeringSessions(state.witness ?? '', database.name);
    await setupAdmin.rpc('databases.delete', {
      database_id: state.maintenanceDatabaseId,
      database_oid: database.oid,
    });
    await setupAdmin.rpc('databases.configured.disconnect', { database_id: database.id });
    await setupAdmin.rpc('roles.configured.delete', { configured_role_id: storedRoleId });
    const names = USES.map((use) => pg.escapeIdentifier(roles[use].name));
    await queryRows(state.witness ?? '', `DROP ROLE ${names.join(', ')}`);
  }
}

const values = (row: (typeof ROWS)[number]) =>
  `(${Object.values(row)
    .map((value) => (typeof value === 'number' ? String(value) : pg.escapeLiteral(value)))
    .join(', ')})`;

async function makeStage(state: RunState, witness: string, name: string): Promise<Stage> {
  const setupAdmin = new Client(state.baseUrl, state.setupAdmin.session);
  const made = await setupAdmin.rpc('databases.setup.create_new', { database: name });
  const database = { id: made.database.id, name };
  const { oid } = await setupAdmin.rpc('databases.get', { database_id: database.id });
  const roles = {} as SceneRoles;
  for (const use of USES) {
    const password = throwAwayPassword();
    const roleName = `${name}_${use}`;
    roles[use] = {
      name: roleName,
      password,
      oid: await addPostgresRole(setupAdmin, state, roleName, password),
    };
  }
  const stored = await setupAdmin.rpc('roles.configured.add', {
    server_id: state.serverId,
    name: roles.role.name,
    password: roles.role.password,
  });
  const accounts = {
    standard: await addUser(setupAdmin, state, `${name}_standard`, false),
    admin: await addUser(setupAdmin, state, `${name}_admin`, true),
  };
  const superuser = new pg.Client({ connectionString: inDatabase(witness, name) });
  // Queries still fail when the server ends the connection; without a listener, this process would end.
  superuser.on('error', () => undefined);
  await superuser.connect();
  const quoted = (text: string) => pg.escapeIdentifier(text);
  // Warnings of statements that do nothing, such as a REVOKE of what nobody granted.
  await superuser.query(
    `SET client_min_messages = error; REVOKE ALL ON DATABASE ${quoted(name)} FROM PUBLIC`,
  );
  const { owner } = state.postgresRoles;
  if (!owner) throw new Error('the run has no role that owns its databases');
  return {
    state,
    superuser,
    database: { ...database, oid },
    roles,
    storedRoleId: stored.id,
    accounts,
    names: {
      database: quoted(name),
      schema: 'shelf',
      table: 'shelf.books',
      role: quoted(roles.role.name),
      group: quoted(roles.group.name),
      top: quoted(roles.top.name),
      owner: quoted(owner.name),
    },
  };
}
