import type { Call } from '../call';
import { columnsOf, requireTable } from '../catalog';
import type { Db } from '../db';
import { CODES, RpcError } from '../errors';
import { tableMetadata } from '../store/metadata';
import { type FormField, type FormRow, asFormRole, fieldsOf, formByToken } from './form-access';
import { Values } from './record-query';

/** What a person filled in: a plain value, an existing record that was picked, or a new one to make. */
type Submitted = Record<string, unknown>;

const kindOf = (value: unknown) =>
  typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;

/** A row to insert, and the rows of related tables that must come first. */
interface Insertion {
  tableOid: number;
  /** Attribute number → value, or the insertion whose new key goes there. */
  cells: Map<number, { value: unknown } | { insertion: Insertion }>;
}

/** What the filled-in fields make: a row, and below it the related rows that are to be made with it. */
function insertionOf(tableOid: number, fields: FormField[], values: Submitted): Insertion {
  const cells: Insertion['cells'] = new Map();
  for (const field of fields) {
    if (!(field.key in values)) continue;
    const value = values[field.key];
    const { related_table_oid: related } = field;
    if (kindOf(value) === 'create' && related !== null) {
      cells.set(field.column_attnum, { insertion: insertionOf(related, field.child_fields, values) });
    } else {
      const picked =
        kindOf(value) === 'pick' && typeof value === 'object' && value !== null && 'value' in value;
      cells.set(field.column_attnum, { value: picked ? value.value : value });
    }
  }
  return { tableOid, cells };
}

const tablesOf = ({ tableOid, cells }: Insertion): Insertion[] => [
  { tableOid, cells },
  ...[...cells.values()].flatMap((cell) => ('insertion' in cell ? tablesOf(cell.insertion) : [])),
];

/** Fills in who submits, in every row to be made whose table tracks that and whose form does not ask for it. */
async function trackEditor(call: Call, form: FormRow, insertion: Insertion): Promise<void> {
  const { user } = call;
  if (!user) return;
  for (const { tableOid, cells } of tablesOf(insertion)) {
    const { user_tracking_attnum: attnum } = await tableMetadata(call.store, form.database_id, tableOid);
    if (attnum !== null && !cells.has(attnum)) cells.set(attnum, { value: user.id });
  }
}

/** The column of another table that a column refers to. */
function referenced(db: Db, tableOid: number, attnum: number): Promise<number | null> {
  return db.value<number>(
    `SELECT confkey[array_position(conkey, $2::smallint)] FROM pg_constraint
     WHERE contype = 'f' AND conrelid = $1 AND $2::smallint = ANY (conkey)`,
    [tableOid, attnum],
  );
}

/** Inserts a row, after the rows that it refers to; returns the new row by attribute numbers. */
async function insert(db: Db, { tableOid, cells }: Insertion): Promise<Record<string, unknown>> {
  const table = await requireTable(db, tableOid);
  const known = await columnsOf(db, tableOid);
  const values = new Values();
  const names: string[] = [];
  const places: string[] = [];
  for (const column of known) {
    const cell = cells.get(column.attnum);
    if (!cell) continue;
    names.push(column.sql);
    if ('value' in cell) {
      places.push(values.add(cell.value));
    } else {
      const made = await insert(db, cell.insertion);
      places.push(values.add(made[String(await referenced(db, tableOid, column.attnum))]));
    }
  }
  const row = names.length > 0 ? `(${names.join(', ')}) VALUES (${places.join(', ')})` : 'DEFAULT VALUES';
  // The whole new row is asked for, as the real program does: the form's role must be allowed to read it too.
  const made = await db.row(`INSERT INTO ${table.sql} ${row} RETURNING *`, values.list);
  return Object.fromEntries(known.map(({ attnum, name }) => [String(attnum), made?.[name]]));
}

/**
 * Inserts what somebody filled in, as the form's role. Whoever has the link of a public form may submit.
 * @throws RpcError -31002 while the form is not public; as `asFormRole`; what PostgreSQL says to the role
 */
export async function submitForm(call: Call, token: string, values: Submitted): Promise<null> {
  const form = await formByToken(call, token);
  if (!form.publish_public)
    throw new RpcError(CODES.refused, 'AssertionError: This form does not accept submissions');
  const insertion = insertionOf(form.base_table_oid, await fieldsOf(call.store, form.id), values);
  await trackEditor(call, form, insertion);
  await asFormRole(call, form, async (db) => {
    if (insertion.cells.size > 0) await insert(db, insertion);
  });
  return null;
}
