import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add } from '../target/stated';
import { dataFile, dataFileOfAnother } from '../world/data-file';
import { COLUMNS } from '../world/world';
import { action, databaseArg, type Action } from './action';
import { schemaArg, schemaTarget } from './arguments/schema';
import { rowCanary, tableArg, tableTarget } from './arguments/table';

/** How importing a file as a table is tried. */
export const IMPORT_ACTIONS: Action[] = [
  action(
    'tables.import',
    { ...databaseArg, ...schemaArg, file: z.enum(['own', 'of somebody else']).default('own') },
    async (context, { file: which, ...args }) => {
      const { world, role } = context;
      const own = which === 'own' && role.account !== 'none';
      const file = await (own ? dataFile(world, role) : dataFileOfAnother(world, role));
      const target = await schemaTarget(context, args);
      return {
        request: {
          rpc: 'tables.import',
          params: {
            ...target,
            data_file_id: which === 'own' ? file.id : context.id(file.id),
            table_name: 'imported',
          },
        },
        changes: [add('tables', { name: 'imported' }, { needs: KEYS.schema(target.schema_oid) })],
        ...(own ? { as: file.uploader } : {}),
      };
    },
  ),

  action('tables.get_import_preview', { ...databaseArg, ...tableArg }, (context, args) => {
    const columns = {
      books: [
        { id: COLUMNS.books.title, type: 'text' },
        { id: COLUMNS.books.pages, type: 'integer' },
      ],
      authors: [{ id: COLUMNS.authors.name, type: 'text' }],
      secrets: [{ id: COLUMNS.secrets.note, type: 'text' }],
    };
    const table = args.table === 'missing' ? 'books' : args.table;
    return {
      request: {
        rpc: 'tables.get_import_preview',
        params: { ...tableTarget(context, args), columns: columns[table], limit: 20 },
      },
      canary: rowCanary(context.world, table),
    };
  }),
];
