import { z } from 'zod';
import { columnsOf, typeName, type CatalogTable } from './catalog';
import { type Db, ident, literal } from './db';

const TypeOptions = z.looseObject({
  precision: z.int().nullish(),
  scale: z.int().nullish(),
  length: z.int().nullish(),
});
type TypeOptions = z.output<typeof TypeOptions>;

const Default = z.looseObject({ value: z.unknown().optional() }).nullish();

/** A column as `columns.add` takes it. */
export const CreatableColumn = z.looseObject({
  name: z.string().nullish(),
  type: z.string().nullish(),
  type_options: TypeOptions.nullish(),
  nullable: z.boolean().default(true),
  default: Default,
  description: z.string().nullish(),
});

/**
 * A column as `tables.add` takes it. As recorded, it differs from {@link CreatableColumn}: the type is an object,
 * and a plain text in its place means `text`.
 */
export const CreatableTableColumn = z.looseObject({
  name: z.string().nullish(),
  type: z
    .union([z.looseObject({ name: z.string().nullish(), options: TypeOptions.nullish() }), z.string()])
    .nullish(),
  not_null: z.boolean().default(false),
  default: z.unknown().optional(),
  description: z.string().nullish(),
});

/** A change of a column as `columns.patch` takes it. */
export const SettableColumn = z.looseObject({
  id: z.int(),
  name: z.string().nullish(),
  type: z.string().nullish(),
  type_options: TypeOptions.nullish(),
  nullable: z.boolean().nullish(),
  default: Default,
  description: z.string().nullish(),
});

/** A column to be made, whatever form it came in. */
export interface NewColumn {
  name: string | undefined;
  type: string;
  options: TypeOptions | undefined;
  notNull: boolean;
  default: unknown;
  description: string | undefined;
}

/** Reads the form of `columns.add`. */
export const fromCreatable = (column: z.output<typeof CreatableColumn>): NewColumn => ({
  name: nonEmpty(column.name?.trim()),
  type: column.type ?? 'character varying',
  options: column.type_options ?? undefined,
  notNull: !column.nullable,
  default: column.default?.value,
  description: column.description ?? undefined,
});

const typeOf = ({ type }: z.output<typeof CreatableTableColumn>) =>
  typeof type === 'object' ? type : undefined;

/** Reads the form of `tables.add`. */
export const fromCreatableInTable = (column: z.output<typeof CreatableTableColumn>): NewColumn => ({
  name: column.name ?? undefined,
  type: nonEmpty(typeOf(column)?.name) ?? 'text',
  options: typeOf(column)?.options ?? undefined,
  notNull: column.not_null,
  default: column.default,
  description: column.description ?? undefined,
});

/** A type with its modifiers for SQL. @throws RpcError -30257 for an unknown type */
async function typeSql(db: Db, type: string, options: TypeOptions | null | undefined): Promise<string> {
  const name = await typeName(db, type);
  const { precision, scale, length } = options ?? {};
  if (name === 'numeric' && precision != null) return `numeric(${String(precision)}, ${String(scale ?? 0)})`;
  if (/^(character|bit)/.test(name) && length != null) return `${name}(${String(length)})`;
  return name;
}

const valueSql = (value: unknown) => literal(typeof value === 'string' ? value : JSON.stringify(value));

/** A column's definition for CREATE TABLE and ADD COLUMN. @param ordinal names a column that has no name */
export async function columnSql(db: Db, column: NewColumn, ordinal: number): Promise<string> {
  const parts = [ident(nameOf(column, ordinal)), await typeSql(db, column.type, column.options)];
  if (column.notNull) parts.push('NOT NULL');
  if (column.default != null) parts.push(`DEFAULT ${valueSql(column.default)}`);
  return parts.join(' ');
}

/** The name that a column gets. */
export const nameOf = (column: NewColumn, ordinal: number) => column.name ?? `Column ${String(ordinal)}`;

/** Sets or (without a text) removes a column's description. */
export const describeColumn = (
  db: Db,
  table: CatalogTable,
  column: string,
  text: string | null | undefined,
) => db.run(`COMMENT ON COLUMN ${table.sql}.${ident(column)} IS ${text ? literal(text) : 'NULL'}`);

/** Adds columns to a table; returns their numbers. */
export async function addColumns(db: Db, table: CatalogTable, columns: NewColumn[]): Promise<number[]> {
  const added: number[] = [];
  for (const column of columns) {
    const last = (await columnsOf(db, table.oid)).at(-1)?.attnum ?? 0;
    const name = nameOf(column, last + 1);
    await db.run(`ALTER TABLE ${table.sql} ADD COLUMN ${await columnSql(db, column, last + 1)}`);
    if (column.description) await describeColumn(db, table, name, column.description);
    const made = (await columnsOf(db, table.oid)).find((candidate) => candidate.name === name);
    if (made) added.push(made.attnum);
  }
  return added;
}

/** Changes columns of a table. As recorded, numbers of no column are passed over. */
export async function alterColumns(
  db: Db,
  table: CatalogTable,
  changes: z.output<typeof SettableColumn>[],
): Promise<void> {
  const columns = await columnsOf(db, table.oid);
  for (const change of changes) {
    const column = columns.find(({ attnum }) => attnum === change.id);
    if (!column) continue;
    const alter = `ALTER TABLE ${table.sql} ALTER COLUMN ${column.sql}`;
    if (change.type || change.type_options) {
      const type = await typeSql(db, change.type ?? column.type, change.type_options);
      await db.run(`${alter} TYPE ${type} USING ${column.sql}::${type}`);
    }
    if (change.default === null) await db.run(`${alter} DROP DEFAULT`);
    else if (change.default) await db.run(`${alter} SET DEFAULT ${valueSql(change.default.value)}`);
    if (change.nullable != null) await db.run(`${alter} ${change.nullable ? 'DROP' : 'SET'} NOT NULL`);
    if (change.description != null) await describeColumn(db, table, column.name, change.description);
    const name = change.name?.trim();
    if (name && name !== column.name) {
      await db.run(`ALTER TABLE ${table.sql} RENAME COLUMN ${column.sql} TO ${ident(name)}`);
    }
  }
}

/** A text that says something; an empty one counts as not given, as it does for the real program's names. */
export const nonEmpty = (text: string | null | undefined): string | undefined =>
  text === '' ? undefined : (text ?? undefined);
