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
  { name: 'admin', title: 'admin', account: 'admin', collaborator: 'main', postgres: 'owner' },
  {
    name: 'database-owner',
    title: 'standard user with the owner’s PostgreSQL role',
    account: 'standard',
    collaborator: 'main',
    postgres: 'owner',
  },
  {
    name: 'manager',
    title: 'manager',
    account: 'standard',
    collaborator: 'main',
    postgres: { database: ['CREATE'], schema: ['USAGE'], tables: [] },
    ownsWorld: true,
  },
  { name: 'editor', title: 'editor', account: 'standard', collaborator: 'main', postgres: editing },
  { name: 'viewer', title: 'viewer', account: 'standard', collaborator: 'main', postgres: viewing },
  {
    name: 'admin-elsewhere',
    title: 'admin who is no collaborator',
    account: 'admin',
    collaborator: 'none',
    postgres: 'none',
  },
  { name: 'outsider', title: 'outsider', account: 'standard', collaborator: 'other', postgres: nothing },
  { name: 'anonymous', title: 'anonymous', account: 'none', collaborator: 'none', postgres: 'none' },
] as const satisfies readonly Role[];
