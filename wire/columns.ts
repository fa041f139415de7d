import type { ColumnMetadata } from './metadata';

interface OfTable {
  database_id: number;
  table_oid: number;
}

/** A column as the endpoint returns it. */
export interface ColumnInfo {
  id: number;
  name: string;
  type: string;
  type_options: Record<string, unknown> | null;
  nullable: boolean;
  primary_key: boolean;
  default: { value: unknown; is_dynamic: boolean } | null;
  has_dependents: boolean;
  description: string | null;
  current_role_priv: ('SELECT' | 'INSERT' | 'UPDATE' | 'REFERENCES')[];
}

interface ColumnChange {
  name?: string;
  type?: string;
  nullable?: boolean;
  default?: { value: unknown } | null;
  description?: string;
}

/** `columns` methods, except metadata. */
export interface ColumnsMethods {
  'columns.list': { params: OfTable; result: ColumnInfo[] };
  'columns.list_with_metadata': {
    params: OfTable;
    result: (ColumnInfo & { metadata: ColumnMetadata | null })[];
  };
  /** Returns the numbers of the new columns. */
  'columns.add': { params: OfTable & { column_data_list: ColumnChange[] }; result: number[] };
  'columns.patch': {
    params: OfTable & { column_data_list: ({ id: number } & ColumnChange)[] };
    result: number;
  };
  'columns.delete': { params: OfTable & { column_attnums: number[] }; result: string };
  'columns.add_primary_key_column': {
    params: OfTable & {
      pkey_type: 'IDENTITY' | 'UUIDv4';
      drop_existing_pkey_column?: boolean;
      name?: string;
    };
    result: null;
  };
  'columns.reset_mash': { params: OfTable & { column_attnum: number }; result: null };
}
