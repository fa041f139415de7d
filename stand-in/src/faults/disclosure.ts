import type { Install } from '../install';
import { userInfo } from '../methods/users';
import type { UserRow } from '../store/schema';
import { type Fault, asOwnerRole, onRefusal, wrap, type Wrapper } from './fault';
import { RpcError } from '../errors';

/** Adds to each entry of a list what a table of the install has in a column. */
const tellingEach =
  (table: string, column: string): Wrapper =>
  (method) => ({
    ...method,
    run: async (call, params) => {
      const list = (await method.run(call, params)) as { id: number }[];
      const rows = await call.store.rows<{ id: number; told: string }>(
        `SELECT id, ${column} AS told FROM ${table}`,
      );
      const told = new Map(rows.map((row) => [row.id, row.told]));
      return list.map((entry) => ({ ...entry, [column]: told.get(entry.id) }));
    },
  });

/** Serves collaborators as the owner where a call says so. */
const asOwnerWhere =
  (isMeant: (params: unknown) => boolean): Wrapper =>
  (method) => ({
    ...method,
    run: (call, params) => (isMeant(params) ? asOwnerRole(method) : method).run(call, params),
  });

const joins = (params: unknown) => JSON.stringify(params).includes('"join_path":[[');

const mendPages = (install: Install) => {
  install.tellPage = (data) => data;
};

/** Faults made by hand: what is allowed tells more than its reader may know. */
export const DISCLOSING: readonly Omit<Fault, 'kind' | 'method'>[] = [
  {
    name: 'stored-roles-tell-passwords',
    what: 'the list of stored roles holds their passwords',
    apply: (install) =>
      wrap(install, 'roles.configured.list', tellingEach('mathesar_configuredrole', 'password')),
  },
  {
    name: 'users-list-tells-hashes',
    what: 'the list of users holds the hashes of their passwords',
    apply: (install) => wrap(install, 'users.list', tellingEach('mathesar_user', 'password')),
  },
  {
    name: 'exploration-joins-closed-table',
    what: 'what an exploration joins is read as the owner',
    apply: (install) => wrap(install, 'explorations.run', asOwnerWhere(joins)),
  },
  {
    name: 'summaries-of-closed-table',
    what: 'the summaries of linked rows are read as the owner',
    apply: (install) =>
      wrap(install, 'records.list', (method) => ({
        ...method,
        run: async (call, params) => {
          const own = (await method.run(call, params)) as object;
          const { linked_record_summaries } = (await asOwnerRole(method).run(call, params)) as Record<
            string,
            unknown
          >;
          return { ...own, linked_record_summaries };
        },
      })),
  },
  {
    name: 'error-tells-database-name',
    what: 'who is no collaborator is refused with the name of the database',
    apply: (install) =>
      wrap(install, 'databases.get', (method) => ({
        ...onRefusal(async (call, params, error) => {
          const { name } = await call.database((params as { database_id: number }).database_id);
          throw error instanceof RpcError ? new RpcError(error.code, `${error.message} ${name}`) : error;
        })(method),
        collaborator: false,
      })),
  },
  {
    name: 'page-data-tells-emails',
    what: 'the data in a page hold the accounts of others',
    apply: (install) => {
      install.tellPage = async (data) => ({
        ...data,
        users: (await install.store.rows<UserRow>('SELECT * FROM mathesar_user')).map(userInfo),
      });
    },
    mend: mendPages,
  },
];
