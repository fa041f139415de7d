/** A table of a database. */
export interface OfTable {
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

/** What Mathesar stores about a column; the suite uses one of many fields, not all of which every release has. */
export interface ColumnMetadata {
  attnum: number;
  display_width: number | null;
  bool_input?: string | null;
  bool_true?: string | null;
  bool_false?: string | null;
  num_min_frac_digits?: number | null;
  num_max_frac_digits?: number | null;
  num_grouping?: string | null;
  num_format?: string | null;
  mon_currency_symbol?: string | null;
  mon_currency_location?: string | null;
  time_format?: string | null;
  date_format?: string | null;
  duration_min?: string | null;
  duration_max?: string | null;
  file_backend?: string | null;
  user_display_field?: string | null;
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
