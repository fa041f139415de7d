import type { ComponentChildren } from 'preact';
import type { Column, Constraint } from './wire';
import { KindIcon, LinkIcon } from './kind-icon';
import { kindOf } from './kinds';

/** The table that a column points to, if it has a foreign key of its own. */
export function referentOf(column: Column, constraints: readonly Constraint[]): number | undefined {
  return constraints.find(
    ({ type, columns }) => type === 'foreignkey' && columns.length === 1 && columns[0] === column.id,
  )?.referent_table_oid;
}

/** The key of a row, by which its page and its cells address it. */
export function keyColumn(columns: readonly Column[]): Column | undefined {
  return columns.find(({ primary_key }) => primary_key);
}

/** Whether the caller may change the column's values. The key numbers itself. */
export function editable(column: Column): boolean {
  return column.current_role_priv.includes('UPDATE') && !(column.primary_key && column.default?.is_dynamic);
}

/** What the page shows of a value. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A column's name with the drawing of its type, or that of a link. */
export function ColumnName({
  name,
  type,
  linked = false,
  children,
}: {
  name: string;
  type: string;
  linked?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <span class="column-name">
      {linked ? <LinkIcon /> : <KindIcon kind={kindOf(type)} />}
      <span>{name}</span>
      {children}
    </span>
  );
}
