import type { Role } from '../roles';
import { Client } from '../target/client';
import { standingOf, type Standing } from './expected-rights';
import { unaskedGrants, type TrueStanding } from './true-standing';
import type { World } from './world';

/** What an object says of the role that asks for it: PostgreSQL's own answer, passed on. */
type Told = Partial<{ current_role_priv: string[]; current_role_owns: boolean }> | null;
type Power = 'super' | 'create_role' | 'create_db';

/** A result, if there is one: what a call refuses is not known. */
async function ask<T>(client: Client, method: string, params: object): Promise<T | undefined> {
  const answer = await client.call(method, params).catch(() => undefined);
  return answer?.ok ? (answer.result as T) : undefined;
}

/**
 * What can be known of roles in a world without SQL: what the set-up admin is told of them, and the privileges that
 * PostgreSQL reports to them. What can not be learned is taken to be as it should be.
 * @returns by the name of the role
 */
export async function standingsByApi(
  world: World,
  roles: readonly Role[],
): Promise<Map<string, TrueStanding>> {
  const { setupAdmin, state, tables } = world;
  const { main, other } = state.databases;
  const place = { database_id: main.id, table_oid: tables.authors.oid };
  const listed = async (database_id: number) =>
    ask<{ user_id: number }[]>(setupAdmin, 'collaborators.list', { database_id });
  const [users, inMain, inOther, grants] = await Promise.all([
    ask<{ id: number; is_superuser: boolean }[]>(setupAdmin, 'users.list', {}),
    listed(main.id),
    listed(other.id),
    ask<{ role_oid: number; direct: string[] }[]>(setupAdmin, 'tables.privileges.list_direct', place),
  ]);

  const standing = async (role: Role): Promise<TrueStanding> => {
    const should = standingOf(role);
    const { userId, session } = state.accounts[role.name] ?? {};
    const client = new Client(state.baseUrl, session);
    const [database, table, current] = await Promise.all([
      ask<Told>(client, 'databases.get', place),
      ask<Told>(client, 'tables.get', place),
      ask<{ current_role?: Partial<Record<Power, boolean>> } | null>(client, 'roles.get_current_role', place),
    ]);
    const account = users?.find(({ id }) => id === userId);
    const among = (list: typeof inMain, otherwise: boolean) =>
      list?.some(({ user_id }) => user_id === userId) ?? otherwise;
    const oid = state.postgresRoles[role.name]?.oid;
    const has = (power: Power) => current?.current_role?.[power] ?? false;
    return {
      standing: {
        account: account ? (account.is_superuser ? 'admin' : 'standard') : should.account,
        opens: { main: among(inMain, should.opens.main), other: among(inOther, should.opens.other) },
        mayCreateSchemas: database?.current_role_priv?.includes('CREATE') ?? should.mayCreateSchemas,
        tables: (table?.current_role_priv as Standing['tables'] | undefined) ?? should.tables,
      },
      powers:
        typeof role.postgres === 'object'
          ? [
              ...(has('super') ? ['SUPERUSER'] : []),
              ...(has('create_role') ? ['CREATEROLE'] : []),
              ...(has('create_db') ? ['CREATEDB'] : []),
            ]
          : [],
      grants: unaskedGrants(role, {
        ...(grants && { table: grants.find(({ role_oid }) => role_oid === oid)?.direct ?? [] }),
        ...(table?.current_role_owns !== undefined && { owns: table.current_role_owns }),
      }),
    };
  };
  return new Map(await Promise.all(roles.map(async (role) => [role.name, await standing(role)] as const)));
}
