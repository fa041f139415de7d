import type { Role } from '../../roles';
import { Client } from '../../target/client';
import type { RunAccount } from '../../target/state';
import type { StoredRole } from '../stored-role';
import { throwAwayAccount } from '../throw-away-account';
import type { World } from '../world';
import type { Holder } from './situation';

/** A holder with an account, as most are. */
export interface Member extends Holder {
  account: RunAccount;
}

/** A holder whose PostgreSQL role nobody else uses. */
export interface OwnRoleHolder extends Member {
  own: StoredRole;
}

/**
 * A new account with the standing of a role.
 * @throws Error for a role without an account
 */
export async function memberLike(world: World, role: Role): Promise<Member> {
  const { account, own } = await newAccount(world, role);
  if (!account) throw new Error(`${role.name} has no account whose rights could change`);
  if (own) await grantLike(world, role, own.oid);
  return { client: clientOf(world, account), account };
}

/**
 * A new account that is a collaborator with a PostgreSQL role of its own, which has no privileges yet.
 * @throws Error for a role that is none, or that uses the owner's
 */
export async function collaboratorLike(world: World, role: Role): Promise<OwnRoleHolder> {
  const { account, own } = await newAccount(world, role);
  if (!account || !own || role.collaborator !== 'main')
    throw new Error(`${role.name} has no PostgreSQL role whose privileges could change`);
  return { client: clientOf(world, account), account, own };
}

const newAccount = (world: World, role: Role) =>
  throwAwayAccount(world, role, world.name('holder'), { ownPostgresRole: true });

/** A client with an account's session, whose end is a refusal like any other. */
export const clientOf = ({ state }: World, { session }: RunAccount) => new Client(state.baseUrl, session);

/** What a PostgreSQL role is granted on a world; nothing of what it leaves out. */
export interface Grants {
  schema: readonly string[];
  tables: readonly string[];
}

const NOTHING: Grants = { schema: [], tables: [] };

/** The grants that a role of the plan has on a world. @throws Error for one that has none */
export function grantsOf(role: Role): Grants {
  if (typeof role.postgres !== 'object' || role.postgres.schema.length === 0)
    throw new Error(`${role.name} has no privileges of its own that could change`);
  return role.postgres;
}

/** Grants a PostgreSQL role exactly this on the schema and the readable tables of a world, until the world ends. */
export async function grant(world: World, role_oid: number, grants: Grants): Promise<void> {
  const { setupAdmin, databaseId: database_id, schema, tables } = world;
  const privileges = (direct: readonly string[]) => [{ role_oid, direct: [...direct] }];
  const replace = (table_oid: number, direct: readonly string[]) =>
    ({
      method: 'tables.privileges.replace_for_roles',
      params: { database_id, table_oid, privileges: privileges(direct) },
    }) as const;
  await setupAdmin.all([
    {
      method: 'schemas.privileges.replace_for_roles',
      params: { database_id, schema_oid: schema.oid, privileges: privileges(grants.schema) },
    },
    replace(tables.books.oid, grants.tables),
    replace(tables.authors.oid, grants.tables),
  ]);
}

/** {@link grant}, which ends with what is on top of the world: a role that has privileges can not be dropped. */
export async function lend(world: World, roleOid: number, grants: Grants): Promise<void> {
  world.onEnd(() => grant(world, roleOid, NOTHING));
  await grant(world, roleOid, grants);
}

/** Grants what a role of the plan has; a role that only uses the owner's has nothing to be granted. */
async function grantLike(world: World, role: Role, roleOid: number): Promise<void> {
  if (typeof role.postgres === 'object' && role.collaborator === 'main' && role.postgres.schema.length > 0)
    await lend(world, roleOid, role.postgres);
}
