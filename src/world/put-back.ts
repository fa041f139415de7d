import { changedFields, type Change } from '../target/snapshot';
import type { World } from './world';

/** A call of the API that undoes a change. */
interface Undoing {
  method: string;
  params: object;
}

/** More changes than this take as long to undo as a new world. */
const FEW = 20;

/** The value that each changed field had; null for one that had none. */
const before = ({ was, now }: Change) =>
  Object.fromEntries(changedFields({ was, now }).map((name) => [name, was?.fields[name] ?? null]));

/** The numbers in a key: of `t8/c2`, 8 and 2. */
const numbersIn = ({ key }: Change): number[] => (key.match(/\d+/g) ?? []).map(Number);

/**
 * How a change of each part is undone; of rows, the part has the name of their table. Not metadata: an entry without values stays
 * behind, which the witness leaves out and an answer may have.
 */
const UNDOING: Record<string, (change: Change) => Undoing | undefined> = {
  rows: (change) => {
    const [table_oid = 0, id = 0] = numbersIn(change);
    if (!change.was) return { method: 'records.delete', params: { table_oid, record_ids: [id] } };
    if (!change.now) return { method: 'records.add', params: { table_oid, record_def: change.was.fields } };
    return { method: 'records.patch', params: { table_oid, record_id: id, record_def: before(change) } };
  },
  tables: (change) => {
    const [table_oid = 0] = numbersIn(change);
    if (!change.was || !change.now) return undefined;
    return { method: 'tables.patch', params: { table_oid, table_data_dict: before(change) } };
  },
  schemas: (change) => {
    const [schema_oid = 0] = numbersIn(change);
    if (!change.was || !change.now) return undefined;
    return { method: 'schemas.patch', params: { schema_oid, patch: before(change) } };
  },
};

const undoingOf = (part: string) => UNDOING[part.startsWith('rows:') ? 'rows' : part];

/** Whether changes of a part may be undone: others take a new world. */
export const canBePutBack = (part: string): boolean => undoingOf(part) !== undefined;

/**
 * Undoes changes of a world's base through the API, as the set-up admin. What is refused stays as it is: only a look at the truth
 * tells whether the world is as before.
 * @returns false when some of it can not be undone, or is too much; then nothing was tried
 * @throws InstallError when the install does not answer
 */
export async function putBack(
  { setupAdmin, databaseId }: World,
  changes: readonly Change[],
): Promise<boolean> {
  const calls = changes.flatMap((change) => undoingOf(change.part)?.(change) ?? []);
  if (changes.length > FEW || calls.length < changes.length) return false;
  if (calls.length > 0)
    await setupAdmin.batch(
      calls.map(({ method, params }) => ({ method, params: { database_id: databaseId, ...params } })),
    );
  return true;
}
