import { z } from 'zod';
import { columnsOf, requireTable } from '../catalog';
import type { Db } from '../db';
import { type AnyMethod, method } from '../method';

/** A column of a table: OID and column number. */
type End = [tableOid: number, attnum: number];

/** One way along a foreign key; backwards it may lead to several rows. */
interface Link {
  key: number;
  from: End;
  to: End;
  backwards: boolean;
}

interface Joinable {
  base: number;
  target: number;
  join_path: [End, End][];
  fkey_path: [key: number, backwards: boolean][];
  depth: number;
  multiple_results: boolean;
}

async function linksOf(db: Db): Promise<Link[]> {
  const keys = await db.rows<{ key: number; a: number; a_col: number; b: number; b_col: number }>(
    `SELECT oid AS key, conrelid AS a, conkey[1] AS a_col, confrelid AS b, confkey[1] AS b_col FROM pg_constraint
     WHERE contype = 'f' AND cardinality(conkey) = 1 ORDER BY oid`,
  );
  return keys.flatMap(({ key, a, a_col, b, b_col }): Link[] => [
    { key, from: [a, a_col], to: [b, b_col], backwards: false },
    { key, from: [b, b_col], to: [a, a_col], backwards: true },
  ]);
}

/** Every way from a table along foreign keys, no key used twice. */
function joinablesFrom(base: number, links: Link[], maxDepth: number): Joinable[] {
  const found: Joinable[] = [];
  let ways: Link[][] = [[]];
  for (let depth = 1; depth <= maxDepth; depth++) {
    ways = ways.flatMap((way) => {
      const at = way.at(-1)?.to[0] ?? base;
      const next = links.filter(({ key, from }) => from[0] === at && !way.some((used) => used.key === key));
      return next.map((link) => [...way, link]);
    });
    for (const way of ways) {
      found.push({
        base,
        target: way.at(-1)?.to[0] ?? base,
        join_path: way.map(({ from, to }) => [from, to]),
        fkey_path: way.map(({ key, backwards }) => [key, backwards]),
        depth,
        multiple_results: way.some(({ backwards }) => backwards),
      });
    }
  }
  return found;
}

async function describeTargets(db: Db, oids: number[]): Promise<Record<string, unknown>> {
  const described: Record<string, unknown> = {};
  for (const oid of new Set(oids)) {
    const columns: Record<string, unknown> = {};
    for (const { attnum, name, type, primaryKey } of await columnsOf(db, oid)) {
      columns[attnum] = { name, type, primary_key: primaryKey };
    }
    described[oid] = { name: (await requireTable(db, oid)).name, columns };
  }
  return described;
}

/** Which tables a table is linked with. As recorded, readable without any privilege on them. */
export const TABLE_LINKS_METHODS = {
  'tables.list_joinable': method({
    gate: 'login',
    params: z.looseObject({ database_id: z.int(), table_oid: z.int(), max_depth: z.int().default(3) }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const joinable_tables = joinablesFrom(params.table_oid, await linksOf(db), params.max_depth);
        const targets = joinable_tables.map(({ target }) => target);
        return { joinable_tables, target_table_info: await describeTargets(db, targets) };
      }),
  }),
} satisfies Record<string, AnyMethod>;
