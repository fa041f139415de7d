import { type Call, connectAs } from '../call';
import { type CatalogTable, tableByOid } from '../catalog';
import { type Db, ident } from '../db';
import type { DatabaseRow, UserRow } from '../store/schema';

/** Names of a call's own objects, by the parameter that gives their identifier. */
const NAMED_BY_ID: Readonly<Record<string, string>> = {
  user_id: 'SELECT username AS name FROM mathesar_user WHERE id = $1',
  collaborator_id: `SELECT username AS name FROM mathesar_user u JOIN mathesar_userdatabaserolemap m ON m.user_id = u.id
    WHERE m.id = $1`,
  configured_role_id: 'SELECT name FROM mathesar_configuredrole WHERE id = $1',
  database_id: 'SELECT name FROM mathesar_database WHERE id = $1',
};
/** The schemas of a call's own objects. */
const SCHEMA_BY_ID: Readonly<Record<string, string>> = {
  form_id: 'SELECT schema_oid::oid AS oid FROM mathesar_form WHERE id = $1',
  id: `SELECT schema_oid::oid AS oid FROM (SELECT id, schema_oid FROM mathesar_form
    UNION ALL SELECT id, schema_oid FROM mathesar_explorations) o WHERE id = $1 ORDER BY schema_oid DESC`,
  exploration_id: 'SELECT schema_oid::oid AS oid FROM mathesar_explorations WHERE id = $1',
  form_token: 'SELECT schema_oid::oid AS oid FROM mathesar_form WHERE token::text = $1::text',
};
const ROLE_NAMES = ['role_oid', 'parent_role_oid', 'new_owner_oid'];
const NAMES = ['name', 'rolename', 'username', 'database', 'table_name', 'role'];

/** All parameters of a call, those inside others too, in their order. */
function* pairsOf(value: unknown, key = ''): Generator<[string, unknown]> {
  if (Array.isArray(value)) for (const one of value) yield* pairsOf(one, key);
  else if (value !== null && typeof value === 'object')
    for (const [name, one] of Object.entries(value)) yield* pairsOf(one, name);
  else yield [key, value];
}

const TABLES = `SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema|msar|__msar)'`;

/**
 * What lies around the objects of a call: named like them up to the last underscore, as objects that were made together
 * are. A fault that reaches too far reaches these first.
 */
export class Near {
  private constructor(
    readonly call: Call,
    /** The database that the call names. */
    readonly database: DatabaseRow | undefined,
    /** How names near the call's own begin. */
    readonly stem: string,
    /** The call's own schema, or that of its objects. */
    readonly schema: { oid: number; name: string } | undefined,
    readonly ownTable: CatalogTable | undefined,
  ) {}

  static async of(call: Call, params: unknown): Promise<Near> {
    const pairs = [...pairsOf(params)];
    const { store } = call;
    const names: string[] = [];
    const given = (wanted: string) => pairs.find(([key, value]) => key === wanted && value !== null)?.[1];
    const database =
      typeof given('database_id') === 'number'
        ? await call.database(given('database_id') as number).catch(() => undefined)
        : await formDatabase(call, given('form_token'));
    let schemaOid = pairs.find(([key]) => /^schema_oids?$/.test(key))?.[1] as number | undefined;
    for (const [key, value] of pairs) {
      if (typeof value === 'string' && NAMES.includes(key)) names.push(value);
      const sql = NAMED_BY_ID[key];
      if (sql && value !== null) names.push((await store.value<string>(sql, [value])) ?? '');
      const schemaSql = SCHEMA_BY_ID[key];
      if (schemaSql && value !== null && typeof value !== 'object')
        schemaOid ??= (await store.value<number>(schemaSql, [value]).catch(() => null)) ?? undefined;
    }
    const tableOid = pairs.find(([key]) => /table_oid$|^fkey_relation_id$/.test(key))?.[1] as
      number | undefined;
    let schema: Near['schema'];
    let ownTable: CatalogTable | undefined;
    if (database) {
      await connectAs(call.install.dsn(database.name), async (db) => {
        ownTable = tableOid === undefined ? undefined : await tableByOid(db, tableOid);
        schema = await db.row<{ oid: number; name: string }>(
          'SELECT oid, nspname AS name FROM pg_namespace WHERE oid = $1',
          [ownTable?.schemaOid ?? schemaOid ?? 0],
        );
        for (const [key, oid] of pairs)
          if (ROLE_NAMES.includes(key))
            names.push((await db.value<string>('SELECT rolname FROM pg_roles WHERE oid = $1', [oid])) ?? '');
      });
    }
    const all = [schema?.name ?? '', ...names, call.user?.username ?? ''];
    const stems = all.map((name) => name.slice(0, name.lastIndexOf('_') + 1));
    const stem = stems.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
    return new Near(call, database, stem, schema, ownTable);
  }

  /** Works in the call's database as the role that owns the install. @returns undefined when it names none */
  async inDatabase<T>(work: (db: Db) => Promise<T>): Promise<T | undefined> {
    return this.database && connectAs(this.call.install.dsn(this.database.name), work);
  }

  /** A table beside the call's own: the first of its schema, of a near schema, or of all. */
  async otherTable(db: Db): Promise<CatalogTable | undefined> {
    const oid = await db.value<number>(
      `${TABLES} AND c.oid <> $1 ORDER BY n.oid = $2 DESC, starts_with(n.nspname, $3) DESC, c.oid LIMIT 1`,
      [this.ownTable?.oid ?? 0, this.schema?.oid ?? 0, this.stem],
    );
    return oid === null ? undefined : tableByOid(db, oid);
  }

  /** The call's own table if there still is one, else one beside it. */
  async table(db: Db): Promise<CatalogTable | undefined> {
    return (this.ownTable && (await tableByOid(db, this.ownTable.oid))) ?? this.otherTable(db);
  }

  /** An account named like the call's own, neither its own nor the caller. */
  otherUser(params: unknown): Promise<UserRow | undefined> {
    const own = [...pairsOf(params)].filter(([key]) => key === 'user_id').map(([, value]) => value);
    return this.call.store.row<UserRow>(
      `SELECT * FROM mathesar_user WHERE starts_with(username, $1) AND id <> ALL ($2) ORDER BY id LIMIT 1`,
      [this.stem || '~', [...own, this.call.user?.id ?? 0]],
    );
  }

  /** A new name like those of the call's own objects. */
  name(kind: string): string {
    return `${this.stem}side_${kind}_${Math.random().toString(36).slice(2, 8)}`;
  }
}

async function formDatabase(call: Call, token: unknown): Promise<DatabaseRow | undefined> {
  if (typeof token !== 'string') return undefined;
  return call.store.row<DatabaseRow>(
    'SELECT d.* FROM mathesar_database d JOIN mathesar_form f ON f.database_id = d.id WHERE f.token::text = $1',
    [token],
  );
}

/** A grant, and its undoing, as SQL. */
export const grantOn = (what: string, on: string, to: string) => {
  const grantee = to === 'PUBLIC' ? to : ident(to);
  return {
    grant: `GRANT ${what} ON ${on} TO ${grantee}`,
    revoke: `REVOKE ${what} ON ${on} FROM ${grantee}`,
  };
};
