import { z } from 'zod';
import { requireSchema, roleSql } from '../catalog';
import { type Db, ident, literal } from '../db';
import { type AnyMethod, method } from '../method';
import type { SchemasMethods } from '../../../wire/schemas';

interface SchemaInfo {
  oid: number;
  name: string;
  description: string | null;
  owner_oid: number;
  current_role_priv: ('USAGE' | 'CREATE')[];
  current_role_owns: boolean;
  table_count: number;
}

/** Of Mathesar itself; never listed. */
const INTERNAL = ['msar', '__msar', 'mathesar_types'];

const INFO = `
SELECT n.oid, n.nspname AS name, n.nspowner AS owner_oid, obj_description(n.oid, 'pg_namespace') AS description,
  (SELECT count(*)::int FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f'))
    AS table_count,
  pg_has_role(n.nspowner, 'USAGE') AS current_role_owns,
  array(SELECT p FROM unnest(ARRAY['USAGE', 'CREATE']) p WHERE has_schema_privilege(n.oid, p)) AS current_role_priv
FROM pg_namespace n`;

/** A schema as the endpoint tells it; null for an OID of nothing. */
export async function schemaInfo(db: Db, oid: number): Promise<SchemaInfo | null> {
  return (await db.row<SchemaInfo>(`${INFO} WHERE n.oid = $1`, [oid])) ?? null;
}

const describe = (schema: string, text: string | null | undefined) =>
  `COMMENT ON SCHEMA ${ident(schema)} IS ${text ? literal(text) : 'NULL'}`;

const database_id = z.int();
const schema_oid = z.int();

/** `schemas` methods, privileges apart. */
export const SCHEMAS_METHODS: Record<keyof SchemasMethods, AnyMethod> = {
  'schemas.list': method({
    gate: 'login',
    params: z.looseObject({ database_id }),
    run: (call, params) =>
      call.inDatabase(params.database_id, (db) =>
        db.rows<SchemaInfo>(
          `${INFO} WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND n.nspname <> ALL ($1)
           ORDER BY n.nspname`,
          [INTERNAL],
        ),
      ),
  }),

  'schemas.get': method({
    gate: 'login',
    params: z.looseObject({ database_id, schema_oid }),
    run: (call, params) => call.inDatabase(params.database_id, (db) => schemaInfo(db, params.schema_oid)),
  }),

  'schemas.add': method({
    gate: 'login',
    params: z.looseObject({
      database_id,
      name: z.string(),
      owner_oid: z.int().nullish(),
      description: z.string().nullish(),
    }),
    run: (call, { name, description, owner_oid, ...params }) =>
      call.inDatabase(params.database_id, async (db) => {
        await db.run(`CREATE SCHEMA ${ident(name)}`);
        if (description) await db.run(describe(name, description));
        if (owner_oid) await db.run(`ALTER SCHEMA ${ident(name)} OWNER TO ${await roleSql(db, owner_oid)}`);
        const oid = await db.value<number>('SELECT oid FROM pg_namespace WHERE nspname = $1', [name]);
        return schemaInfo(db, oid ?? 0);
      }),
  }),

  'schemas.patch': method({
    gate: 'login',
    params: z.looseObject({
      database_id,
      schema_oid,
      patch: z.looseObject({ name: z.string().nullish(), description: z.string().nullish() }),
    }),
    run: (call, { schema_oid: oid, patch, ...params }) =>
      call.inDatabase(params.database_id, async (db) => {
        let { name } = await requireSchema(db, oid);
        if (patch.name && patch.name !== name) {
          await db.run(`ALTER SCHEMA ${ident(name)} RENAME TO ${ident(patch.name)}`);
          name = patch.name;
        }
        if (patch.description !== undefined) await db.run(describe(name, patch.description));
        return schemaInfo(db, oid);
      }),
  }),

  /** Schemas that are not empty are dropped with all that is in them. */
  'schemas.delete': method({
    gate: 'login',
    params: z.looseObject({ database_id, schema_oids: z.array(z.int()) }),
    run: (call, { schema_oids, ...params }) =>
      call.inDatabase(params.database_id, async (db) => {
        for (const oid of schema_oids) {
          const { name } = await requireSchema(db, oid);
          await db.run(`DROP SCHEMA ${ident(name)} CASCADE`);
        }
        return null;
      }),
  }),
};
