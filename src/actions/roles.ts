import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add, may, remove } from '../target/stated';
import { postgresRole, removePostgresRole, throwAwayPassword } from '../world/postgres-role';
import { storedRole } from '../world/stored-role';
import { throwAwayAccount } from '../world/throw-away-account';
import { action, databaseArg, databaseId } from './action';

/** What a new role must not be. */
const NOTHING_MORE = { super: false, create_role: false, create_db: false };

/** How the verbs of PostgreSQL roles are tried. A role belongs to the server, so any database leads to it. */
export const ROLES_ACTIONS = [
  action('roles.list', databaseArg, (context, { database }) => ({
    request: { rpc: 'roles.list', params: { database_id: context.id(databaseId(context, database)) } },
    canary: context.world.postgresRole('viewer').name,
  })),
  action('roles.get_current_role', databaseArg, (context, { database }) => ({
    request: {
      rpc: 'roles.get_current_role',
      params: { database_id: context.id(databaseId(context, database)) },
    },
    canary: '"parent_roles"',
  })),
  action(
    'roles.add',
    { ...databaseArg, login: z.boolean().default(true) },
    (context, { database, login }) => {
      const { world } = context;
      const rolename = world.name('role');
      world.onEnd(() => removePostgresRole(world, rolename), { last: true });
      const params = { database_id: databaseId(context, database), rolename, login };
      return {
        request: { rpc: 'roles.add', params: login ? { ...params, password: throwAwayPassword() } : params },
        changes: [add('roles', { name: rolename, login, ...NOTHING_MORE })],
      };
    },
  ),
  /** `stored` drops a role that Mathesar may connect as. */
  action(
    'roles.delete',
    { ...databaseArg, stored: z.boolean().default(false) },
    async (context, { database, stored }) => {
      const { oid } = await (stored ? storedRole : postgresRole)(context.world, 'target');
      return {
        request: {
          rpc: 'roles.delete',
          params: { database_id: databaseId(context, database), role_oid: context.oid(oid) },
        },
        changes: [remove('roles', KEYS.role(oid))],
      };
    },
  ),
  /**
   * Makes a role a member of another and so gives it that role's privileges: the viewer's of a fresh role, or the
   * actor's own of the role that owns everything (of a fresh one, where the own is the owner's).
   */
  action(
    'roles.set_members',
    { ...databaseArg, member: z.enum(['viewer', 'own']).default('viewer') },
    async (context, { database, member }) => {
      const { world, role } = context;
      const fresh = await postgresRole(world, 'parent');
      const own =
        member === 'own'
          ? await throwAwayAccount(world, role, 'with own role', { ownPostgresRole: true })
          : undefined;
      const takesOwners = own?.account !== undefined && role.postgres !== 'owner';
      const parent = takesOwners ? world.postgresRole('owner').oid : fresh.oid;
      // Who is no superuser became a member by making it.
      if (own && !takesOwners)
        await world.setupAdmin.rpc('roles.set_members', {
          ...{ database_id: world.databaseId, parent_role_oid: parent, members: [] },
        });
      const made = own?.postgresRoleOid ?? world.postgresRole('viewer').oid;
      return {
        request: {
          rpc: 'roles.set_members',
          params: {
            database_id: databaseId(context, database),
            parent_role_oid: context.oid(parent),
            members: [made],
          },
        },
        changes: [
          add('role members', {}, { within: KEYS.member(parent, made) }),
          // Who is no superuser is a member of what it made, and is none any more when the list is replaced.
          may('role members', KEYS.member(parent, world.postgresRole('owner').oid)),
        ],
        ...(own ? { as: own.client } : {}),
      };
    },
  ),
];
