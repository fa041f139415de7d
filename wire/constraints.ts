interface OfTable {
  database_id: number;
  table_oid: number;
}

/** A constraint to be added; columns by number, or by name for a table that does not exist yet. */
export type CreatableConstraint = { name?: string; columns: (number | string)[]; deferrable?: boolean } & (
  { type: 'u' | 'p' } | { type: 'f'; fkey_relation_id: number; fkey_columns: (number | string)[] }
);

export interface ConstraintInfo {
  oid: number;
  name: string;
  type: string;
  columns: number[];
  /** 0 except for foreign keys. */
  referent_table_oid: number;
  referent_columns: number[] | null;
}

/** `constraints` methods. */
export interface ConstraintsMethods {
  'constraints.list': { params: OfTable; result: ConstraintInfo[] };
  /** Returns the OIDs of all constraints that the table then has. */
  'constraints.add': { params: OfTable & { constraint_def_list: CreatableConstraint[] }; result: number[] };
  /** Returns the name of the dropped constraint. */
  'constraints.delete': { params: OfTable & { constraint_oid: number }; result: string | null };
}
