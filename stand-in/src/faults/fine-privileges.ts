import { connectAs } from '../call';
import { ident } from '../db';
import type { Install } from '../install';
import { andThen, asOwnerWhere, refusedWhere, wrap, type Fault, type Wrapper } from './fault';

type HandMade = Omit<Fault, 'kind' | 'method'>;

const fault = (name: string, what: string, method: string, wrapper: Wrapper): HandMade => ({
  name,
  what,
  apply: (install: Install) => wrap(install, method, wrapper),
});

const SELECTS_SOME = `has_any_column_privilege(c.oid, 'SELECT')`;

/** A membership of the role that gives it nothing, and would give SELECT. */
const MEMBER_WITHOUT_INHERIT = `EXISTS (SELECT FROM pg_roles r WHERE NOT r.rolsuper AND pg_has_role(r.oid, 'MEMBER')
  AND NOT pg_has_role(r.oid, 'USAGE') AND has_table_privilege(r.oid, c.oid, 'SELECT'))`;

/** A grant of SELECT on the whole table to the role itself. */
const OWN_GRANT = `EXISTS (SELECT FROM aclexplode(c.relacl) WHERE grantee = current_user::regrole
  AND privilege_type = 'SELECT')`;

/** Faults that show only for roles with fine privileges; only composed roles see them. */
export const FINE_PRIVILEGES: readonly HandMade[] = [
  fault(
    'column-grants-widened',
    'who may read some columns is served all of them',
    'records.list',
    asOwnerWhere(`${SELECTS_SOME} AND NOT has_table_privilege(c.oid, 'SELECT')`),
  ),
  fault(
    'row-security-bypassed',
    'rows are listed without regard to row security',
    'records.list',
    asOwnerWhere(`c.relrowsecurity AND ${SELECTS_SOME}`),
  ),
  fault(
    'noinherit-ignored',
    'a membership without INHERIT counts as one with it',
    'records.list',
    asOwnerWhere(MEMBER_WITHOUT_INHERIT),
  ),
  fault(
    'schema-usage-ignored',
    'rows are listed without USAGE on the schema',
    'records.list',
    asOwnerWhere(`${SELECTS_SOME} AND NOT has_schema_privilege(c.relnamespace, 'USAGE')`),
  ),
  fault(
    'only-own-grants',
    'privileges by membership, by PUBLIC, on columns and as owner are ignored',
    'records.list',
    refusedWhere(`${SELECTS_SOME} AND NOT ${OWN_GRANT}`),
  ),
  fault(
    'column-update-refused',
    'UPDATE on some columns is treated as none',
    'records.patch',
    refusedWhere(`NOT has_table_privilege(c.oid, 'UPDATE')`),
  ),
  fault(
    'column-update-untold',
    'who may update some columns is told to have no such privilege',
    'columns.list',
    andThen(async (call, params, result) => {
      const { database_id, table_oid } = params as { database_id: number; table_oid: number };
      const whole = await call.inDatabase(database_id, (db) =>
        db.value<boolean>(`SELECT has_table_privilege($1::oid, 'UPDATE')`, [table_oid]),
      );
      if (whole) return;
      for (const column of result as { current_role_priv: string[] }[])
        column.current_role_priv = column.current_role_priv.filter((privilege) => privilege !== 'UPDATE');
    }),
  ),
  fault(
    'default-privileges-dropped',
    'a new table lacks what default privileges grant on it',
    'tables.add',
    andThen(async (call, params, result) => {
      const { database_id, schema_oid } = params as { database_id: number; schema_oid: number };
      const { name } = result as { name: string };
      const database = await call.database(database_id);
      await connectAs(call.install.dsn(database.name), async (db) => {
        const schema = await db.value<string>('SELECT nspname FROM pg_namespace WHERE oid = $1', [
          schema_oid,
        ]);
        await db.run(`REVOKE ALL ON ${ident(schema ?? '', name)} FROM PUBLIC`);
      });
    }),
  ),
];
