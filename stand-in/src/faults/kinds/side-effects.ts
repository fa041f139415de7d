import { type Db, ident, literal } from '../../db';
import type { Install } from '../../install';
import {
  Damage,
  type Fault,
  type Kind,
  type Wrapper,
  guarded,
  onRefusal,
  reads,
  spared,
  whole,
  wrapped,
} from '../fault';
import { Near, grantOn } from '../near';

interface SideEffect {
  detail: string;
  what: string;
  /** It happens to tables of the database that the call names, or beside them. */
  inDatabase: boolean;
  cause: (near: Near, params: unknown, damage: Damage) => Promise<unknown>;
}

/** Runs a statement in the call's database, and another one to undo it. */
const inDatabase = (
  near: Near,
  damage: Damage,
  statements: (db: Db) => Promise<[string, string] | undefined>,
) =>
  near.inDatabase(async (db) => {
    const both = await statements(db);
    if (!both) return;
    await db.run(both[0]);
    damage.add(async () => near.inDatabase((again) => again.run(both[1])));
  });

/** Inserts a row into a table of the install's own, and removes it to undo that. */
async function insert(
  near: Near,
  damage: Damage,
  table: string,
  row: Record<string, unknown>,
): Promise<void> {
  const { store } = near.call;
  const places = Object.keys(row).map((_, index) => `$${String(index + 1)}`);
  const id = await store.value<number>(
    `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')}) RETURNING id`,
    Object.values(row),
  );
  damage.add(() => store.run(`DELETE FROM ${table} WHERE id = $1`, [id]));
}

/** Another stored role's name than the caller's, of a role that is no superuser. */
const anotherRole = (db: Db, near: Near) =>
  db.value<string>(
    `SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND NOT rolsuper AND rolname <> $2
     ORDER BY starts_with(rolname, split_part($1, '_', 1)) DESC, oid LIMIT 1`,
    [near.stem, near.call.user?.username ?? ''],
  );

const EFFECTS: readonly SideEffect[] = [
  {
    detail: 'public',
    what: 'grants SELECT on the table to PUBLIC',
    inDatabase: true,
    cause: (near, _params, damage) =>
      inDatabase(near, damage, async (db) => {
        const table = await near.table(db);
        const { grant, revoke } = grantOn('SELECT', table?.sql ?? '', 'PUBLIC');
        return table && [grant, revoke];
      }),
  },
  {
    detail: 'role',
    what: 'grants a privilege on the table to another role',
    inDatabase: true,
    cause: (near, _params, damage) =>
      inDatabase(near, damage, async (db) => {
        const table = await near.table(db);
        const role = await anotherRole(db, near);
        if (!table || role === null) return undefined;
        const { grant, revoke } = grantOn('TRIGGER', table.sql, role);
        return [grant, revoke];
      }),
  },
  {
    detail: 'row',
    what: 'adds a further row to the table',
    inDatabase: true,
    cause: (near, _params, damage) => addRow(near, damage, (db) => near.table(db)),
  },
  {
    detail: 'other-row',
    what: 'adds a row to another table',
    inDatabase: true,
    cause: (near, _params, damage) => addRow(near, damage, (db) => near.otherTable(db)),
  },
  {
    detail: 'column',
    what: 'adds a column to another table',
    inDatabase: true,
    cause: (near, _params, damage) =>
      inDatabase(near, damage, async (db) => {
        const table = await near.otherTable(db);
        return (
          table && [
            `ALTER TABLE ${table.sql} ADD COLUMN side_effect integer`,
            `ALTER TABLE ${table.sql} DROP COLUMN side_effect`,
          ]
        );
      }),
  },
  {
    detail: 'comment',
    what: 'changes the description of another table',
    inDatabase: true,
    cause: (near, _params, damage) =>
      inDatabase(near, damage, async (db) => {
        const table = await near.otherTable(db);
        if (!table) return undefined;
        const now = await db.value<string>(`SELECT obj_description($1, 'pg_class')`, [table.oid]);
        const comment = (text: string | null) =>
          `COMMENT ON TABLE ${table.sql} IS ${text === null ? 'NULL' : literal(text)}`;
        return [comment(`${now ?? ''} and more`), comment(now)];
      }),
  },
  {
    detail: 'metadata',
    what: 'changes what is kept about another table',
    inDatabase: true,
    cause: async (near, _params, damage) => {
      const { database, call } = near;
      const table = await near.inDatabase((db) => near.otherTable(db));
      if (!database || !table) return;
      const kept = 'mathesar_tablemetadata WHERE database_id = $1 AND table_oid = $2';
      const before = await call.store.row<{ column_order: unknown }>(`SELECT column_order FROM ${kept}`, [
        database.id,
        table.oid,
      ]);
      const set = (order: unknown) =>
        call.store.run(
          `INSERT INTO mathesar_tablemetadata (database_id, table_oid, column_order) VALUES ($1, $2, $3)
           ON CONFLICT (database_id, table_oid) DO UPDATE SET column_order = excluded.column_order`,
          [database.id, table.oid, order === null ? null : JSON.stringify(order)],
        );
      await set([2, 1]);
      damage.add(() =>
        before ? set(before.column_order) : call.store.run(`DELETE FROM ${kept}`, [database.id, table.oid]),
      );
    },
  },
  {
    detail: 'exploration',
    what: 'saves an exploration',
    inDatabase: true,
    cause: async (near, _params, damage) => {
      const table = await near.inDatabase((db) => near.table(db));
      if (!table || !near.database) return;
      await insert(near, damage, 'mathesar_explorations', {
        database_id: near.database.id,
        name: near.name('exploration'),
        base_table_oid: table.oid,
        schema_oid: table.schemaOid,
        initial_columns: '[]',
      });
    },
  },
  {
    detail: 'form',
    what: 'makes a form',
    inDatabase: true,
    cause: async (near, _params, damage) => {
      const table = await near.inDatabase((db) => near.table(db));
      if (!table || !near.database) return;
      const { id, server_id } = near.database;
      await insert(near, damage, 'mathesar_form', {
        name: near.name('form'),
        version: 1,
        database_id: id,
        server_id,
        schema_oid: table.schemaOid,
        base_table_oid: table.oid,
        header_title: '{}',
      });
    },
  },
  {
    detail: 'user',
    what: 'makes another account an administrator',
    inDatabase: false,
    cause: async (near, params, damage) => {
      const { store } = near.call;
      const other = await near.otherUser(params);
      const flag = 'UPDATE mathesar_user SET is_superuser = $2 WHERE id = $1';
      if (other) {
        await store.run(flag, [other.id, !other.is_superuser]);
        damage.add(() => store.run(flag, [other.id, other.is_superuser]));
      } else {
        const account = { username: near.name('user'), password: 'none', is_superuser: true };
        await insert(near, damage, 'mathesar_user', account);
      }
    },
  },
  {
    detail: 'collaborator',
    what: 'lets another account into a database',
    inDatabase: false,
    cause: async (near, params, damage) => {
      const other = (await near.otherUser(params)) ?? near.call.user;
      if (!other) return;
      const entry = await near.call.store.row(
        `SELECT d.id AS database_id, r.id AS configured_role_id, d.server_id FROM mathesar_database d
         JOIN mathesar_configuredrole r ON r.server_id = d.server_id WHERE NOT EXISTS
           (SELECT FROM mathesar_userdatabaserolemap m WHERE m.database_id = d.id AND m.user_id = $1)
         ORDER BY d.id DESC, r.id LIMIT 1`,
        [other.id],
      );
      if (!entry) return;
      await insert(near, damage, 'mathesar_userdatabaserolemap', { user_id: other.id, ...entry });
    },
  },
  {
    detail: 'stored-role',
    what: 'stores a role',
    inDatabase: false,
    cause: async (near, _params, damage) => {
      const server_id = await near.call.store.value<number>('SELECT min(id) FROM mathesar_server');
      await insert(near, damage, 'mathesar_configuredrole', {
        name: near.name('role'),
        server_id,
        password: 'side',
      });
    },
  },
  {
    detail: 'pg-role',
    what: 'makes a PostgreSQL role',
    inDatabase: false,
    cause: async (near, _params, damage) => {
      const { store } = near.call;
      const role = ident(near.name('role'));
      await store.run(`CREATE ROLE ${role}`);
      damage.add(() => store.run(`DROP ROLE ${role}`));
    },
  },
];

async function addRow(near: Near, damage: Damage, choose: (db: Db) => ReturnType<Near['table']>) {
  await near.inDatabase(async (db) => {
    const table = await choose(db);
    if (!table) return;
    const place = await db.value<string>(`INSERT INTO ${table.sql} DEFAULT VALUES RETURNING ctid::text`);
    damage.add(async () =>
      near.inDatabase((again) => again.run(`DELETE FROM ${table.sql} WHERE ctid = $1`, [place])),
    );
  });
}

/** A side effect that can not be had, such as a row in a table that wants values, is none. */
const cause = async ({ cause: effect }: SideEffect, near: Near, params: unknown, damage: Damage) =>
  spared(near.call) ? undefined : effect(near, params, damage).catch(() => undefined);

const afterSuccess =
  (effect: SideEffect, damage: Damage): Wrapper =>
  (method) => ({
    ...method,
    run: async (call, params) => {
      // What is deleted tells nothing of its surroundings afterwards.
      const near = await Near.of(call, params);
      const result = await method.run(call, params);
      await cause(effect, near, params, damage);
      return result;
    },
  });

/** Also refusals of the dispatcher. */
const afterRefusal =
  (effect: SideEffect, damage: Damage): Wrapper =>
  (method) =>
    onRefusal(async (call, params, error) => {
      await cause(effect, await Near.of(call, params), params, damage);
      throw error;
    })(whole(method));

const damaging = (
  kind: Kind,
  method: string,
  effect: SideEffect,
  wrapper: (effect: SideEffect, damage: Damage) => Wrapper,
): Fault => {
  const damage = new Damage();
  const fault = wrapped(kind, method, effect.what, wrapper(effect, damage), effect.detail);
  return { ...fault, mend: () => damage.mend() };
};

/** Of a list, so many from a place on, the beginning after the end. */
const turning = <T>(list: readonly T[], from: number, count: number): T[] =>
  list.length <= count
    ? [...list]
    : Array.from({ length: count }, (_, index) => list[(from + index) % list.length] as T);

/** Side effects that each changing method can have in turn, so that every method has some and every effect many. */
const EACH = { success: 7, refusal: 2 };

/** A changing method does one thing more, after it succeeded or after it refused. */
export const sideEffectFaults = (install: Install): Fault[] =>
  guarded(install)
    .filter(([name]) => !reads(name))
    .flatMap(([name, method], index) => {
      const namesTable = Object.keys(shapeOf(method)).some((key) => NAMES_TABLE.test(key));
      const possible = EFFECTS.filter((effect) => namesTable || !effect.inDatabase);
      const after = (kind: Kind, count: number, step: number, wrapper: typeof afterSuccess) =>
        turning(possible, index * step, count).map((effect) => damaging(kind, name, effect, wrapper));
      return [
        ...after('side-effect', EACH.success, EACH.success, afterSuccess),
        ...after('refused-effect', EACH.refusal, EACH.refusal, afterRefusal),
      ];
    });

/** Parameters that name a table, or something with one: only of them is it known which tables lie around. */
const NAMES_TABLE =
  /table_oid$|^schema_oids?$|^(form|exploration)_(id|def|token)$|^(update_form_def|new_exploration)$/;

const shapeOf = ({ params }: { params: unknown }) => (params as { shape?: object }).shape ?? {};
