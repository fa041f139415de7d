import { z } from 'zod';
import { COLUMNS, type TableName } from '../world/world';
import { action, databaseArg, databaseId, type Action, type AttemptContext } from './action';
import { schemaTarget } from './arguments/schema';
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
    changes: 'columns',
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
    changes: 'tables',
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
    changes: 'tables',
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
    changes: 'columns',
  })),

  action('data_modeling.change_primary_key_column', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'data_modeling.change_primary_key_column',
      params: { ...tableTarget(context, args), column_attnum: TEXT[args.table] },
    },
    changes: 'constraints',
  })),

  // The answer's types are made from the rows, but hold nothing of them.
  action('data_modeling.suggest_types', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: { rpc: 'data_modeling.suggest_types', params: tableTarget(context, args) },
  })),
];
