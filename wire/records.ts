/** A row as the endpoint returns it: attribute number → value. */
export type RecordValues = Record<string, unknown>;

interface Target {
  database_id: number;
  table_oid: number;
}

/** Key value of another table's row → summary of that row, by attribute number. */
type LinkedSummaries = Record<string, Record<string, string>>;

interface RecordAnswer {
  results: Record<number, unknown>[];
  /** Null for a table without foreign keys. */
  linked_record_summaries: LinkedSummaries | null;
  /** Null unless requested by `return_record_summaries`. */
  record_summaries: Record<string, string> | null;
}

interface RecordList extends RecordAnswer {
  count: number;
  grouping: {
    columns: number[];
    preproc?: unknown;
    groups: { id: number; count: number; results_eq?: unknown; result_indices?: number[] }[] | null;
  } | null;
  joined_record_summaries: unknown;
  download_links: Record<
    string,
    Record<string, { attachment: string; direct: string; thumbnail?: string }>
  > | null;
}

/** Summaries of rows, sorted. */
export interface RecordSummaryList {
  count: number;
  results: { key: unknown; summary: string }[];
  mapping: { join_table: number; joined_values: Record<string, unknown[]> } | null;
}

type Filter =
  | { type: 'attnum'; value: number }
  | { type: 'literal'; value: unknown }
  /** An operator such as `equal` or `contains`. */
  | { type: string; args: Filter[] };

interface Page {
  limit?: number;
  offset?: number;
}
interface Summaries {
  return_record_summaries?: boolean;
}

/** `records.*`. */
export interface RecordsMethods {
  'records.list': {
    params: Target &
      Page &
      Summaries & {
        order?: { attnum: number; direction: 'asc' | 'desc' }[];
        filter?: Filter;
        grouping?: unknown;
      };
    result: RecordList;
  };
  /** A missing row is an empty list. */
  'records.get': { params: Target & Summaries & { record_id: unknown }; result: RecordList };
  'records.add': { params: Target & Summaries & { record_def: RecordValues }; result: RecordAnswer };
  'records.patch': {
    params: Target & Summaries & { record_id: unknown; record_def: RecordValues };
    result: RecordAnswer;
  };
  /** Returns the keys of the deleted rows. */
  'records.delete': { params: Target & { record_ids: unknown[] }; result: unknown[] };
  'records.search': {
    params: Target & Page & Summaries & { search_params?: { attnum: number; literal: unknown }[] };
    result: RecordList;
  };
  /** An error without `limit` and `offset`, contrary to the documentation. */
  'records.list_summaries': { params: Target & Page & { search?: string }; result: RecordSummaryList };
}
