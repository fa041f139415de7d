/**
 * What Mathesar may also need for a method, as the page of the plan writes it, and how PostgreSQL is asked whether the
 * role has it; `:table` stands for the table's OID.
 */
export const NEEDS: Readonly<Record<string, string>> = {
  'USAGE on the schema': `has_schema_privilege('shelf', 'USAGE')`,
  'SELECT on id': `has_column_privilege(:table, 'id', 'SELECT')`,
  'SELECT on a column': `has_any_column_privilege(:table, 'SELECT')`,
  'SELECT on every column': `(SELECT bool_and(has_column_privilege(attrelid, attnum, 'SELECT')) FROM pg_attribute
    WHERE attrelid = :table AND attnum > 0 AND NOT attisdropped)`,
};
