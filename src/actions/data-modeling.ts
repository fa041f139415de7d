import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add, ANY, change, remove, something } from '../target/stated';
import { COLUMNS, type TableName } from '../world/world';
import { action, databaseArg, databaseId, type Action, type AttemptContext } from './action';
import { schemaTarget } from './arguments/schema';
import { columnAdded, columnKey, tableKey } from '../world/effects';
import { tableArg, tableOid, tableTarget } from './arguments/table';

/** The table that a new link leads to; `secrets` may be referenced by its owner only. */
const toArg = { to: z.enum(['authors', 'secrets']).default('authors') };

/** A column of each table that is text, and no key of another table. */
const TEXT: Record<TableName | 'missing', number> = {
  books: COLUMNS.books.title,
  authors: COLUMNS.authors.name,
  secrets: COLUMNS.secrets.note,
  missing: COLUMNS.books.title,
};

const oidOf = (context: AttemptContext, table: TableName) => tableOid(context, table);

/** How the verbs of data modeling are tried. */
export const DATA_MODELING_ACTIONS: Action[] = [
  action('data_modeling.add_foreign_key_column', { ...databaseArg, ...toArg }, (context, args) => ({
    request: {
      rpc: 'data_modeling.add_foreign_key_column',
      params: {
        database_id: databaseId(context, args.database),
        column_name: 'link',
        referrer_table_oid: oidOf(context, 'books'),
        referent_table_oid: oidOf(context, args.to),
      },
    },
    changes: [
      columnAdded(context.world, 'books', { name: 'link' }),
      add(
        'constraints',
        { type: ANY },
        { within: tableKey(context.world, 'books'), needs: tableKey(context.world, args.to) },
      ),
    ],
  })),

  action('data_modeling.add_mapping_table', { ...databaseArg, ...toArg }, async (context, args) => ({
    request: {
      rpc: 'data_modeling.add_mapping_table',
      params: {
        ...(await schemaTarget(context, { database: args.database, schema: 'world' })),
        table_name: 'mapping',
        mapping_columns: [
          { column_name: 'book', referent_table_oid: oidOf(context, 'books') },
          { column_name: 'other', referent_table_oid: oidOf(context, args.to) },
        ],
      },
    },
    changes: [add('tables', { name: 'mapping' }, { needs: KEYS.schema(context.world.schema.oid) })],
  })),

  action('data_modeling.split_table', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'data_modeling.split_table',
      params: {
        ...tableTarget(context, args),
        column_attnums: [TEXT[args.table]],
        extracted_table_name: 'extracted',
        relationship_fk_column_name: 'extracted_id',
      },
    },
    changes: [
      add('tables', { name: 'extracted' }, { needs: KEYS.schema(context.world.schema.oid) }),
      remove('columns', columnKey(context.world, args.table, TEXT[args.table])),
      columnAdded(context.world, args.table, { name: 'extracted_id' }),
      add('constraints', {}, { within: tableKey(context.world, args.table) }),
    ],
  })),

  action('data_modeling.move_columns', databaseArg, (context, { database }) => ({
    request: {
      rpc: 'data_modeling.move_columns',
      params: {
        database_id: databaseId(context, database),
        source_table_oid: oidOf(context, 'books'),
        target_table_oid: oidOf(context, 'authors'),
        move_column_attnums: [COLUMNS.books.pages],
      },
    },
    changes: [
      remove('columns', columnKey(context.world, 'books', COLUMNS.books.pages)),
      columnAdded(context.world, 'authors', { name: 'pages' }),
    ],
  })),

  action('data_modeling.change_primary_key_column', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'data_modeling.change_primary_key_column',
      params: { ...tableTarget(context, args), column_attnum: TEXT[args.table] },
    },
    changes: [
      something('constraints', tableKey(context.world, args.table)),
      // A primary key is never empty, says PostgreSQL.
      change('columns', columnKey(context.world, args.table, TEXT[args.table]), { nullable: false }),
    ],
  })),

  // The answer's types are made from the rows, but hold nothing of them.
  action('data_modeling.suggest_types', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: { rpc: 'data_modeling.suggest_types', params: tableTarget(context, args) },
  })),
];
