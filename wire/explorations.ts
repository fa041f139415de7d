import type { ColumnMetadata, OfTable } from './metadata';

interface InDatabase {
  database_id: number;
}
interface OfExploration extends InDatabase {
  exploration_id: number;
}

/** A column that an exploration reads. Each join goes from (table OID, attribute number) to the next table's. */
interface InitialColumn {
  id: string;
  attnum: number;
  alias: string;
  join_path?: [[number, number], [number, number]][];
}

/** What an exploration reads; neither the table nor any privileges are checked before it runs. */
export interface ExplorationDefinition {
  database_id: number;
  name: string;
  base_table_oid: number;
  schema_oid: number;
  initial_columns: InitialColumn[];
  transformations?: { type: string; spec?: unknown }[] | null;
  /** A page's own: a list, or an object. */
  display_options?: unknown;
  display_names?: Record<string, string> | null;
  description?: string | null;
}

/** A saved exploration. */
export type Exploration = Required<ExplorationDefinition> & { id: number };

interface ExplorationResult {
  /** As it was asked. */
  query: ExplorationDefinition & { id?: number };
  records: { count: number; results: Record<string, unknown>[] };
  output_columns: string[];
  column_metadata: Record<
    string,
    {
      alias: string;
      display_name: string | null;
      type: string;
      primary_key?: boolean | null;
      type_options: Record<string, unknown> | null;
      metadata: (OfTable & ColumnMetadata) | null;
      is_initial_column: boolean;
      input_column_name: string | null;
      input_table_name: string | null;
      input_table_id: number | null;
      input_alias: string | null;
    }
  >;
  limit: number;
  offset: number;
}

/** `explorations` methods. */
export interface ExplorationsMethods {
  'explorations.list': { params: InDatabase & { schema_oid?: number }; result: Exploration[] };
  'explorations.get': { params: OfExploration; result: Exploration };
  /** Names are unique on the whole install. */
  'explorations.add': {
    params: InDatabase & { exploration_def: ExplorationDefinition };
    result: Exploration;
  };
  'explorations.replace': {
    params: InDatabase & { new_exploration: ExplorationDefinition & { id: number } };
    result: Exploration;
  };
  'explorations.delete': { params: OfExploration; result: null };
  'explorations.run': {
    params: InDatabase & { exploration_def: ExplorationDefinition; limit?: number; offset?: number };
    result: ExplorationResult;
  };
}
