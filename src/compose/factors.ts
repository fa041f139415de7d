/** The names by which the statements of a level know the objects of a scene; quoted for SQL. */
export interface Names {
  database: string;
  schema: string;
  table: string;
  /** The role that is asked. */
  role: string;
  /** Whoever has the grants: the role itself, or one that it is a member of. */
  grantee: string;
  group: string;
  top: string;
  /** The role that makes the table, and owns it unless the grantee does. */
  owner: string;
}

/** One way to set a factor. The first level of each factor is the neutral one: it grants nothing. */
export interface Level {
  /** As it is written in reports and plans. */
  name: string;
  /** Statements before the table is there, and after. */
  before?: (names: Names) => string[];
  sql?: (names: Names) => string[];
  /** Hides what the other factors do, as a missing USAGE does: pairs of others are not covered beside it. */
  hides?: true;
}

const grant = (privileges: string, on: 'table' | 'schema' | 'database', to: (names: Names) => string) => ({
  name: privileges,
  sql: (names: Names) => [`GRANT ${privileges} ON ${on.toUpperCase()} ${names[on]} TO ${to(names)}`],
});
const toRole = ({ role }: Names) => role;
const toGrantee = ({ grantee }: Names) => grantee;
const onTable = (privileges: string) => grant(privileges, 'table', toGrantee);
const none: Level = { name: 'none' };

const policy = (expressions: string, force = false) => ({
  sql: ({ table }: Names) => [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    ...(force ? [`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`] : []),
    ...(expressions === '' ? [] : [`CREATE POLICY shelf ON ${table} ${expressions}`]),
  ],
});

/** Rows with at least so many pages are those that row security hides, or does not let in. */
export const MANY_PAGES = 300;
const FEW = `pages < ${String(MANY_PAGES)}`;

/**
 * What decides about a role's rights, and the ways in which each can be set; the PostgreSQL documentation, chapters
 * "Privileges", "Row Security Policies" and "Role Membership", is where they come from.
 */
export const FACTORS = {
  account: [{ name: 'standard' }, { name: 'admin' }],
  collaborator: [{ name: 'with the role' }, { ...none, hides: true }],
  database: [
    grant('CONNECT', 'database', toRole),
    { ...none, hides: true },
    { ...grant('CONNECT, CREATE', 'database', toRole) },
  ],
  schema: [
    grant('USAGE', 'schema', toRole),
    { ...none, hides: true },
    grant('USAGE, CREATE', 'schema', toRole),
  ],
  table: [
    none,
    onTable('SELECT'),
    onTable('INSERT'),
    onTable('UPDATE, DELETE'),
    onTable('SELECT, INSERT, UPDATE, DELETE, TRUNCATE'),
  ],
  columns: [
    none,
    onTable('SELECT (id, title)'),
    onTable('UPDATE (title)'),
    onTable('INSERT (title, pages)'),
    onTable('SELECT (id, pages), UPDATE (pages, note)'),
  ],
  membership: [
    none,
    { name: 'of a group', sql: ({ role, group }) => [`GRANT ${group} TO ${role}`] },
    {
      name: 'of a group, without INHERIT',
      sql: ({ role, group }) => [`ALTER ROLE ${role} NOINHERIT`, `GRANT ${group} TO ${role}`],
    },
    {
      name: 'through another role',
      sql: ({ role, group, top }) => [`GRANT ${top} TO ${group}`, `GRANT ${group} TO ${role}`],
    },
  ],
  public: [
    none,
    {
      name: 'USAGE on the schema, SELECT on the table',
      sql: ({ schema, table }) => [
        `GRANT USAGE ON SCHEMA ${schema} TO PUBLIC`,
        `GRANT SELECT ON ${table} TO PUBLIC`,
      ],
    },
    { name: 'SELECT (title)', sql: ({ table }) => [`GRANT SELECT (title) ON ${table} TO PUBLIC`] },
    {
      name: 'INSERT, UPDATE, DELETE on the table',
      sql: ({ table }) => [`GRANT INSERT, UPDATE, DELETE ON ${table} TO PUBLIC`],
    },
  ],
  ownership: [
    none,
    {
      name: 'of the table',
      hides: true,
      sql: ({ table, grantee }) => [`ALTER TABLE ${table} OWNER TO ${grantee}`],
    },
    {
      name: 'of the schema',
      hides: true,
      sql: ({ schema, grantee }) => [`ALTER SCHEMA ${schema} OWNER TO ${grantee}`],
    },
  ],
  'row security': [
    { name: 'off' },
    { name: 'some rows', ...policy(`USING (${FEW})`) },
    { name: 'some rows, for the owner too', ...policy(`USING (${FEW})`, true) },
    { name: 'writes checked', ...policy(`USING (true) WITH CHECK (${FEW})`) },
    { name: 'without a policy', ...policy('') },
  ],
  'default privileges': [
    none,
    {
      name: 'SELECT on tables of the owner',
      before: ({ owner, schema, grantee }) => [
        `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema} GRANT SELECT ON TABLES TO ${grantee}`,
      ],
    },
    {
      name: 'SELECT to PUBLIC on own tables',
      before: ({ role }) => [`ALTER DEFAULT PRIVILEGES FOR ROLE ${role} GRANT SELECT ON TABLES TO PUBLIC`],
    },
  ],
} satisfies Record<string, Level[]>;

export type Factor = keyof typeof FACTORS;
export const FACTOR_NAMES = Object.keys(FACTORS) as Factor[];

/** A role: for each factor the number of its level. */
export type ComposedRole = Readonly<Record<Factor, number>>;

export const levelsOf = (factor: Factor): readonly Level[] => FACTORS[factor];

/** @throws Error for a number of no level */
export function levelOf(role: ComposedRole, factor: Factor): Level {
  const level = levelsOf(factor)[role[factor]];
  if (!level) throw new Error(`factor "${factor}" has no level ${String(role[factor])}`);
  return level;
}

/** The role that has nothing beyond a way in: each factor at its first level. */
export const NEUTRAL = Object.fromEntries(FACTOR_NAMES.map((factor) => [factor, 0])) as ComposedRole;

/** How the neutral role is written. */
export const NEUTRAL_NAME = 'a way in and no more';

/** What sets a role apart from the neutral one: `table: SELECT; membership: of a group`. */
export function describeRole(role: ComposedRole): string {
  const parts = FACTOR_NAMES.filter((factor) => role[factor] !== 0).map(
    (factor) => `${factor}: ${levelOf(role, factor).name}`,
  );
  return parts.join('; ') || NEUTRAL_NAME;
}

/** The statements that make a role what it is, in order; {@link Level.before} comes before the table is made. */
export function statementsOf(role: ComposedRole, names: Names): { before: string[]; after: string[] } {
  const levels = FACTOR_NAMES.map((factor) => levelOf(role, factor));
  return {
    before: levels.flatMap((level) => level.before?.(names) ?? []),
    after: levels.flatMap((level) => level.sql?.(names) ?? []),
  };
}
