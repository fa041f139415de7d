import { z } from 'zod';
import { requireSchema, requireTable, roleSql } from '../catalog';
import { type Db, ident } from '../db';
import { nullName } from '../errors';
import { method, type AnyMethod } from '../method';
import { currentDatabaseInfo } from './databases';
import { schemaInfo } from './schemas';
import { tableInfo } from './tables';
import type { PrivilegesMethods } from '../../../wire/privileges';

/** What privileges can be granted on, and where the catalogue keeps them. */
interface Kind {
  /** As GRANT writes it. */
  keyword: string;
  privileges: readonly string[];
  catalog: string;
  acl: string;
}

const DATABASE: Kind = {
  keyword: 'DATABASE',
  privileges: ['CONNECT', 'CREATE', 'TEMPORARY'],
  catalog: 'pg_database',
  acl: `coalesce(o.datacl, acldefault('d', o.datdba))`,
};
const SCHEMA: Kind = {
  keyword: 'SCHEMA',
  privileges: ['USAGE', 'CREATE'],
  catalog: 'pg_namespace',
  acl: `coalesce(o.nspacl, acldefault('n', o.nspowner))`,
};
const TABLE: Kind = {
  keyword: 'TABLE',
  privileges: ['INSERT', 'SELECT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'],
  catalog: 'pg_class',
  acl: `coalesce(o.relacl, acldefault('r', o.relowner))`,
};

/** Privileges granted to a role directly, not through a role that it is a member of, nor through PUBLIC. */
const Spec = z.array(z.object({ role_oid: z.int(), direct: z.array(z.string()) }));

/** An object's direct grants, one entry a role; empty for an OID of nothing. */
function listDirect(db: Db, { catalog, acl }: Kind, oid: number) {
  return db.rows(
    `SELECT r.oid::int8::int AS role_oid, jsonb_agg(a.privilege_type) AS direct
     FROM ${catalog} o CROSS JOIN aclexplode(${acl}) a JOIN pg_roles r ON r.oid = a.grantee
     WHERE o.oid = $1 AND r.rolname !~ '^pg_' GROUP BY r.oid ORDER BY r.oid`,
    [oid],
  );
}

/**
 * Grants a role what its list names and revokes the rest. Without the right to grant, PostgreSQL only warns when the
 * caller holds some privilege on the object: the answer is then a success that changed nothing.
 *
 * @throws RpcError -30188 for an empty list, -30257 for a role that does not exist
 */
async function replace(db: Db, kind: Kind, oid: number, object: string, spec: z.output<typeof Spec>) {
  if (spec.length === 0) throw nullName();
  const statements: string[] = [];
  for (const { role_oid, direct } of spec) {
    const role = await roleSql(db, role_oid);
    const granted = kind.privileges.filter((privilege) => direct.includes(privilege));
    const revoked = kind.privileges.filter((privilege) => !direct.includes(privilege));
    const on = `ON ${kind.keyword} ${object}`;
    if (granted.length > 0) statements.push(`GRANT ${granted.join(', ')} ${on} TO ${role}`);
    if (revoked.length > 0) statements.push(`REVOKE ${revoked.join(', ')} ${on} FROM ${role}`);
  }
  await db.run(statements.join('; '));
  return listDirect(db, kind, oid);
}

const currentDatabase = async (db: Db): Promise<{ oid: number; name: string }> => {
  const row = await db.row<{ oid: number; name: string }>(
    'SELECT oid::int8::int AS oid, datname AS name FROM pg_database WHERE datname = current_database()',
  );
  if (!row) throw new Error('the connection is to no database');
  return row;
};

const schemaSql = async (db: Db, oid: number) => ident((await requireSchema(db, oid)).name);

const inDatabase = { database_id: z.int() };
const inSchema = { ...inDatabase, schema_oid: z.int() };
const inTable = { ...inDatabase, table_oid: z.int() };
const newOwner = { new_owner_oid: z.int() };

/** Methods on the privileges of databases, schemas and tables, and on their owners. */
export const PRIVILEGES_METHODS: Record<keyof PrivilegesMethods, AnyMethod> = {
  'databases.privileges.list_direct': method({
    gate: 'login',
    params: z.object(inDatabase),
    run: (call, { database_id }) =>
      call.inDatabase(database_id, async (db) => listDirect(db, DATABASE, (await currentDatabase(db)).oid)),
  }),
  'databases.privileges.replace_for_roles': method({
    gate: 'login',
    params: z.object({ ...inDatabase, privileges: Spec }),
    run: (call, { database_id, privileges }) =>
      call.inDatabase(database_id, async (db) => {
        const { oid, name } = await currentDatabase(db);
        return replace(db, DATABASE, oid, ident(name), privileges);
      }),
  }),
  'databases.privileges.transfer_ownership': method({
    gate: 'login',
    params: z.object({ ...inDatabase, ...newOwner }),
    run: (call, { database_id, new_owner_oid }) =>
      call.inDatabase(database_id, async (db) => {
        const { name } = await currentDatabase(db);
        await db.run(`ALTER DATABASE ${ident(name)} OWNER TO ${await roleSql(db, new_owner_oid)}`);
        return currentDatabaseInfo(db);
      }),
  }),
  'schemas.privileges.list_direct': method({
    gate: 'login',
    params: z.object(inSchema),
    run: (call, { database_id, schema_oid }) =>
      call.inDatabase(database_id, (db) => listDirect(db, SCHEMA, schema_oid)),
  }),
  'schemas.privileges.replace_for_roles': method({
    gate: 'login',
    params: z.object({ ...inSchema, privileges: Spec }),
    run: (call, { database_id, schema_oid, privileges }) =>
      call.inDatabase(database_id, async (db) =>
        replace(db, SCHEMA, schema_oid, await schemaSql(db, schema_oid), privileges),
      ),
  }),
  'schemas.privileges.transfer_ownership': method({
    gate: 'login',
    params: z.object({ ...inSchema, ...newOwner }),
    run: (call, { database_id, schema_oid, new_owner_oid }) =>
      call.inDatabase(database_id, async (db) => {
        const schema = await schemaSql(db, schema_oid);
        await db.run(`ALTER SCHEMA ${schema} OWNER TO ${await roleSql(db, new_owner_oid)}`);
        return schemaInfo(db, schema_oid);
      }),
  }),
  'tables.privileges.list_direct': method({
    gate: 'login',
    params: z.object(inTable),
    run: (call, { database_id, table_oid }) =>
      call.inDatabase(database_id, (db) => listDirect(db, TABLE, table_oid)),
  }),
  'tables.privileges.replace_for_roles': method({
    gate: 'login',
    params: z.object({ ...inTable, privileges: Spec }),
    run: (call, { database_id, table_oid, privileges }) =>
      call.inDatabase(database_id, async (db) =>
        replace(db, TABLE, table_oid, (await requireTable(db, table_oid)).sql, privileges),
      ),
  }),
  'tables.privileges.transfer_ownership': method({
    gate: 'login',
    params: z.object({ ...inTable, ...newOwner }),
    run: (call, { database_id, table_oid, new_owner_oid }) =>
      call.inDatabase(database_id, async (db) => {
        const table = (await requireTable(db, table_oid)).sql;
        await db.run(`ALTER TABLE ${table} OWNER TO ${await roleSql(db, new_owner_oid)}`);
        return tableInfo(db, table_oid);
      }),
  }),
};
