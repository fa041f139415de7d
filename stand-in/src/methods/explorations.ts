import { z } from 'zod';
import type { Db } from '../db';
import { notFound, withIntegrity } from '../errors';
import { type AnyMethod, method } from '../method';
import { columnMetadataOf } from '../store/metadata';
import { RunnableExploration, runExploration } from './exploration-query';
import { RowCount } from './record-query';
import type { ExplorationsMethods } from '../../../wire/explorations';

const database_id = z.int();
const ofExploration = z.looseObject({ database_id, exploration_id: z.int() });

/** What is kept of an exploration. Whether its table exists, and who may read it, is looked at only when it runs. */
const Definition = z.looseObject({
  name: z.string(),
  base_table_oid: z.int(),
  schema_oid: z.int(),
  initial_columns: z.array(z.unknown()),
  transformations: z.array(z.unknown()).nullish(),
  display_options: z.unknown(),
  display_names: z.record(z.string(), z.unknown()).nullable().default({}),
  description: z.string().nullish(),
});

// An OID is kept as bigint, which the driver would give as text.
const COLUMNS = `id, database_id, name, base_table_oid::oid AS base_table_oid, schema_oid::oid AS schema_oid,
  initial_columns, transformations, display_options, display_names, description`;

const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));

const valuesOf = (definition: z.output<typeof Definition>) => [
  definition.name,
  definition.base_table_oid,
  definition.schema_oid,
  json(definition.initial_columns),
  json(definition.transformations),
  json(definition.display_options),
  json(definition.display_names),
  definition.description,
];

const missing = () => notFound('Explorations');

/** An exploration of a database, by id. @throws RpcError -28009 also for one of another database */
export async function savedExploration(store: Db, databaseId: number, id: number): Promise<unknown> {
  const row = await store.row(
    `SELECT ${COLUMNS} FROM mathesar_explorations WHERE database_id = $1 AND id = $2`,
    [databaseId, id],
  );
  if (!row) throw missing();
  return row;
}

/** `explorations` methods. As documented, every collaborator may change every exploration of a database. */
export const EXPLORATIONS_METHODS: Record<keyof ExplorationsMethods, AnyMethod> = {
  'explorations.list': method({
    gate: 'login',
    params: z.looseObject({ database_id, schema_oid: z.int().nullish() }),
    run: (call, params) =>
      call.store.rows(
        `SELECT ${COLUMNS} FROM mathesar_explorations
         WHERE database_id = $1 AND ($2::bigint IS NULL OR schema_oid = $2) ORDER BY id`,
        [params.database_id, params.schema_oid],
      ),
  }),

  'explorations.get': method({
    gate: 'login',
    params: ofExploration,
    run: (call, params) => savedExploration(call.store, params.database_id, params.exploration_id),
  }),

  'explorations.add': method({
    gate: 'login',
    params: z.looseObject({ database_id, exploration_def: Definition }),
    run: async (call, params) => {
      await call.database(params.database_id);
      return withIntegrity(() =>
        call.store.row(
          `INSERT INTO mathesar_explorations (database_id, name, base_table_oid, schema_oid, initial_columns,
             transformations, display_options, display_names, description)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${COLUMNS}`,
          [params.database_id, ...valuesOf(params.exploration_def)],
        ),
      );
    },
  }),

  'explorations.replace': method({
    gate: 'login',
    params: z.looseObject({ database_id, new_exploration: Definition.extend({ id: z.int() }) }),
    run: async (call, params) => {
      await call.database(params.database_id);
      const row = await withIntegrity(() =>
        call.store.row(
          `UPDATE mathesar_explorations SET name = $3, base_table_oid = $4, schema_oid = $5, initial_columns = $6,
             transformations = $7, display_options = $8, display_names = $9, description = $10
           WHERE database_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
          [params.database_id, params.new_exploration.id, ...valuesOf(params.new_exploration)],
        ),
      );
      if (!row) throw missing();
      return row;
    },
  }),

  'explorations.delete': method({
    gate: 'login',
    params: ofExploration,
    run: async (call, params) => {
      const touched = await call.store.run(
        'DELETE FROM mathesar_explorations WHERE database_id = $1 AND id = $2',
        [params.database_id, params.exploration_id],
      );
      if (touched === 0) throw missing();
      return null;
    },
  }),

  'explorations.run': method({
    gate: 'login',
    params: z.looseObject({
      database_id,
      exploration_def: RunnableExploration,
      limit: RowCount.nullable().default(100),
      offset: RowCount.nullable().default(0),
    }),
    run: (call, { database_id: id, exploration_def: exploration, limit, offset }) =>
      call.inDatabase(id, async (db) => {
        // As in the real program, a limit of nothing is none.
        const page = { limit: limit === 0 ? null : limit, offset: offset ?? 0 };
        const { columns, outputs, count, results } = await runExploration(db, exploration, page);
        const names = exploration.display_names ?? {};
        const metadata: Record<string, unknown> = {};
        for (const { alias, table, column } of columns) {
          // Under the database that the exploration names, as the real program does, and not the call's.
          const known = await columnMetadataOf(call.store, exploration.database_id, table.oid);
          const kept = known.find(({ attnum }) => attnum === column.attnum);
          metadata[alias] = {
            alias,
            display_name: names[alias] ?? null,
            type: column.type,
            primary_key: column.primaryKey,
            type_options: null,
            metadata: kept ? { database_id: exploration.database_id, table_oid: table.oid, ...kept } : null,
            is_initial_column: true,
            input_column_name: column.name,
            input_table_name: table.name,
            input_table_id: table.oid,
            input_alias: null,
          };
        }
        return {
          query: { ...exploration, display_names: names },
          records: { count, results },
          output_columns: outputs,
          column_metadata: metadata,
          limit,
          offset,
        };
      }),
  }),
};
