import type { Column, Constraint } from './wire';

/** What a person calls a type, the database type behind it, and the ones it stands for. */
interface Kind {
  label: string;
  /** What a new column of the kind gets. */
  type: string;
  covers: RegExp;
  help?: true;
}

export const KINDS: readonly Kind[] = [
  { label: 'Boolean', type: 'boolean', covers: /^bool/ },
  { label: 'Date', type: 'date', covers: /^date$/ },
  { label: 'Date & Time', type: 'timestamp with time zone', covers: /^timestamp/ },
  { label: 'Duration', type: 'interval', covers: /^interval/ },
  { label: 'Email', type: 'mathesar_types.email', covers: /email$/ },
  { label: 'File', type: 'jsonb', covers: /^$/, help: true },
  { label: 'JSON', type: 'json', covers: /^jsonb?$/ },
  { label: 'Money', type: 'mathesar_types.mathesar_money', covers: /money$/ },
  { label: 'Number', type: 'numeric', covers: /^(smallint|integer|bigint|numeric|real|double|decimal)/ },
  { label: 'Text', type: 'text', covers: /^(text|char|"char"|name$)/ },
  { label: 'Time', type: 'time without time zone', covers: /^time( |$)/ },
  { label: 'URI', type: 'mathesar_types.uri', covers: /uri$/ },
  { label: 'User', type: 'integer', covers: /^$/, help: true },
  { label: 'UUID', type: 'uuid', covers: /^uuid$/ },
];

/** The kinds that the type of a column can be changed to. */
export const CHOOSABLE_KINDS: readonly string[] = KINDS.filter(({ help }) => !help).map(({ label }) => label);

/** What a person calls a database type. */
export function kindOf(type: string): string {
  return KINDS.find(({ covers }) => covers.test(type))?.label ?? 'Other';
}

/** The database type that a kind stands for. */
export function typeOf(label: string): string {
  return KINDS.find((kind) => kind.label === label)?.type ?? 'text';
}

const PATHS: Record<string, string> = {
  Boolean: 'M5 5h6a3 3 0 010 6H5a3 3 0 010-6zM11 8v.1',
  Date: 'M3 4h10v9H3zM3 7h10M6 2v3M10 2v3',
  'Date & Time': 'M3 4h10v9H3zM3 7h10M8 9v2h2',
  Duration: 'M4 2h8M4 14h8M5 2c0 4 6 8 6 12M11 2c0 4-6 8-6 12',
  Number: 'M6 2L5 14M11 2l-1 12M3 6h11M2 10h11',
  Text: 'M3 4h10M3 7h7M3 10h10M3 13h5',
  JSON: 'M6 2c-3 0 0 6-3 6 3 0 0 6 3 6M10 2c3 0 0 6 3 6-3 0 0 6-3 6',
};
const OTHER = 'M3 3h10v10H3zM6 6h4v4H6z';

/** The drawing of a type; its name is read before the column's. */
export function KindIcon({ kind }: { kind: string }) {
  return (
    <svg class="icon kind" viewBox="0 0 16 16" role="img" aria-label={kind}>
      <path d={PATHS[kind] ?? OTHER} />
    </svg>
  );
}

/** A kind with its drawing. As recorded, two have no drawing with a name, so that their name is said once. */
export function KindLabel({ kind }: { kind: string }) {
  return (
    <>
      {kind === 'Money' || kind === 'URI' ? null : <KindIcon kind={kind} />}
      <span>{kind}</span>
    </>
  );
}

/** The drawing of a column that points to another table; without a name, as recorded. */
export function LinkIcon() {
  return (
    <svg class="icon kind" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M7 9a2.5 2.5 0 003.6 0l2-2A2.5 2.5 0 009 3.4l-.8.8M9 7a2.5 2.5 0 00-3.6 0l-2 2A2.5 2.5 0 007 12.6l.8-.8" />
    </svg>
  );
}

/** A column's name with the drawing of its type, or that of a link. */
export function ColumnName({ name, type, linked = false }: { name: string; type: string; linked?: boolean }) {
  return (
    <span class="column-name">
      {linked ? <LinkIcon /> : <KindIcon kind={kindOf(type)} />}
      <span>{name}</span>
    </span>
  );
}

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

/** Whether a value is none. */
export const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

/** What the page shows of a value. */
export function textOf(value: unknown): string {
  if (isNothing(value)) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
