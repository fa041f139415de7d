import { z } from 'zod';
import { type AnyMethod, method } from '../method';
import {
  columnMetadataOf,
  setColumnMetadata,
  TableMetadata,
  listTableMetadata,
  setTableMetadata,
} from '../store/metadata';
import type { MetadataMethods } from '../../../wire/metadata';

const database_id = z.int();
const ofTable = z.looseObject({ database_id, table_oid: z.int() });

/**
 * `tables.metadata` and `columns.metadata` methods. As recorded, they never reach PostgreSQL: every collaborator, and
 * every administrator, may use them for any table, known or not.
 */
export const METADATA_METHODS: Record<keyof MetadataMethods, AnyMethod> = {
  'tables.metadata.list': method({
    gate: 'login',
    params: z.looseObject({ database_id }),
    run: (call, params) => listTableMetadata(call.store, params.database_id),
  }),

  'tables.metadata.set': method({
    gate: 'login',
    params: ofTable.extend({ metadata: TableMetadata }),
    run: async (call, params) => {
      await setTableMetadata(call.store, params.database_id, params.table_oid, params.metadata);
      return null;
    },
  }),

  'columns.metadata.list': method({
    gate: 'login',
    params: ofTable,
    run: async (call, { database_id, table_oid }) => {
      const rows = await columnMetadataOf(call.store, database_id, table_oid);
      return rows.map((row) => ({ database_id, table_oid, ...row }));
    },
  }),

  'columns.metadata.set': method({
    gate: 'login',
    params: ofTable.extend({ column_meta_data_list: z.array(z.looseObject({ attnum: z.int() })) }),
    run: async (call, params) => {
      for (const column of params.column_meta_data_list) {
        await setColumnMetadata(call.store, params.database_id, params.table_oid, column);
      }
      return null;
    },
  }),
};
