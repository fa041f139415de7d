import type { ClientBase } from 'pg';
import pg from 'pg';
import type { Need } from './plan/words';

/** The remediation of a missing privilege. */
export interface Remediation {
  /** One SQL statement with quoted names; undefined when no statement helps. */
  statement: string | undefined;
  /** Who can run it; without a statement, what else to do. */
  by: string;
  /** The database to run it in; undefined when any will do. */
  database?: string;
}

/** The role that is checked. */
export interface Grantee {
  role: string;
  database: string;
}

interface PrivilegeRow {
  has: boolean;
  /** Owner of the privilege's object; null when the object has none or does not exist. */
  owner: string | null;
  owner_is_super: boolean | null;
}

const SUPERUSER = 'a superuser';
const id = (name: string) => pg.escapeIdentifier(name);

/** Reads the catalog only; `has` includes what the role has through other roles. */
function queryFor(need: Need): { text: string; values: unknown[] } {
  switch (need.kind) {
    case 'version':
      return {
        text: `SELECT current_setting('server_version_num')::int / 10000 >= $1 AS has, NULL AS owner, NULL AS owner_is_super`,
        values: [need.major],
      };
    case 'attribute': {
      const column = { LOGIN: 'rolcanlogin', CREATEDB: 'rolcreatedb', CREATEROLE: 'rolcreaterole' }[
        need.attribute
      ];
      return {
        text: `SELECT rolsuper OR ${column} AS has, NULL AS owner, NULL AS owner_is_super FROM pg_roles WHERE rolname = current_user`,
        values: [],
      };
    }
    case 'database':
      return {
        text: `SELECT has_database_privilege(d.oid, $1) AS has, ${OWNER} FROM pg_database d JOIN pg_roles o ON o.oid = d.datdba
               WHERE d.datname = current_database()`,
        values: [need.privilege],
      };
    case 'schema':
      return {
        text: `SELECT has_schema_privilege(n.oid, $2) AS has, ${OWNER} FROM pg_namespace n JOIN pg_roles o ON o.oid = n.nspowner
               WHERE n.nspname = $1`,
        values: [need.schema, need.privilege],
      };
    case 'language':
      return {
        text: `SELECT has_language_privilege(l.oid, 'USAGE') AS has, ${OWNER} FROM pg_language l JOIN pg_roles o ON o.oid = l.lanowner
               WHERE l.lanname = $1`,
        values: [need.language],
      };
    case 'ownership':
      return {
        text: `SELECT coalesce(pg_has_role(n.nspowner, 'USAGE'), true) AS has, ${OWNER}
               FROM (VALUES ($1::name)) wanted (name) LEFT JOIN pg_namespace n ON n.nspname = wanted.name
               LEFT JOIN pg_roles o ON o.oid = n.nspowner`,
        values: [need.schema],
      };
  }
}

const OWNER = 'o.rolname AS owner, o.rolsuper AS owner_is_super';

/**
 * Asks PostgreSQL whether the connected role has what is needed. Only reads.
 * @param client connected as that role to the database in question
 * @returns undefined when it has, else the remediation
 */
export async function lacking(
  client: ClientBase,
  need: Need,
  grantee: Grantee,
): Promise<Remediation | undefined> {
  const { rows } = await client.query<PrivilegeRow>(queryFor(need));
  const look = rows[0];
  return look?.has ? undefined : remediation(need, grantee, look);
}

/**
 * The remediation of a missing privilege.
 * @param look what was found; undefined when the schema or language does not exist, or nothing could be read
 */
export function remediation(
  need: Need,
  { role, database }: Grantee,
  look?: Pick<PrivilegeRow, 'owner' | 'owner_is_super'>,
): Remediation {
  const owner = look?.owner ?? undefined;
  const ownerOr = `${owner === undefined ? 'the owner' : `"${owner}", the owner,`} or ${SUPERUSER}`;
  switch (need.kind) {
    case 'version':
      return {
        statement: undefined,
        by: `upgrade the server to PostgreSQL ${String(need.major)} or newer, or use another one`,
      };
    case 'attribute':
      return { statement: `ALTER ROLE ${id(role)} ${need.attribute};`, by: SUPERUSER };
    case 'database': {
      const statement = `GRANT ${need.privilege} ON DATABASE ${id(database)} TO ${id(role)};`;
      return { statement, by: ownerOr };
    }
    case 'schema': {
      const statement =
        look === undefined
          ? `CREATE SCHEMA ${id(need.schema)} AUTHORIZATION ${id(role)};`
          : `GRANT ${need.privilege} ON SCHEMA ${id(need.schema)} TO ${id(role)};`;
      return { statement, by: ownerOr, database };
    }
    case 'language': {
      const statement =
        look === undefined
          ? `CREATE EXTENSION ${id(need.language)};`
          : `GRANT USAGE ON LANGUAGE ${id(need.language)} TO ${id(role)};`;
      return { statement, by: SUPERUSER, database: need.template ?? database };
    }
    case 'ownership':
      return ownership(need.schema, { role, database }, look);
  }
}

/** Membership covers everything that the other role made there, but membership in a superuser would be too much. */
function ownership(
  schema: string,
  { role, database }: Grantee,
  look: Pick<PrivilegeRow, 'owner' | 'owner_is_super'> | undefined,
): Remediation {
  const owner = look?.owner;
  return owner && !look.owner_is_super
    ? { statement: `GRANT ${id(owner)} TO ${id(role)};`, by: SUPERUSER }
    : { statement: `ALTER SCHEMA ${id(schema)} OWNER TO ${id(role)};`, by: SUPERUSER, database };
}
