import { z } from 'zod';
import { KEYS } from '../target/keys';
import { letOwnTables, postgresRole } from '../world/postgres-role';
import { scratchDatabase } from '../world/scratch-database';
import { action, databaseArg, databaseId, type AttemptContext } from './action';
import { grantsBecome, ownerBecomes, tableKey } from '../world/effects';

/** The table of the world, as in all actions on tables. */
const tableArg = { table: z.enum(['books', 'secrets']).default('books') };

interface On {
  database: 'main' | 'other' | 'missing';
}

/** OID of the actor's own PostgreSQL role; for who has none, the viewer's stands in. */
const ownOid = ({ world, role }: AttemptContext) =>
  (world.state.postgresRoles[role.name] ?? world.postgresRole('viewer')).oid;

const newOwnerArg = { to: z.enum(['another', 'own']).default('another') };

/** OID of the role that is to own the object: one that the actor is no member of, or the actor's own. */
const newOwner = async (context: AttemptContext, to: 'another' | 'own') =>
  to === 'own' ? ownOid(context) : (await postgresRole(context.world, 'new owner')).oid;

/** Whose grants are replaced: all grants go (`none`), or the role gets more than it has. */
const grantArgs = {
  to: z.enum(['viewer', 'editor', 'own']).default('viewer'),
  grants: z.enum(['more', 'none']).default('more'),
};

const grantee = (context: AttemptContext, to: 'viewer' | 'editor' | 'own') =>
  to === 'own' ? ownOid(context) : context.world.postgresRole(to).oid;

const inSchema = (context: AttemptContext, { database }: On) => ({
  database_id: databaseId(context, database),
  schema_oid: context.oid(context.world.schema.oid),
});

const inTable = (context: AttemptContext, { database, table }: On & { table: 'books' | 'secrets' }) => ({
  database_id: databaseId(context, database),
  table_oid: context.oid(context.world.tables[table].oid),
});

/** On a throw-away database, so that nobody else is disturbed. */
const DATABASE = [
  action('databases.privileges.list_direct', databaseArg, (context, { database }) => ({
    request: {
      rpc: 'databases.privileges.list_direct',
      params: { database_id: context.id(databaseId(context, database)) },
    },
    canary: '"role_oid"',
  })),
  action(
    'databases.privileges.replace_for_roles',
    { to: z.enum(['another', 'own']).default('another') },
    async (context, { to }) => {
      const { id, name } = await scratchDatabase(context.world);
      const [role_oid, direct] =
        to === 'own'
          ? [ownOid(context), ['CONNECT', 'CREATE', 'TEMPORARY']]
          : [(await postgresRole(context.world, 'grantee')).oid, ['CONNECT', 'CREATE']];
      return {
        request: {
          rpc: 'databases.privileges.replace_for_roles',
          params: { database_id: id, privileges: [{ role_oid, direct }] },
        },
        changes: [grantsBecome('database privileges', KEYS.database(name), role_oid, direct)],
      };
    },
  ),
  action('databases.privileges.transfer_ownership', newOwnerArg, async (context, { to }) => {
    const { id, name } = await scratchDatabase(context.world);
    const new_owner_oid = await newOwner(context, to);
    return {
      request: {
        rpc: 'databases.privileges.transfer_ownership',
        params: { database_id: id, new_owner_oid },
      },
      changes: ownerBecomes(['databases', 'database privileges'], KEYS.database(name), {
        before: context.world.postgresRole('owner').oid,
        after: new_owner_oid,
      }),
    };
  }),
];

const SCHEMA = [
  action('schemas.privileges.list_direct', databaseArg, (context, args) => ({
    request: { rpc: 'schemas.privileges.list_direct', params: inSchema(context, args) },
    ...(args.database === 'main' ? { canary: '"role_oid"' } : {}),
  })),
  action('schemas.privileges.replace_for_roles', { ...databaseArg, ...grantArgs }, (context, args) => {
    const role_oid = grantee(context, args.to);
    const direct = args.grants === 'none' ? [] : ['USAGE', 'CREATE'];
    return {
      request: {
        rpc: 'schemas.privileges.replace_for_roles',
        params: { ...inSchema(context, args), privileges: [{ role_oid, direct }] },
      },
      changes: [grantsBecome('schema privileges', KEYS.schema(context.world.schema.oid), role_oid, direct)],
    };
  }),
  action(
    'schemas.privileges.transfer_ownership',
    { ...databaseArg, ...newOwnerArg },
    async (context, args) => {
      const { world } = context;
      const new_owner_oid = await newOwner(context, args.to);
      return {
        request: {
          rpc: 'schemas.privileges.transfer_ownership',
          params: { ...inSchema(context, args), new_owner_oid },
        },
        changes: ownerBecomes(['schema owners', 'schema privileges'], KEYS.schema(world.schema.oid), {
          before: world.postgresRole(world.owner).oid,
          after: new_owner_oid,
        }),
      };
    },
  ),
];

const TABLE = [
  action('tables.privileges.list_direct', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: { rpc: 'tables.privileges.list_direct', params: inTable(context, args) },
    ...(args.database === 'main' ? { canary: '"role_oid"' } : {}),
  })),
  action(
    'tables.privileges.replace_for_roles',
    { ...databaseArg, ...tableArg, ...grantArgs },
    (context, args) => {
      const more = args.to === 'viewer' ? ['SELECT', 'INSERT'] : ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
      const role_oid = grantee(context, args.to);
      const direct = args.grants === 'none' ? [] : more;
      return {
        request: {
          rpc: 'tables.privileges.replace_for_roles',
          params: { ...inTable(context, args), privileges: [{ role_oid, direct }] },
        },
        changes: [grantsBecome('table privileges', tableKey(context.world, args.table), role_oid, direct)],
      };
    },
  ),
  action(
    'tables.privileges.transfer_ownership',
    { ...databaseArg, ...tableArg, ...newOwnerArg },
    async (context, args) => {
      const { world } = context;
      const new_owner_oid = await newOwner(context, args.to);
      if (args.to === 'another') await letOwnTables(world, new_owner_oid);
      return {
        request: {
          rpc: 'tables.privileges.transfer_ownership',
          params: { ...inTable(context, args), new_owner_oid },
        },
        changes: ownerBecomes(['table owners', 'table privileges'], tableKey(world, args.table), {
          before: world.postgresRole(args.table === 'secrets' ? 'owner' : world.owner).oid,
          after: new_owner_oid,
        }),
      };
    },
  ),
];

/** How the verbs of privileges are tried. */
export const PRIVILEGES_ACTIONS = [...DATABASE, ...SCHEMA, ...TABLE];
