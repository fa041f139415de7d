interface OfTable {
  database_id: number;
  table_oid: number;
}

/** What Mathesar stores about a table. */
export interface TableMetadata {
  data_file_id: number | null;
  import_verified: boolean | null;
  column_order: number[] | null;
  /** Texts, and columns by number; longer lists follow foreign keys to columns of other tables. */
  record_summary_template: (string | number[])[] | null;
  mathesar_added_pkey_attnum: number | null;
  user_tracking_attnum: number | null;
}

/** What Mathesar stores about a column; the suite uses one of many fields. */
export interface ColumnMetadata {
  attnum: number;
  display_width: number | null;
}

/** `tables.metadata` and `columns.metadata` methods. */
export interface MetadataMethods {
  'tables.metadata.list': {
    params: { database_id: number };
    result: (OfTable & TableMetadata & { id: number })[];
  };
  'tables.metadata.set': { params: OfTable & { metadata: Partial<TableMetadata> }; result: null };
  'columns.metadata.list': { params: OfTable; result: (OfTable & ColumnMetadata)[] };
  'columns.metadata.set': {
    params: OfTable & { column_meta_data_list: ({ attnum: number } & Partial<ColumnMetadata>)[] };
    result: null;
  };
}
