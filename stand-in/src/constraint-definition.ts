import { z } from 'zod';
import { columnsOf, requireTable, type CatalogTable } from './catalog';
import { type Db, ident } from './db';

/** A column by its number or, where it has none yet, by its name. */
const Column = z.union([z.int(), z.string()]);

/** A constraint as `constraints.add` and `tables.add` take it. */
export const CreatableConstraint = z.looseObject({
  type: z.enum(['u', 'p', 'f']),
  columns: z.array(Column),
  name: z.string().nullish(),
  deferrable: z.boolean().nullish(),
  fkey_relation_id: z.int().nullish(),
  fkey_columns: z.array(Column).nullish(),
  fkey_update_action: z.string().nullish(),
  fkey_delete_action: z.string().nullish(),
});
type CreatableConstraint = z.output<typeof CreatableConstraint>;

/** PostgreSQL's letters for what a foreign key does when the referenced row goes or changes. */
const ACTIONS: Readonly<Record<string, string>> = {
  a: 'NO ACTION',
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

/**
 * A constraint for CREATE TABLE and ALTER TABLE … ADD.
 * @param tableOid of the table; undefined for one that is not made yet, whose columns are given by name
 */
export async function constraintSql(
  db: Db,
  tableOid: number | undefined,
  constraint: CreatableConstraint,
): Promise<string> {
  const columns = await listSql(db, tableOid, constraint.columns);
  const named = constraint.name ? `CONSTRAINT ${ident(constraint.name)} ` : '';
  const deferrable = constraint.deferrable ? ' DEFERRABLE' : '';
  if (constraint.type !== 'f') {
    return `${named}${constraint.type === 'u' ? 'UNIQUE' : 'PRIMARY KEY'} ${columns}${deferrable}`;
  }
  const referent = await requireTable(db, constraint.fkey_relation_id ?? 0);
  const keys = constraint.fkey_columns?.length
    ? await listSql(db, referent.oid, constraint.fkey_columns)
    : '';
  const onDelete = ACTIONS[constraint.fkey_delete_action ?? ''];
  const onUpdate = ACTIONS[constraint.fkey_update_action ?? ''];
  return [
    `${named}FOREIGN KEY ${columns} REFERENCES ${referent.sql} ${keys}`,
    onDelete ? `ON DELETE ${onDelete}` : '',
    onUpdate ? `ON UPDATE ${onUpdate}` : '',
    deferrable,
  ].join(' ');
}

async function listSql(db: Db, tableOid: number | undefined, given: (number | string)[]): Promise<string> {
  const known = tableOid === undefined ? [] : await columnsOf(db, tableOid);
  const names = given.map((column) => known.find(({ attnum }) => attnum === column)?.name ?? String(column));
  return `(${names.map((name) => ident(name)).join(', ')})`;
}

/** Adds constraints to a table; returns the OIDs of all constraints that it then has. */
export async function addConstraints(
  db: Db,
  table: CatalogTable,
  constraints: CreatableConstraint[],
): Promise<number[]> {
  for (const constraint of constraints) {
    await db.run(`ALTER TABLE ${table.sql} ADD ${await constraintSql(db, table.oid, constraint)}`);
  }
  const rows = await db.rows<{ oid: number }>(
    `SELECT oid FROM pg_constraint WHERE conrelid = $1 AND contype <> 'n' ORDER BY oid`,
    [table.oid],
  );
  return rows.map(({ oid }) => oid);
}
