import pg from 'pg';
import type { RunState } from '../../../src/target/state';

/** A change on the objects of a run: its roles, its main database, Mathesar's own entries about its accounts. */
export interface RunChange {
  /** As the score counts it: membership, stored role, admin flag, … */
  kind: string;
  name: string;
  roles: readonly string[];
  areas: readonly string[];
  /** Mathesar's own tables are in the internal database. */
  internal?: true;
  sql: string;
  undo: string;
}

const ROWS = ['records', 'tables', 'schemas'];
const EVERYWHERE = ['databases', 'schemas', 'tables', 'records', 'explorations'];
const ADMINISTRATION = ['users', 'collaborators', 'servers', 'databases'];

/** Every change on the objects of a run. */
export function onRun(state: RunState): RunChange[] {
  const role = (name: string) => pg.escapeIdentifier(state.postgresRoles[name]?.name ?? '');
  const database = pg.escapeIdentifier(state.databases.main.name);
  const user = (name: string) => String(state.accounts[name]?.userId);
  const storedRole = (name: string) => String(state.postgresRoles[name]?.storedRoleId);
  const main = String(state.databases.main.id);

  const membership = (of: string, member: string): RunChange => ({
    kind: 'membership',
    name: `${member} in the role of ${of}`,
    roles: [member],
    areas: [...ROWS, 'privileges', 'columns'],
    sql: `GRANT ${role(of)} TO ${role(member)}`,
    undo: `REVOKE ${role(of)} FROM ${role(member)}`,
  });
  const onDatabase = (privilege: string, to: string): RunChange => ({
    kind: 'grant',
    name: `${privilege} on the database to ${to}`,
    roles: [to],
    areas: ['schemas', 'databases'],
    sql: `GRANT ${privilege} ON DATABASE ${database} TO ${role(to)}`,
    undo: `REVOKE ${privilege} ON DATABASE ${database} FROM ${role(to)}`,
  });
  const attribute = (of: string, set: string, reset: string, areas: readonly string[]): RunChange => ({
    kind: 'role',
    name: `${of} gets ${set}`,
    roles: [of],
    areas,
    sql: `ALTER ROLE ${role(of)} ${set}`,
    undo: `ALTER ROLE ${role(of)} ${reset}`,
  });
  const stored = (of: string, taken: string): RunChange => {
    const set = (id: string) =>
      `UPDATE mathesar_userdatabaserolemap SET configured_role_id = ${id}
       WHERE user_id = ${user(of)} AND database_id = ${main}`;
    return {
      kind: 'stored role',
      name: `${of} by the role of ${taken}`,
      roles: [of],
      areas: [...ROWS, 'privileges', 'columns'],
      internal: true,
      sql: set(storedRole(taken)),
      undo: set(storedRole(of)),
    };
  };
  const adminFlag = (of: string, flag: boolean): RunChange => {
    const set = (value: boolean) =>
      `UPDATE mathesar_user SET is_superuser = ${String(value)} WHERE id = ${user(of)}`;
    return {
      kind: 'admin flag',
      name: `${of} is ${flag ? 'an' : 'no'} administrator`,
      roles: [of],
      areas: ADMINISTRATION,
      internal: true,
      sql: set(flag),
      undo: set(!flag),
    };
  };
  /** The collaborator's entry is one of the other database. */
  const moved = (of: string, from: 'main' | 'other', to: 'main' | 'other'): RunChange => {
    const set = (before: 'main' | 'other', after: 'main' | 'other') =>
      `UPDATE mathesar_userdatabaserolemap SET database_id = ${String(state.databases[after].id)}
       WHERE user_id = ${user(of)} AND database_id = ${String(state.databases[before].id)}`;
    return {
      kind: 'collaborator',
      name: `${of} in the ${to} database, not the ${from} one`,
      roles: [of],
      areas: EVERYWHERE,
      internal: true,
      sql: set(from, to),
      undo: set(to, from),
    };
  };

  const password = pg.escapeLiteral(state.postgresRoles.viewer?.password ?? '');
  return [
    ...['viewer', 'editor'].flatMap((member) => ['admin', 'manager'].map((of) => membership(of, member))),
    membership('editor', 'viewer'),
    membership('admin', 'manager'),
    ...['viewer', 'editor'].map((to) => onDatabase('CREATE', to)),
    {
      kind: 'revoke',
      name: 'CREATE on the database from manager',
      roles: ['manager'],
      areas: ['schemas', 'databases'],
      sql: `REVOKE CREATE ON DATABASE ${database} FROM ${role('manager')}`,
      undo: `GRANT CREATE ON DATABASE ${database} TO ${role('manager')}`,
    },
    attribute('viewer', 'SUPERUSER', 'NOSUPERUSER', [...ROWS, 'privileges']),
    attribute('editor', 'SUPERUSER', 'NOSUPERUSER', [...ROWS, 'privileges']),
    attribute('editor', 'CREATEROLE', 'NOCREATEROLE', ['roles']),
    attribute('manager', 'CREATEROLE', 'NOCREATEROLE', ['roles']),
    attribute('editor', 'NOLOGIN', 'LOGIN', EVERYWHERE),
    attribute('viewer', `PASSWORD 'mutant'`, `PASSWORD ${password}`, EVERYWHERE),
    stored('viewer', 'editor'),
    stored('viewer', 'manager'),
    stored('viewer', 'admin'),
    stored('editor', 'viewer'),
    stored('editor', 'admin'),
    stored('manager', 'viewer'),
    stored('manager', 'admin'),
    stored('admin', 'viewer'),
    ...['manager', 'editor', 'viewer', 'outsider', 'database-owner'].map((of) => adminFlag(of, true)),
    ...['admin', 'admin-elsewhere'].map((of) => adminFlag(of, false)),
    ...['database-owner', 'manager', 'editor', 'viewer'].map((of) => moved(of, 'main', 'other')),
    moved('outsider', 'other', 'main'),
  ];
}
