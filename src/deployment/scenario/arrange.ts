import type { Need } from '../plan/words';
import { id, text, type Superuser } from './superuser';

/** The role that a deployment connects as, and the database that it connects to. */
export interface Connecting {
  role: string;
  password: string;
  database: string;
}

/**
 * Makes a role and a database in which it has exactly the listed privileges: PostgreSQL's default grants to
 * PUBLIC are revoked first.
 * @param has the needs that are met
 * @param not the needs that are not met; schemas that it must not own are made and belong to another role
 */
export async function makeRoleAndDatabase(
  superuser: Superuser,
  connecting: Connecting,
  has: readonly Need[],
  not: readonly Need[],
): Promise<void> {
  const { role, password, database } = connecting;
  await superuser.run('postgres', `CREATE ROLE ${id(role)} PASSWORD ${text(password)}`);
  await superuser.run('postgres', `CREATE DATABASE ${id(database)}`);
  await takeFromEverybody(superuser, database);
  for (const need of not) await refuse(superuser, connecting, need);
  for (const need of has) await allow(superuser, connecting, need);
}

/** Revokes PUBLIC's privileges in a new database. */
async function takeFromEverybody(superuser: Superuser, database: string): Promise<void> {
  await superuser.run(
    database,
    `REVOKE ALL ON DATABASE ${id(database)} FROM PUBLIC`,
    'REVOKE ALL ON SCHEMA public FROM PUBLIC',
    'REVOKE USAGE ON LANGUAGE sql, plpgsql FROM PUBLIC',
  );
}

/** Meets a need, independently of the preflight's advice, because that advice is under test. */
export async function allow(superuser: Superuser, { role, database }: Connecting, need: Need): Promise<void> {
  const who = id(role);
  switch (need.kind) {
    case 'attribute':
      return superuser.run('postgres', `ALTER ROLE ${who} ${need.attribute}`);
    case 'database':
      return superuser.run('postgres', `GRANT ${need.privilege} ON DATABASE ${id(database)} TO ${who}`);
    case 'schema':
      return superuser.run(database, `GRANT ${need.privilege} ON SCHEMA ${id(need.schema)} TO ${who}`);
    case 'language':
      return superuser.run(
        need.template ?? database,
        `REVOKE USAGE ON LANGUAGE ${id(need.language)} FROM PUBLIC`,
        `GRANT USAGE ON LANGUAGE ${id(need.language)} TO ${who}`,
      );
    case 'version':
    case 'ownership':
      // The server is new enough, and a missing schema belongs to no other role.
      return;
  }
}

/** Leaves a need unmet. */
export async function refuse(
  superuser: Superuser,
  { role, database }: Connecting,
  need: Need,
): Promise<void> {
  const who = id(role);
  switch (need.kind) {
    case 'attribute':
      return superuser.run('postgres', `ALTER ROLE ${who} NO${need.attribute}`);
    case 'database':
      return superuser.run(
        'postgres',
        `REVOKE ${need.privilege} ON DATABASE ${id(database)} FROM PUBLIC, ${who}`,
      );
    case 'schema':
      return superuser.run(
        database,
        `REVOKE ${need.privilege} ON SCHEMA ${id(need.schema)} FROM PUBLIC, ${who}`,
      );
    case 'language':
      return superuser.run(
        need.template ?? database,
        `REVOKE USAGE ON LANGUAGE ${id(need.language)} FROM PUBLIC, ${who}`,
      );
    case 'ownership':
      await superuser.run('postgres', `CREATE ROLE ${id(ownerOf(role))}`);
      return superuser.run(database, `CREATE SCHEMA ${id(need.schema)} AUTHORIZATION ${id(ownerOf(role))}`);
    case 'version':
      throw new Error('a server can not be made older for a test');
  }
}

/** Restores what {@link allow} revoked from PUBLIC in a database that stays. */
export async function restoreLanguages(superuser: Superuser, template: string, role: string): Promise<void> {
  await superuser.run(
    template,
    `REVOKE USAGE ON LANGUAGE sql, plpgsql FROM ${id(role)}`,
    'GRANT USAGE ON LANGUAGE sql, plpgsql TO PUBLIC',
  );
}

/** Removes a role and a database, in whatever state they are. */
export async function removeRoleAndDatabase(
  superuser: Superuser,
  { role, database }: Omit<Connecting, 'password'>,
): Promise<void> {
  await superuser.run('postgres', `DROP DATABASE IF EXISTS ${id(database)} WITH (FORCE)`);
  await superuser.run('postgres', `DROP ROLE IF EXISTS ${id(role)}, ${id(ownerOf(role))}`);
}

const ownerOf = (role: string) => `${role}_other`;
