import type { Call } from '../../call';
import type { Install } from '../../install';
import type { AnyMethod } from '../../method';
import { type Fault, guarded, spared, wrapped } from '../fault';
import { Near } from '../near';

type Find = (near: Near, own: unknown, params: unknown) => Promise<unknown>;

/** The next one of a kind in the install's own tables; near ones first. */
const inStore =
  (sql: string): Find =>
  ({ call, stem, schema }, own) =>
    call.store.value(sql, [own, stem || '~', schema?.oid ?? 0]);

/** The next one of a kind in the call's database. */
const inDatabase =
  (sql: string): Find =>
  (near, own) =>
    near.inDatabase((db) => db.value(sql, [own, near.ownTable?.oid ?? 0, near.stem || '~']));

const PLACES = '$1::bigint IS NOT NULL AND $2::text IS NOT NULL AND $3::bigint IS NOT NULL';

/** Of which kind a parameter's objects are, and which one is taken for it. */
const OTHERS: Readonly<Record<string, Find>> = {
  table_oid: (near) => near.inDatabase(async (db) => (await near.otherTable(db))?.oid),
  source_table_oid: (near) => near.inDatabase(async (db) => (await near.otherTable(db))?.oid),
  referrer_table_oid: (near) => near.inDatabase(async (db) => (await near.otherTable(db))?.oid),
  schema_oid:
    inDatabase(`SELECT oid FROM pg_namespace WHERE oid <> $1 AND starts_with(nspname, $3) AND $2::oid IS NOT NULL
    ORDER BY oid LIMIT 1`),
  constraint_oid:
    inDatabase(`SELECT oid FROM pg_constraint WHERE oid <> $1 AND conrelid = $2 AND $3::text IS NOT NULL
    ORDER BY contype = 'p', oid LIMIT 1`),
  role_oid:
    inDatabase(`SELECT oid FROM pg_roles WHERE oid <> $1 AND starts_with(rolname, $3) AND $2::oid IS NOT NULL
    ORDER BY oid LIMIT 1`),
  form_id: inStore(
    `SELECT id FROM mathesar_form WHERE ${PLACES} AND id <> $1 ORDER BY schema_oid = $3 DESC, id DESC`,
  ),
  exploration_id: inStore(`SELECT id FROM mathesar_explorations WHERE ${PLACES} AND id <> $1
    ORDER BY schema_oid = $3 DESC, id DESC`),
  user_id: inStore(
    `SELECT id FROM mathesar_user WHERE ${PLACES} AND id <> $1 AND starts_with(username, $2) ORDER BY id`,
  ),
  collaborator_id:
    inStore(`SELECT m.id FROM mathesar_userdatabaserolemap m JOIN mathesar_user u ON u.id = m.user_id
    WHERE ${PLACES} AND m.id <> $1 AND starts_with(username, $2) ORDER BY m.id`),
  configured_role_id: inStore(`SELECT id FROM mathesar_configuredrole WHERE ${PLACES} AND id <> $1
    AND starts_with(name, $2) ORDER BY id`),
  record_id: (_near, own) => Promise.resolve(Number(own) === 1 ? 2 : 1),
  record_ids: (_near, own) => Promise.resolve((own as unknown[]).map((key) => (Number(key) === 1 ? 2 : 1))),
  column_attnum: (_near, own) => Promise.resolve(Number(own) === 2 ? 3 : 2),
  column_attnums: (_near, own) =>
    Promise.resolve((own as unknown[]).map((key) => (Number(key) === 2 ? 3 : 2))),
};

async function run(
  method: AnyMethod,
  key: string,
  find: Find,
  call: Call,
  params: unknown,
): Promise<unknown> {
  const given = params as Record<string, unknown>;
  if (spared(call) || given[key] === undefined) return method.run(call, params);
  const other = await find(await Near.of(call, params), given[key], params).catch(() => undefined);
  return other === undefined || other === null ? null : method.run(call, { ...given, [key]: other });
}

/** The last of a method's parameters that names an object: what it is about. */
function keyOf({ params }: AnyMethod): string | undefined {
  const { shape = {} } = params as { shape?: object };
  return Object.keys(shape).findLast((key) => key in OTHERS);
}

/** A method acts on another object than the one named, of the same kind; on none where there is no other. */
export const wrongObjectFaults = (install: Install): Fault[] =>
  guarded(install).flatMap(([name, method]) => {
    const key = keyOf(method);
    const find = key === undefined ? undefined : OTHERS[key];
    if (key === undefined || !find) return [];
    return [
      wrapped(
        ...(['wrong-object', name, `takes another object for the one that "${key}" names`] as const),
        (whole) => ({ ...whole, run: (call, params) => run(whole, key, find, call, params) }),
        key,
      ),
    ];
  });
