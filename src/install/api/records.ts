/** A row as the endpoint gives it: attribute number → value. */
export type RecordValues = Record<string, unknown>;

interface Target {
  database_id: number;
  table_oid: number;
}

interface RecordAnswer {
  results: RecordValues[];
  linked_record_summaries: unknown;
  record_summaries: unknown;
}

/** `records.*`. */
export interface RecordsMethods {
  'records.add': { params: Target & { record_def: RecordValues }; result: RecordAnswer };
  'records.list': {
    params: Target & { limit?: number; offset?: number };
    result: RecordAnswer & { count: number };
  };
}
