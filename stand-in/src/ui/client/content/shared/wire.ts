import type { Table } from '../../types';

/** A column as `columns.list_with_metadata` tells it. */
export interface Column {
  /** Its number in the table. */
  id: number;
  name: string;
  type: string;
  type_options: Record<string, unknown> | null;
  nullable: boolean;
  primary_key: boolean;
  default: { value: unknown; is_dynamic: boolean } | null;
  description: string | null;
  current_role_priv: string[];
}

export interface Constraint {
  oid: number;
  name: string;
  type: string;
  columns: number[];
  referent_table_oid: number;
  referent_columns: number[] | null;
}

/** A row: number of the column → value. */
export type Row = Record<string, unknown>;

export interface RecordAnswer {
  count?: number;
  results: Row[];
  linked_record_summaries: Record<string, Record<string, string>> | null;
  record_summaries: Record<string, string> | null;
}

export interface Joinable {
  base: number;
  target: number;
  /** Pairs of (table OID, number of the column), one per step. */
  join_path: [[number, number], [number, number]][];
  depth: number;
  multiple_results: boolean;
}

export interface JoinableTables {
  joinable_tables: Joinable[];
  target_table_info: Record<
    string,
    { name: string; columns: Record<string, { name: string; type: string; primary_key: boolean }> }
  >;
}

/** The caller's PostgreSQL role and those that it is a member of. */
export interface CurrentRole {
  current_role: { oid: number; name: string; super: boolean };
  parent_roles: { oid: number; name: string }[];
}

/** Everything about a table that its pages need beside its rows. */
export interface TableParts {
  table: Table;
  columns: Column[];
  constraints: Constraint[];
  joinable: JoinableTables;
}
