import type { CreatableConstraint } from './constraints';
import type { TableMetadata } from './metadata';

interface InDatabase {
  database_id: number;
}
interface InSchema extends InDatabase {
  schema_oid: number;
}
interface OfTable extends InDatabase {
  table_oid: number;
}

/** A table as the endpoint returns it. */
export interface TableInfo {
  oid: number;
  name: string;
  type: 'table' | 'view' | 'materialized_view';
  schema: number;
  owner_oid: number;
  description: string | null;
  current_role_owns: boolean;
  current_role_priv: string[];
}

interface AddedTable {
  oid: number;
  /** If the name is taken, a number is appended. */
  name: string;
  renamed_columns: Record<string, string>;
}

type WithMetadata<Metadata> = TableInfo & { metadata: Metadata };

/** `tables` methods, except privileges and metadata. */
export interface TablesMethods {
  'tables.list': { params: InSchema; result: TableInfo[] };
  'tables.list_with_metadata': { params: InSchema; result: WithMetadata<TableMetadata | null>[] };
  'tables.get': { params: OfTable; result: TableInfo };
  'tables.get_with_metadata': { params: OfTable; result: WithMetadata<TableMetadata> };
  /** Puts a primary key column `id` before the given columns. A column type that is not an object means `text`. */
  'tables.add': {
    params: InSchema & {
      table_name?: string;
      column_data_list?: { name: string; type?: { name: string } }[];
      constraint_data_list?: CreatableConstraint[];
      comment?: string;
    };
    result: AddedTable;
  };
  'tables.patch': {
    params: OfTable & { table_data_dict: { name?: string; description?: string | null } };
    result: string;
  };
  'tables.delete': { params: OfTable & { cascade?: boolean }; result: string };
  'tables.import': {
    params: InSchema & { data_file_id: number; table_name?: string; comment?: string };
    result: AddedTable;
  };
  'tables.get_import_preview': {
    params: OfTable & { columns: { id: number; type?: string }[]; limit?: number };
    result: Record<string, unknown>[];
  };
  'tables.list_joinable': {
    params: OfTable & { max_depth?: number };
    result: {
      joinable_tables: {
        base: number;
        target: number;
        depth: number;
        multiple_results: boolean;
        join_path?: number[][][];
        fkey_path?: (number | boolean)[][];
      }[];
      target_table_info: Record<
        string,
        { name: string; columns: Record<string, { name: string; type: string; primary_key?: boolean }> }
      >;
    };
  };
}
