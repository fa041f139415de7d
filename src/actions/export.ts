import { action, databaseArg, type Action } from './action';
import { rowCanary, tableArg, tableTarget } from './arguments/table';

const TABLE_EXPORT = '/api/export/v0/tables/';

/** How the export of tables is tried; that of explorations is with the other verbs of explorations. */
export const EXPORT_ACTIONS: Action[] = [
  action(
    'export.table',
    { ...databaseArg, ...tableArg },
    (context, args) => {
      const { database_id, table_oid } = tableTarget(context, args);
      const query = new URLSearchParams({ database_id: String(database_id), table_oid: String(table_oid) });
      return {
        request: { http: { method: 'GET', path: `${TABLE_EXPORT}?${query.toString()}` } },
        canary: rowCanary(context.world, args.table),
      };
    },
    [`GET ${TABLE_EXPORT}`],
  ),
];
