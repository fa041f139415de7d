import pg from 'pg';
import type { World } from '../../../src/world/world';

/** A change of privileges on the objects of every world, as PostgreSQL takes it. */
export interface WorldChange {
  /** As the score counts it: grant, revoke, ownership, policy. */
  kind: string;
  /** Completes the kind's name: who gets or loses what. */
  name: string;
  /** The roles whose cells may see it. */
  roles: readonly string[];
  /** Areas of the plan whose rules may see it, those first that see it first. */
  areas: readonly string[];
  sql: (names: Names) => string[];
  /** What must be done before the world can be removed; nothing for most, which go with its objects. */
  undo?: (names: Names) => string[];
}

/** Names in SQL of a world's objects, and of the roles of its run. */
export interface Names {
  schema: string;
  table: (name: 'books' | 'authors' | 'secrets') => string;
  role: (name: string) => string;
  /** The PostgreSQL role that owns the world's schema. */
  owner: string;
  /** The PostgreSQL role that owns the table of secrets, which no manager gets. */
  databaseOwner: string;
}

const ident = (name: string) => pg.escapeIdentifier(name);

/** The names of a world. */
export const namesOf = (world: World): Names => ({
  schema: ident(world.schema.name),
  table: (name) => `${ident(world.schema.name)}.${ident(name)}`,
  role: (name) => ident(world.postgresRole(name).name),
  owner: ident(world.postgresRole(world.owner === 'manager' ? 'manager' : 'admin').name),
  databaseOwner: ident(world.postgresRole('admin').name),
});

const ROWS = ['records', 'bulk-insert', 'explorations', 'export'];
const EVERYBODY_BUT_OWNERS = ['editor', 'viewer'];

/** One privilege on one table, or on some of its columns, more for one role. */
const grant = (role: string, privilege: string, table: 'books' | 'authors' | 'secrets'): WorldChange => ({
  kind: 'grant',
  name: `${privilege} on ${table} to ${role}`,
  roles: role === 'PUBLIC' ? EVERYBODY_BUT_OWNERS : [role],
  areas: [...ROWS, 'record-summaries', 'tables', 'columns'],
  sql: ({ table: named, role: roleNamed }) => [
    `GRANT ${privilege} ON ${named(table)} TO ${role === 'PUBLIC' ? role : roleNamed(role)}`,
  ],
});

const revoke = (role: string, privilege: string, table: 'books' | 'authors'): WorldChange => ({
  kind: 'revoke',
  name: `${privilege} on ${table} from ${role}`,
  roles: [role],
  areas: [...ROWS, 'record-summaries', 'tables', 'forms'],
  sql: ({ table: named, role: roleNamed }) => [
    `REVOKE ${privilege} ON ${named(table)} FROM ${roleNamed(role)}`,
  ],
});

const onSchema = (kind: 'grant' | 'revoke', privilege: string, role: string): WorldChange => ({
  kind,
  name: `${privilege} on the schema ${kind === 'grant' ? 'to' : 'from'} ${role}`,
  roles: role === 'PUBLIC' ? EVERYBODY_BUT_OWNERS : [role],
  areas: ['tables', 'records', 'data-modeling', 'import', 'schemas'],
  sql: ({ schema, role: roleNamed }) => [
    `${kind === 'grant' ? 'GRANT' : 'REVOKE'} ${privilege} ON SCHEMA ${schema} ` +
      `${kind === 'grant' ? 'TO' : 'FROM'} ${role === 'PUBLIC' ? role : roleNamed(role)}`,
  ],
});

const grantOption = (role: string, privilege: string): WorldChange => ({
  kind: 'grant',
  name: `${privilege} on books to ${role}, with grant option`,
  roles: [role],
  areas: ['privileges'],
  sql: ({ table, role: roleNamed }) => [
    `GRANT ${privilege} ON ${table('books')} TO ${roleNamed(role)} WITH GRANT OPTION`,
  ],
});

const ownership = (role: string, table: 'books' | 'authors' | 'secrets'): WorldChange => ({
  kind: 'ownership',
  name: `${table} to ${role}`,
  roles: [role],
  areas: ['tables', 'columns', 'constraints', 'records', 'privileges'],
  sql: ({ table: named, role: roleNamed }) => [`ALTER TABLE ${named(table)} OWNER TO ${roleNamed(role)}`],
  undo: ({ table: named, owner, databaseOwner }) => [
    `ALTER TABLE ${named(table)} OWNER TO ${table === 'secrets' ? databaseOwner : owner}`,
  ],
});

const schemaOwnership = (role: string): WorldChange => ({
  kind: 'ownership',
  name: `the schema to ${role}`,
  roles: [role],
  areas: ['schemas', 'tables', 'privileges'],
  sql: ({ schema, role: roleNamed }) => [`ALTER SCHEMA ${schema} OWNER TO ${roleNamed(role)}`],
  undo: ({ schema, owner }) => [`ALTER SCHEMA ${schema} OWNER TO ${owner}`],
});

/** The manager's own table is not the manager's any more. */
const lostOwnership = (table: 'books' | 'authors'): WorldChange => ({
  kind: 'ownership',
  name: `${table} from manager to the database’s owner`,
  roles: ['manager'],
  areas: ['tables', 'columns', 'records', 'privileges'],
  sql: ({ table: named, databaseOwner }) => [`ALTER TABLE ${named(table)} OWNER TO ${databaseOwner}`],
  undo: ({ table: named, owner }) => [`ALTER TABLE ${named(table)} OWNER TO ${owner}`],
});

const policy = (name: string, table: 'books' | 'authors', policies: readonly string[]): WorldChange => ({
  kind: 'policy',
  name: `${name} on ${table}`,
  roles: EVERYBODY_BUT_OWNERS,
  areas: [...ROWS, 'record-summaries'],
  sql: ({ table: named }) => [
    ...policies.map((one, index) => `CREATE POLICY mutant_${String(index)} ON ${named(table)} ${one}`),
    `ALTER TABLE ${named(table)} ENABLE ROW LEVEL SECURITY`,
  ],
});

/** Every change on the objects of worlds. */
export const IN_WORLDS: readonly WorldChange[] = [
  ...['INSERT', 'UPDATE', 'DELETE'].map((privilege) => grant('viewer', privilege, 'books')),
  ...['UPDATE (title)', 'INSERT (title)', 'INSERT (title, pages)'].map((some) =>
    grant('viewer', some, 'books'),
  ),
  ...['viewer', 'editor'].flatMap((role) => [
    grant(role, 'SELECT', 'secrets'),
    grant(role, 'SELECT (id, note)', 'secrets'),
    onSchema('grant', 'CREATE', role),
    grantOption(role, 'SELECT'),
    ownership(role, 'books'),
    ownership(role, 'secrets'),
    schemaOwnership(role),
    revoke(role, 'SELECT', 'books'),
    onSchema('revoke', 'USAGE', role),
  ]),
  grantOption('editor', 'INSERT'),
  ...['INSERT', 'UPDATE', 'DELETE'].map((privilege) => grant('PUBLIC', privilege, 'books')),
  grant('PUBLIC', 'SELECT', 'secrets'),
  onSchema('grant', 'CREATE', 'PUBLIC'),
  ...['INSERT', 'UPDATE', 'DELETE'].map((privilege) => revoke('editor', privilege, 'books')),
  revoke('viewer', 'SELECT', 'authors'),
  revoke('editor', 'SELECT', 'authors'),
  lostOwnership('books'),
  policy('row security without a policy', 'books', []),
  policy('a policy of one row', 'books', ['USING (id = 2)']),
  policy('a policy that only reads', 'books', ['FOR SELECT USING (true)']),
  policy('row security without a policy', 'authors', []),
];
