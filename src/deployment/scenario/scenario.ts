import { randomBytes } from 'node:crypto';
import type { Address } from '../address';
import type { Client } from '../../target/client';
import type { Deployment, Need } from '../plan/words';
import {
  allow,
  makeRoleAndDatabase,
  refuse,
  removeRoleAndDatabase,
  restoreLanguages,
  type Connecting,
} from './arrange';
import type { Deployer, DeploymentEnvironment } from './environment';
import { startInstallOver, type StartedInstall } from './start-over';
import { id, text } from './superuser';

/** One deployment, tried with some privileges and without others. */
export interface Scenario {
  /** Address for the preflight; undefined when the password is not known. */
  address: Address | undefined;
  /** The install's own database, and those in which a failed attempt could leave something. */
  internal: string | undefined;
  databases: string[];
  /** Deploys. @throws what the install answers */
  attempt(): Promise<void>;
  /** Makes a schema and a table over the API. @returns the database and the table, as `schema.table` */
  use(): Promise<{ database: string; table: string }>;
  /** Uses the one feature that an optional privilege is for. */
  feature(need: Need): Promise<void>;
  /** Removes what a refused attempt is known to leave, so that it does not block the next one. */
  clear(): Promise<void>;
  end(): Promise<void>;
}

/** The needs that are met, and those that are not. */
export interface Given {
  has: readonly Need[];
  not: readonly Need[];
}

type Prepare = (environment: DeploymentEnvironment, name: string, given: Given) => Promise<Scenario>;

const newPassword = () => randomBytes(9).toString('hex');

const addressOf = (
  { superuser: { host, port } }: DeploymentEnvironment,
  { role, password, database }: Connecting,
): Address => ({
  ...{ host, port, role, password, database },
  sslmode: 'prefer',
});

const createNew: Prepare = async (environment, name, { has, not }) => {
  const { superuser } = environment;
  const deployer = await environment.deployer();
  const { own, internal } = deployer;
  const connected = new ConnectedDatabase(deployer, name);
  const undo = own ? await asItWas(environment, own) : [];
  if (own) {
    for (const need of not) await refuse(superuser, own, need);
    for (const need of has) await allow(superuser, own, need);
  }
  return {
    address: own && addressOf(environment, own),
    internal,
    databases: [name],
    attempt: async () => {
      connected.made(await deployer.client.rpc('databases.setup.create_new', { database: name }));
    },
    use: () => connected.use(),
    feature: () => connected.addRole(),
    clear: () => superuser.run('postgres', `DROP DATABASE IF EXISTS ${id(name)} WITH (FORCE)`),
    end: async () => {
      if (own) {
        for (const need of [...has, ...not]) await allow(superuser, own, need);
        await superuser.run('postgres', ...undo);
        await restoreLanguages(superuser, 'template1', own.role);
      }
      await removeRoleAndDatabase(superuser, { role: connected.newRole, database: name });
      await connected.forget();
    },
  };
};

/** The statements that restore a role's attributes, and PUBLIC's access to its database. */
const asItWas = ({ superuser }: DeploymentEnvironment, { role, database }: Connecting) =>
  superuser.column(
    'postgres',
    `SELECT format('ALTER ROLE %I LOGIN %s %s', rolname, CASE WHEN rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
       CASE WHEN rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END) FROM pg_roles WHERE rolname = ${text(role)}
     UNION ALL SELECT format('GRANT CONNECT ON DATABASE %I TO PUBLIC', datname) FROM pg_database
     WHERE datname = ${text(database)} AND has_database_privilege('public', oid, 'CONNECT')`,
  );

const connectExisting: Prepare = async (environment, name, { has, not }) => {
  const { superuser } = environment;
  const deployer = await environment.deployer();
  const connecting = { role: name, password: newPassword(), database: name };
  await makeRoleAndDatabase(superuser, connecting, has, not);
  const connected = new ConnectedDatabase(deployer, name);
  return {
    address: addressOf(environment, connecting),
    internal: deployer.internal,
    databases: [name],
    attempt: async () => {
      connected.made(await connect(deployer.client, environment, connecting));
    },
    use: () => connected.use(),
    feature: () => connected.addRole(),
    clear: () => Promise.resolve(),
    end: async () => {
      await removeRoleAndDatabase(superuser, { role: connected.newRole, database: name });
      await removeRoleAndDatabase(superuser, connecting);
      await connected.forget();
    },
  };
};

const fromScratch: Prepare = async (environment, name, { has, not }) => {
  const { superuser } = environment;
  const own = { role: name, password: newPassword(), database: name };
  await makeRoleAndDatabase(superuser, own, has, not);
  const [existing, created] = [`${name}_existing`, `${name}_created`];
  let started: StartedInstall | undefined;
  let connected: ConnectedDatabase | undefined;
  const running = () => {
    if (!started) throw new Error('the install was not started');
    return started;
  };
  return {
    address: addressOf(environment, own),
    internal: undefined,
    databases: [name, existing],
    attempt: async () => {
      started = await startInstallOver(superuser, own);
    },
    use: async () => {
      // A new install has no connected database; an existing one needs the fewest privileges.
      await superuser.run('postgres', `CREATE DATABASE ${id(existing)} OWNER ${id(own.role)}`);
      connected = new ConnectedDatabase(running(), existing);
      connected.made(await connect(running().client, environment, { ...own, database: existing }));
      return connected.use();
    },
    feature: async (need) => {
      if (need.kind === 'attribute' && need.attribute === 'CREATEDB') {
        await running().client.rpc('databases.setup.create_new', { database: created });
      } else await connected?.addRole();
    },
    clear: () => Promise.resolve(),
    end: async () => {
      await started?.stop();
      for (const database of [existing, created]) {
        await removeRoleAndDatabase(superuser, { role: connected?.newRole ?? `${name}_none`, database });
      }
      await removeRoleAndDatabase(superuser, own);
    },
  };
};

function connect(
  client: Client,
  { superuser: { host, port } }: DeploymentEnvironment,
  { role, password, database }: Connecting,
) {
  return client.rpc('databases.setup.connect_existing', { host, port, database, role, password });
}

/** A database that an install is connected to, and the calls that use it. */
class ConnectedDatabase {
  private entry: { database: { id: number }; configured_role: { id: number; name: string } } | undefined;

  constructor(
    private readonly deployer: Pick<Deployer, 'client' | 'own'>,
    private readonly name: string,
  ) {}

  get newRole(): string {
    return `${this.name}_new_role`;
  }

  made(entry: NonNullable<ConnectedDatabase['entry']>): void {
    this.entry = entry;
  }

  private get databaseId(): number {
    if (!this.entry) throw new Error(`"${this.name}" was not connected`);
    return this.entry.database.id;
  }

  async use(): Promise<{ database: string; table: string }> {
    const { client } = this.deployer;
    const { databaseId: database_id, name: database } = this;
    const { oid: schema_oid } = await client.rpc('schemas.add', { database_id, name: 'shop' });
    await client.rpc('tables.add', { database_id, schema_oid, table_name: 'books' });
    return { database, table: 'shop.books' };
  }

  async addRole(): Promise<void> {
    const { databaseId: database_id, newRole: rolename } = this;
    await this.deployer.client.rpc('roles.add', { database_id, rolename, login: false });
  }

  /** Removes the install's entries. Only after dropping the database: the install would log in to it otherwise. */
  async forget(): Promise<void> {
    if (!this.entry) return;
    const { client } = this.deployer;
    const { database, configured_role } = this.entry;
    await client.rpc('databases.configured.disconnect', { database_id: database.id });
    // The install's own role is used by other databases.
    if (configured_role.name !== this.name) return;
    await client.rpc('roles.configured.delete', { configured_role_id: configured_role.id });
  }
}

const SCENARIOS: Record<Deployment, Prepare> = {
  'create-new': createNew,
  'connect-existing': connectExisting,
  'from-scratch': fromScratch,
};

/** Prepares a deployment. @param name distinguishes scenarios of one run */
export const prepare = (
  environment: DeploymentEnvironment,
  deployment: Deployment,
  name: string,
  given: Given,
) => SCENARIOS[deployment](environment, `${environment.prefix}_${name}`, given);
