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

/** What a person calls a database type. */
export function kindOf(type: string): string {
  return KINDS.find(({ covers }) => covers.test(type))?.label ?? 'Other';
}

/** The database type that a kind stands for. */
export function typeOf(label: string): string {
  return KINDS.find((kind) => kind.label === label)?.type ?? 'text';
}

/** As recorded, these two have no drawing with a name, so that their name is said once. */
export const WITHOUT_DRAWING: readonly string[] = ['Money', 'URI'];
