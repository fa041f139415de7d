import type { Role } from '../roles';
import { inDatabase, queryRows } from '../target/postgres';
import type { Standing } from './expected-rights';
import { unaskedGrants, type Granted, type TrueStanding } from './true-standing';
import type { World } from './world';

const ACCOUNTS = `SELECT u.id, u.is_superuser AS admin, m.database_id::int, r.name AS role
  FROM mathesar_user u LEFT JOIN mathesar_userdatabaserolemap m ON m.user_id = u.id AND m.database_id = ANY ($2)
  LEFT JOIN mathesar_configuredrole r ON r.id = m.configured_role_id WHERE u.id = ANY ($1)`;

/** The privileges of one ACL that name the role itself. */
const direct = (table: string, acl: string, oid: string) =>
  `SELECT a.privilege_type FROM ${table}, aclexplode(${acl}) a WHERE ${oid} AND a.grantee = r.oid`;

/** Nobody is granted anything on the table of secrets ($3): a grant on it too comes from default privileges. */
const PRIVILEGES = `SELECT r.rolname AS role,
  has_database_privilege(r.oid, current_database(), 'CREATE') AS creates,
  array(SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p
    WHERE has_schema_privilege(r.oid, $1::oid, 'USAGE') AND has_table_privilege(r.oid, $2::oid, p)) AS tables,
  array_remove(ARRAY[CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
    CASE WHEN rolcreatedb THEN 'CREATEDB' END], NULL) AS powers,
  array(${direct('pg_database', 'datacl', 'datname = current_database()')}) AS database,
  array(${direct('pg_namespace n', 'nspacl', 'n.oid = $1')}) AS schema,
  array(${direct('pg_class c', 'relacl', 'c.oid = $2')} EXCEPT ${direct('pg_class c', 'relacl', 'c.oid = $3')}) AS "table",
  (SELECT relowner = r.oid FROM pg_class WHERE oid = $2) AS owns
FROM pg_roles r`;

interface AccountRow {
  id: number;
  admin: boolean;
  database_id: number | null;
  role: string | null;
}

type PrivilegesRow = Required<Granted> & {
  role: string;
  creates: boolean;
  tables: Standing['tables'];
  powers: string[];
};

/**
 * What PostgreSQL and the install's own tables say of roles in a world.
 * @param witness the install's internal database
 * @returns by the name of the role
 * @throws the driver's error when PostgreSQL does not answer
 */
export async function standingsBySql(
  { state, schema, tables }: World,
  roles: readonly Role[],
  witness: string,
): Promise<Map<string, TrueStanding>> {
  const { main, other } = state.databases;
  const ids = Object.values(state.accounts).map(({ userId }) => userId);
  const oids = [schema.oid, tables.authors.oid, tables.secrets.oid];
  const [accounts, privileges] = await Promise.all([
    queryRows<AccountRow>(witness, ACCOUNTS, [ids, [main.id, other.id]]),
    queryRows<PrivilegesRow>(inDatabase(witness, main.name), PRIVILEGES, oids),
  ]);
  const standing = (role: Role): TrueStanding => {
    const mine = accounts.filter(({ id }) => id === state.accounts[role.name]?.userId);
    const inMain = mine.find(({ database_id }) => database_id === main.id);
    const may = privileges.find((row) => row.role === inMain?.role);
    const [account] = mine;
    return {
      standing: {
        account: account ? (account.admin ? 'admin' : 'standard') : 'none',
        opens: {
          main: inMain !== undefined,
          other: mine.some(({ database_id }) => database_id === other.id),
        },
        mayCreateSchemas: may?.creates ?? false,
        tables: may?.tables ?? [],
      },
      powers: may && typeof role.postgres === 'object' ? may.powers : [],
      grants: may ? unaskedGrants(role, may) : [],
    };
  };
  return new Map(roles.map((role) => [role.name, standing(role)]));
}
