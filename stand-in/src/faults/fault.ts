import { z } from 'zod';
import type { Install } from '../install';
import { type Call, connectAs } from '../call';
import type { Db } from '../db';
import { CODES, RpcError } from '../errors';
import type { AnyMethod } from '../method';
import type { DatabaseRow, UserRow } from '../store/schema';

/** A named way to break an install on purpose, so that a suite that tests it can be tested itself. */
export interface Fault {
  /** `KIND:METHOD` where it is generated. */
  name: string;
  /** What is broken, for people. */
  what: string;
  kind: Kind;
  /** The method that a generated fault breaks. */
  method?: string;
  apply(install: Install): Promise<void> | void;
  /** Undoes what `apply` did to the install's tables or pages; the methods are put back by {@link FaultSwitch}. */
  mend?(install: Install): Promise<void> | void;
}

/** A fault that is made by hand. */
export type HandMade = Omit<Fault, 'kind' | 'method'>;

/** How a fault breaks an install; all but `hand-made` are generated, one for each method that can have it. */
export type Kind = 'hand-made' | 'open' | 'stranger' | 'as-owner' | 'no-op' | 'refuse';

/** A fault made by hand. */
export type HandMade = Omit<Fault, 'kind' | 'method'>;

/** The parameters of a method on a table. */
export interface TableParams {
  database_id: number;
  table_oid: number;
}

/** Turns a method into a faulty one. */
export type Wrapper = (method: AnyMethod) => AnyMethod;

/** The account that a fresh install comes with; spared by faults that would spoil every attempt's set-up. */
const FIRST_ADMIN = 'admin';

/** Whether a call is the first administrator's, by whom everything is set up. */
export const spared = (call: Call) => call.user?.username === FIRST_ADMIN;

/** The same call, but PostgreSQL sees the role that owns the install: nobody's privileges are asked. */
export function asOwner(call: Call): Call {
  const owner = Object.create(call, {
    inDatabase: {
      value: async <T>(id: number, work: (db: Db, database: DatabaseRow) => Promise<T>, options = {}) => {
        const database = await call.database(id);
        return connectAs(call.install.dsn(database.name), (db) => work(db, database), options);
      },
    },
  }) as Call;
  return owner;
}

/** Whether a condition on the table of a call, `c`, holds for the caller's PostgreSQL role. */
async function holds(call: Call, params: unknown, condition: string): Promise<boolean> {
  const { database_id: id, table_oid: oid } = params as { database_id: number; table_oid: number };
  if (spared(call)) return false;
  return call.inDatabase(
    id,
    async (db) =>
      (await db.row(`SELECT FROM pg_class c WHERE c.oid = $1 AND (${condition})`, [oid])) !== undefined,
  );
}

/** Where a condition on the table holds for the caller's PostgreSQL role, the owner's serves the call. */
export const asOwnerWhere =
  (condition: string): Wrapper =>
  (method) => ({
    ...method,
    run: async (call, params) =>
      method.run((await holds(call, params, condition)) ? asOwner(call) : call, params),
  });

/** Where a condition on the table holds for the caller's PostgreSQL role, the call is refused. */
export const refusedWhere =
  (condition: string): Wrapper =>
  (method) => ({
    ...method,
    run: async (call, params) => {
      if (!(await holds(call, params, condition))) return method.run(call, params);
      throw new RpcError(-30101, 'InsufficientPrivilege: permission denied \nSQLSTATE: 42501');
    },
  });

/** Anyone who is logged in may call an administrators' method. */
export const openGate: Wrapper = (method) => ({ ...method, gate: 'login', collaborator: false });

/** Whether the caller is a collaborator is not asked, and others than collaborators are served as the owner. */
export const withoutCollaboratorCheck: Wrapper = (method) => ({
  ...method,
  collaborator: false,
  run: async (call, params) => {
    const { database_id: id } = params as { database_id?: number };
    const known = await call.store.row(
      'SELECT 1 FROM mathesar_userdatabaserolemap WHERE user_id = $1 AND database_id = $2',
      [call.user?.id, id],
    );
    return method.run(known ? call : asOwner(call), params);
  },
});

/** Collaborators are served as the owner instead of as their own PostgreSQL role. */
export const asOwnerRole: Wrapper = (method) => ({
  ...method,
  run: (call, params) => method.run(spared(call) ? call : asOwner(call), params),
});

/** Answers OK and does nothing. */
export const doesNothing: Wrapper = (method) => ({
  ...method,
  run: (call, params) => (spared(call) ? method.run(call, params) : Promise.resolve(null)),
});

/** Refuses some callers, whatever their PostgreSQL role may do. */
export const refusing =
  (whom: (user: UserRow) => boolean): Wrapper =>
  (method) => ({
    ...method,
    run: (call, params) => {
      if (!call.user || spared(call) || !whom(call.user)) return method.run(call, params);
      throw new RpcError(-30101, 'InsufficientPrivilege: permission denied \nSQLSTATE: 42501');
    },
  });

/** Reports every refusal of PostgreSQL as a crash. */
export const crashingOnRefusal: Wrapper = (method) => ({
  ...method,
  run: async (call, params) => {
    try {
      return await method.run(call, params);
    } catch {
      throw new RpcError(CODES.syntax, 'SyntaxError: syntax error at or near "FROM" \nSQLSTATE: 42601');
    }
  },
});

/** Answers with something else when a method refuses. */
export const onRefusal =
  (answer: (call: Call, params: unknown, error: unknown) => Promise<unknown>): Wrapper =>
  (method) => ({
    ...method,
    run: async (call, params) => {
      try {
        return await method.run(call, params);
      } catch (error) {
        return answer(call, params, error);
      }
    },
  });

/** Does something more after a method succeeded. */
export const andThen =
  (more: (call: Call, params: unknown, result: unknown) => Promise<unknown>): Wrapper =>
  (method) => ({
    ...method,
    run: async (call, params) => {
      const result = await method.run(call, params);
      await more(call, params, result);
      return result;
    },
  });

/** Lets parameters through that the method does not know, to {@link andThen} for instance. */
export const withUnknownParameters =
  (wrapper: Wrapper): Wrapper =>
  (method) =>
    wrapper({
      ...method,
      params: z.looseObject({}),
      run: (call, params) => method.run(call, method.params.parse(params)),
    });

/** Replaces one method of an install. @throws Error when the install has no such method */
export function wrap(install: Install, name: string, wrapper: Wrapper): void {
  const method = install.methods.get(name);
  if (!method) throw new Error(`no method "${name}" to break`);
  install.methods.set(name, wrapper(method));
}
