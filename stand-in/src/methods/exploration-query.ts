import { z } from 'zod';
import { type CatalogColumn, type CatalogTable, columnsOf, tableByOid } from '../catalog';
import { DatabaseError } from 'pg';
import { type Db, ident } from '../db';
import { CODES, RpcError } from '../errors';
import { transform } from './exploration-transformations';
import { Values } from './record-query';

/** One column on the way from a table to the next: table OID and attribute number. */
const End = z.tuple([z.int(), z.int()]);

/** What to read: columns of a base table, or of tables that foreign keys lead to, each under a name of its own. */
export const RunnableExploration = z.looseObject({
  database_id: z.int(),
  base_table_oid: z.int(),
  initial_columns: z.array(
    z.looseObject({ attnum: z.int(), alias: z.string(), join_path: z.array(z.tuple([End, End])).nullish() }),
  ),
  transformations: z.array(z.looseObject({ type: z.string(), spec: z.unknown().optional() })).nullish(),
  display_names: z.record(z.string(), z.unknown()).nullish(),
});
type RunnableExploration = z.output<typeof RunnableExploration>;

/** A column of the result, and where it comes from. */
export interface ExplorationColumn {
  alias: string;
  table: CatalogTable;
  column: CatalogColumn;
}

/** What a run gives. */
export interface ExplorationRun {
  columns: ExplorationColumn[];
  outputs: string[];
  count: number;
  results: Record<string, unknown>[];
}

/** As the real program stumbles over a table that does not exist. */
const nothingThere = () =>
  new RpcError(CODES.badArguments, "TypeError: 'NoneType' object is not subscriptable");

/** The tables and columns of one exploration; each is looked up once. */
class Sources {
  private readonly tables = new Map<number, Promise<CatalogTable & { columns: CatalogColumn[] }>>();

  constructor(private readonly db: Db) {}

  /** @throws RpcError -31049 for an OID of nothing */
  table(oid: number) {
    const known = this.tables.get(oid) ?? this.find(oid);
    this.tables.set(oid, known);
    return known;
  }

  /** @throws RpcError -31025 for a number of nothing */
  async column(oid: number, attnum: number): Promise<CatalogColumn> {
    const column = (await this.table(oid)).columns.find((candidate) => candidate.attnum === attnum);
    if (!column) throw new RpcError(CODES.missingKey, 'KeyError: None');
    return column;
  }

  private async find(oid: number) {
    const table = await tableByOid(this.db, oid);
    if (!table) throw nothingThere();
    return { ...table, columns: await columnsOf(this.db, oid) };
  }
}

/** `FROM` with the joins of all paths, and the columns with the SQL that reads them. */
async function select(
  sources: Sources,
  exploration: RunnableExploration,
): Promise<{ from: string; columns: (ExplorationColumn & { sql: string })[] }> {
  const base = await sources.table(exploration.base_table_oid);
  const joins = new Map<string, string>();
  const columns = [];
  for (const { attnum, alias, join_path: path } of exploration.initial_columns) {
    let source = 'base';
    let oid = base.oid;
    for (const [left, right] of path ?? []) {
      const [leftColumn, rightColumn] = [await sources.column(...left), await sources.column(...right)];
      const joined = `${source}_${String(left[1])}_${String(right[0])}`;
      const { sql } = await sources.table(right[0]);
      joins.set(
        joined,
        `LEFT JOIN ${sql} ${joined} ON ${joined}.${rightColumn.sql} = ${source}.${leftColumn.sql}`,
      );
      source = joined;
      oid = right[0];
    }
    const column = await sources.column(oid, attnum);
    columns.push({ alias, column, table: await sources.table(oid), sql: `${source}.${column.sql}` });
  }
  return { from: [`FROM ${base.sql} base`, ...joins.values()].join(' '), columns };
}

/**
 * Runs an exploration on a connection of the caller's role.
 * @throws RpcError -26037 when PostgreSQL refuses the query, for privilege or any other reason; -31049 and -31025 for
 *   tables and columns that do not exist
 */
export async function runExploration(
  db: Db,
  exploration: RunnableExploration,
  { limit, offset }: { limit: number | null; offset: number },
): Promise<ExplorationRun> {
  const { from, columns } = await select(new Sources(db), exploration);
  const list = columns.map(({ sql, alias }) => `${sql} AS ${ident(alias)}`).join(', ');
  const aliases = columns.map(({ alias }) => alias);
  const { sql, outputs } = transform(`SELECT ${list} ${from}`, aliases, exploration.transformations);
  try {
    const count = await db.value<string>(`SELECT count(*) FROM (${sql}) c`);
    const values = new Values();
    const rows = await db.rows<{ record: Record<string, unknown> }>(
      `SELECT to_jsonb(r) AS record FROM (${sql}) r LIMIT ${values.add(limit)} OFFSET ${values.add(offset)}`,
      values.list,
    );
    return { columns, outputs, count: Number(count), results: rows.map(({ record }) => record) };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const kind = error.code === '42501' ? 'InsufficientPrivilege' : 'DatabaseError';
    throw new RpcError(CODES.exploration, `ProgrammingError: (${kind}) ${error.message}\n\n[SQL: ${sql}]`);
  }
}
