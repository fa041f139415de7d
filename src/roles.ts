/** Privileges of a role's PostgreSQL role in the run's main database. */
export interface PostgresGrants {
  database: readonly ('CONNECT' | 'CREATE' | 'TEMPORARY')[];
  schema: readonly ('USAGE' | 'CREATE')[];
  /** On the world's readable tables; the table of secrets gets none. */
  tables: readonly ('SELECT' | 'INSERT' | 'UPDATE' | 'DELETE')[];
}

/** Who acts: one column of the plan, one entry here. */
export interface Role {
  name: string;
  /** How a sentence about the role begins, e.g. `an admin who is no collaborator`. */
  title: string;
  /** How a sentence names all who have the role, e.g. `admins who are not collaborators`. */
  people: string;
  /** The Mathesar account; `none` acts without a session. */
  account: 'admin' | 'standard' | 'none';
  /** The database of the run in which the role is a collaborator. */
  collaborator: 'main' | 'other' | 'none';
  /**
   * The PostgreSQL role behind it: `owner` is the role that owns the run's databases; grants make a role of its own;
   * `none` has no PostgreSQL role.
   */
  postgres: 'owner' | 'none' | PostgresGrants;
  /** Owns the schema and the readable tables of the worlds in which it acts. */
  ownsWorld?: true;
}

const editing: PostgresGrants = {
  database: [],
  schema: ['USAGE'],
  tables: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
};
const viewing: PostgresGrants = { database: [], schema: ['USAGE'], tables: ['SELECT'] };
const nothing: PostgresGrants = { database: [], schema: [], tables: [] };

/** The databases of a run in which a role's account collaborates: an administrator who is a collaborator in both. */
export function databasesOf({ account, collaborator }: Role): readonly ('main' | 'other')[] {
  if (collaborator === 'none') return [];
  return account === 'admin' ? ['main', 'other'] : [collaborator];
}

/** The roles a plan may name, most privileged first; the order in which a rule's cells run. */
export const ROLES = [
  {
    name: 'admin',
    title: 'admin',
    people: 'admins',
    account: 'admin',
    collaborator: 'main',
    postgres: 'owner',
  },
  {
    name: 'database-owner',
    title: 'standard user with the owner’s PostgreSQL role',
    people: 'database owners',
    account: 'standard',
    collaborator: 'main',
    postgres: 'owner',
  },
  {
    name: 'manager',
    title: 'manager',
    people: 'managers',
    account: 'standard',
    collaborator: 'main',
    postgres: { database: ['CREATE'], schema: ['USAGE'], tables: [] },
    ownsWorld: true,
  },
  {
    name: 'editor',
    title: 'editor',
    people: 'editors',
    account: 'standard',
    collaborator: 'main',
    postgres: editing,
  },
  {
    name: 'viewer',
    title: 'viewer',
    people: 'viewers',
    account: 'standard',
    collaborator: 'main',
    postgres: viewing,
  },
  {
    name: 'admin-elsewhere',
    title: 'admin who is no collaborator',
    people: 'admins who are not collaborators',
    account: 'admin',
    collaborator: 'none',
    postgres: 'none',
  },
  {
    name: 'outsider',
    title: 'outsider',
    people: 'outsiders',
    account: 'standard',
    collaborator: 'other',
    postgres: nothing,
  },
  {
    name: 'anonymous',
    title: 'anonymous',
    people: 'people who are not signed in',
    account: 'none',
    collaborator: 'none',
    postgres: 'none',
  },
] as const satisfies readonly Role[];
