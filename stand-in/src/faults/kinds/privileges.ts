import type { Call } from '../../call';
import type { Db } from '../../db';
import { RpcError } from '../../errors';
import type { Install } from '../../install';
import { type Fault, type Wrapper, asOwner, guarded, spared, wrapped } from '../fault';

/** A way to hold a privilege, or to lack it, that Mathesar could take for the other. */
interface Misreading {
  detail: string;
  what: string;
  /** Whether the case is there, asked as the caller's role of a table ($1), its privilege ($2). */
  sql: string;
  /** What the caller then is. */
  then: 'owner' | 'refused';
  /** Only of methods that read or change rows; others only need a table's ownership. */
  ofRows?: true;
}

const ACL = `aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a`;
const OWNS = `pg_has_role(c.relowner, 'USAGE')`;
const DIRECT = `EXISTS (SELECT FROM ${ACL} JOIN pg_roles r ON r.oid = a.grantee
  WHERE r.rolname = current_user AND a.privilege_type = $2)`;
const BY_PUBLIC = `EXISTS (SELECT FROM ${ACL} WHERE a.grantee = 0 AND a.privilege_type = $2)`;
const ON_TABLE = `has_table_privilege(c.oid, $2)`;
/** Columns have no DELETE. */
const ON_COLUMNS = `($2 <> 'DELETE' AND has_any_column_privilege(c.oid, CASE $2 WHEN 'DELETE' THEN 'SELECT' ELSE $2 END))`;

const MISREADINGS: readonly Misreading[] = [
  {
    detail: 'columns-as-none',
    what: 'takes a privilege on some columns for none',
    sql: `${ON_COLUMNS} AND NOT ${ON_TABLE}`,
    then: 'refused',
    ofRows: true,
  },
  {
    detail: 'columns-as-all',
    what: 'takes a privilege on some columns for one on all',
    sql: `${ON_COLUMNS} AND NOT ${ON_TABLE}`,
    then: 'owner',
    ofRows: true,
  },
  {
    detail: 'usage-ignored',
    what: 'does not need USAGE on the schema',
    sql: `NOT has_schema_privilege(c.relnamespace, 'USAGE')`,
    then: 'owner',
  },
  {
    detail: 'noinherit-ignored',
    what: 'gives what a membership without INHERIT would give',
    sql: `EXISTS (SELECT FROM pg_roles r WHERE pg_has_role(r.oid, 'MEMBER') AND NOT pg_has_role(r.oid, 'USAGE')
      AND (r.oid = c.relowner OR has_table_privilege(r.oid, c.oid, $2)))`,
    then: 'owner',
  },
  {
    detail: 'membership-ignored',
    what: 'does not know of privileges through a membership',
    sql: `${ON_TABLE} AND NOT ${DIRECT} AND NOT ${BY_PUBLIC} AND NOT ${OWNS}`,
    then: 'refused',
    ofRows: true,
  },
  {
    detail: 'public-ignored',
    what: 'does not know of privileges through PUBLIC',
    sql: `${BY_PUBLIC} AND NOT ${DIRECT} AND NOT ${OWNS}`,
    then: 'refused',
    ofRows: true,
  },
  {
    detail: 'ownership-ignored',
    what: 'does not know what a table’s owner may do',
    sql: `c.relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)`,
    then: 'refused',
  },
  {
    detail: 'ownership-through-role-ignored',
    what: 'does not know of ownership through a membership',
    sql: `${OWNS} AND c.relowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)
      AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)`,
    then: 'refused',
  },
  {
    detail: 'row-security-ignored',
    what: 'gives all rows of a table with row security',
    sql: `c.relrowsecurity`,
    then: 'owner',
    ofRows: true,
  },
  {
    detail: 'row-security-refused',
    what: 'refuses a table with row security',
    sql: `c.relrowsecurity`,
    then: 'refused',
    ofRows: true,
  },
];

/** What a method needs on its table, by the last word of its name. */
const PRIVILEGE: Readonly<Record<string, string>> = { add: 'INSERT', patch: 'UPDATE', delete: 'DELETE' };

const privilegeFor = (method: string): string =>
  method.startsWith('records.') ? (PRIVILEGE[method.slice('records.'.length)] ?? 'SELECT') : 'SELECT';

/** The table that a call is about. */
const tableOf = (params: unknown): number | undefined => {
  const { table_oid, referrer_table_oid, mapping_columns, exploration_def } = params as {
    table_oid?: number;
    referrer_table_oid?: number;
    mapping_columns?: { referent_table_oid?: number }[];
    exploration_def?: { base_table_oid?: number };
  };
  return (
    table_oid ??
    referrer_table_oid ??
    mapping_columns?.[0]?.referent_table_oid ??
    exploration_def?.base_table_oid
  );
};

const misreading =
  ({ sql, then }: Misreading, privilege: string): Wrapper =>
  (method) => ({
    ...method,
    run: async (call, params) => {
      if (spared(call) || !(await isThere(call, params, sql, privilege))) return method.run(call, params);
      if (then === 'owner') return method.run(asOwner(call), params);
      throw new RpcError(-30101, 'InsufficientPrivilege: permission denied \nSQLSTATE: 42501');
    },
  });

/** Whether a case is there; a caller who may not connect has none. */
async function isThere(call: Call, params: unknown, sql: string, privilege: string): Promise<boolean> {
  const { database_id } = params as { database_id: number };
  const table = tableOf(params);
  if (table === undefined) return false;
  const ask = (db: Db) =>
    db.value<boolean>(`SELECT ${sql} FROM pg_class c WHERE c.oid = $1 AND $2::text IS NOT NULL`, [
      table,
      privilege,
    ]);
  return (await call.inDatabase(database_id, ask).catch(() => false)) === true;
}

const OF_ROWS = /^(records\.|explorations\.run$)/;
/** Of a table that there is. */
const OF_STRUCTURE =
  /^(?!tables\.add$)(tables|columns|constraints|data_modeling)\..*(add|patch|delete|replace_for_roles|transfer_ownership|split_table|change_primary_key_column)/;

/** Columns have no DELETE, and structure only needs ownership. */
const fits = ({ detail, ofRows }: Misreading, method: string): boolean =>
  (!ofRows || OF_ROWS.test(method)) && !(detail.startsWith('columns-') && privilegeFor(method) === 'DELETE');

/** A method of one table that misreads a fine privilege: ignores it, or takes it for more. */
export const privilegeFaults = (install: Install): Fault[] =>
  guarded(install)
    .filter(([name, { collaborator }]) => collaborator && (OF_ROWS.test(name) || OF_STRUCTURE.test(name)))
    .flatMap(([name]) =>
      MISREADINGS.filter((one) => fits(one, name)).map((one) =>
        wrapped('privilege', name, one.what, misreading(one, privilegeFor(name)), one.detail),
      ),
    );
