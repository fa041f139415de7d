import { besideDefinition, commonData } from '../../common-data';
import { rpc } from '../../rpc';
import { inTable, loadColumns, loadJoinable } from '../shared/tables';
import type { Column, Joinable, JoinableTables } from '../shared/wire';

interface ExploredColumn {
  id?: string;
  alias: string;
  attnum: number;
  join_path?: Joinable['join_path'];
}

export interface Transformation {
  type: string;
  spec?: unknown;
}

/** What is asked: which columns of a table and of those it points to, and what is done with the result. */
export interface Asked {
  id?: number;
  database_id: number | null;
  schema_oid: number | null;
  base_table_oid: number;
  name: string;
  description: string | null;
  initial_columns: ExploredColumn[];
  transformations: Transformation[];
  display_names: Record<string, string>;
  display_options: { columnDisplayOptions: Record<string, unknown> };
}

export interface Result {
  records: { count: number; results: Record<string, unknown>[] };
  output_columns: string[];
  column_metadata: Record<
    string,
    {
      display_name: string | null;
      type: string;
      input_column_name: string | null;
      input_table_name: string | null;
    }
  >;
}

/** The table that is explored, and those around it. */
export interface Base {
  oid: number;
  name: string;
  columns: Column[];
  joinable: JoinableTables;
}

export const LIMIT = 100;

/** An exploration of a table that asks for nothing yet. */
export function blank(base_table_oid: number): Asked {
  return {
    database_id: commonData.current_database,
    schema_oid: commonData.current_schema,
    base_table_oid,
    name: '',
    description: null,
    initial_columns: [],
    transformations: [],
    display_names: {},
    display_options: { columnDisplayOptions: {} },
  };
}

/** A saved exploration may lack what is empty. */
export function complete(saved: Partial<Asked> & Pick<Asked, 'base_table_oid'>): Asked {
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== null));
  return { ...blank(saved.base_table_oid), ...given };
}

export async function loadBase(oid: number): Promise<Base> {
  const [joinable, table, columns] = await Promise.all([
    loadJoinable(oid),
    rpc<{ name: string }>('tables.get', inTable(oid)),
    loadColumns(oid),
  ]);
  return { oid, name: table.name, columns, joinable };
}

export const run = (asked: Asked, page: number) =>
  rpc<Result>('explorations.run', {
    ...besideDefinition(asked.database_id),
    exploration_def: asked,
    limit: LIMIT,
    offset: page * LIMIT,
  });

/** The exploration with one more column, under a name that is not taken. */
export function withColumn(
  asked: Asked,
  table: string,
  column: { name: string; attnum: number; join_path?: Joinable['join_path'] },
): Asked {
  const wanted = `${table}_${column.name}`;
  const taken = new Set(asked.initial_columns.map(({ alias }) => alias));
  let alias = wanted;
  for (let number = 1; taken.has(alias); number++) alias = `${wanted}_${String(number)}`;
  const { attnum, join_path } = column;
  return {
    ...asked,
    initial_columns: [...asked.initial_columns, { alias, attnum, ...(join_path ? { join_path } : {}) }],
    display_names: { ...asked.display_names, [alias]: alias },
  };
}

/** The exploration without a column. */
export function withoutColumn(asked: Asked, alias: string): Asked {
  const names = Object.entries(asked.display_names).filter(([name]) => name !== alias);
  return {
    ...asked,
    initial_columns: asked.initial_columns.filter((column) => column.alias !== alias),
    display_names: Object.fromEntries(names),
  };
}
