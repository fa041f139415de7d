import type { Role } from '../roles';
import { Client } from '../target/client';
import { standingOf, type Standing } from './expected-rights';
import { unaskedGrants, type TrueStanding } from './true-standing';
import type { World } from './world';

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
  const [users, inMain, inOther, grants, seenByAdmin] = await Promise.all([
    ask<{ id: number; is_superuser: boolean }[]>(setupAdmin, 'users.list', {}),
    listed(main.id),
    listed(other.id),
    ask<{ role_oid: number; direct: string[] }[]>(setupAdmin, 'tables.privileges.list_direct', place),
    ask<{ owner_oid?: number } | null>(setupAdmin, 'tables.get', place),
  ]);

  const standing = async (role: Role): Promise<TrueStanding> => {
    const should = standingOf(role);
    const { userId, session } = state.accounts[role.name] ?? {};
    const client = new Client(state.baseUrl, session);
    const [table, current] = await Promise.all([
      ask<{ current_role_priv?: Standing['tables'] } | null>(client, 'tables.get', place),
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
        // Only the answer that is tried would tell.
        mayCreateSchemas: should.mayCreateSchemas,
        tables: table?.current_role_priv ?? should.tables,
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
        ...(seenByAdmin?.owner_oid !== undefined && { owns: seenByAdmin.owner_oid === oid }),
      }),
    };
  };
  return new Map(await Promise.all(roles.map(async (role) => [role.name, await standing(role)] as const)));
}
