import { z } from 'zod';
import { requireTable, tableByOid } from '../catalog';
import { CreatableConstraint, addConstraints } from '../constraint-definition';
import { ident } from '../db';
import { syntaxError } from '../errors';
import { type AnyMethod, method } from '../method';
import type { ConstraintsMethods } from '../../../wire/constraints';

interface ConstraintInfo {
  oid: number;
  name: string;
  type: string;
  columns: number[];
  /** 0 for all but foreign keys. */
  referent_table_oid: number;
  referent_columns: number[] | null;
}

const LIST = `
SELECT oid, conname AS name, CASE contype WHEN 'f' THEN 'foreignkey' WHEN 'p' THEN 'primary' WHEN 'u' THEN 'unique'
    WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclude' END AS type,
  conkey AS columns, confrelid AS referent_table_oid, confkey AS referent_columns
FROM pg_constraint WHERE conrelid = $1 AND contype IN ('f', 'p', 'u', 'c', 'x') ORDER BY conname`;

const ofTable = z.looseObject({ database_id: z.int(), table_oid: z.int() });

/** `constraints` methods. Listing needs no privilege on the table, and answers nothing for a missing one. */
export const CONSTRAINTS_METHODS: Record<keyof ConstraintsMethods, AnyMethod> = {
  'constraints.list': method({
    gate: 'login',
    params: ofTable,
    run: (call, params) =>
      call.inDatabase(params.database_id, (db) => db.rows<ConstraintInfo>(LIST, [params.table_oid])),
  }),

  'constraints.add': method({
    gate: 'login',
    params: ofTable.extend({ constraint_def_list: z.array(CreatableConstraint) }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await tableByOid(db, params.table_oid);
        // The real program puts the number of a missing table into its statement.
        if (!table) throw syntaxError(String(params.table_oid));
        return addConstraints(db, table, params.constraint_def_list);
      }),
  }),

  'constraints.delete': method({
    gate: 'login',
    params: ofTable.extend({ constraint_oid: z.int() }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await requireTable(db, params.table_oid);
        const name = await db.value<string>(
          'SELECT conname FROM pg_constraint WHERE oid = $1 AND conrelid = $2',
          [params.constraint_oid, table.oid],
        );
        if (name !== null) await db.run(`ALTER TABLE ${table.sql} DROP CONSTRAINT ${ident(name)}`);
        return name;
      }),
  }),
};
