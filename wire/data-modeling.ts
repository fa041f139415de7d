interface InDatabase {
  database_id: number;
}

/** `data_modeling` methods. */
export interface DataModelingMethods {
  'data_modeling.add_foreign_key_column': {
    params: InDatabase & { column_name: string; referrer_table_oid: number; referent_table_oid: number };
    result: null;
  };
  'data_modeling.add_mapping_table': {
    params: InDatabase & {
      schema_oid: number;
      table_name: string;
      mapping_columns: { column_name: string; referent_table_oid: number }[];
    };
    result: null;
  };
  'data_modeling.split_table': {
    params: InDatabase & {
      table_oid: number;
      column_attnums: number[];
      extracted_table_name: string;
      relationship_fk_column_name?: string;
    };
    result: { extracted_table_oid: number; new_fkey_attnum: number };
  };
  'data_modeling.move_columns': {
    params: InDatabase & {
      source_table_oid: number;
      target_table_oid: number;
      move_column_attnums: number[];
    };
    result: null;
  };
  'data_modeling.change_primary_key_column': {
    params: InDatabase & {
      table_oid: number;
      column_attnum: number;
      default?: 'IDENTITY' | 'UUIDv4';
      drop_existing_pk_column?: boolean;
    };
    result: null;
  };
  'data_modeling.suggest_types': {
    params: InDatabase & { table_oid: number };
    result: Record<number, { type: string; details?: Record<string, unknown> }>;
  };
}
