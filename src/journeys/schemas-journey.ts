import type { Browsing } from '../target/browser/browsing';
import { Client } from '../target/client';
import { nameInWorker } from '../target/run-name';
import type { RunAccount, RunState } from '../target/state';
import type { SchemasView } from './schemas-pages';

/** Roles of the plan that may see the schemas of a database as its collaborators. */
export const SCHEMA_VIEWERS = ['admin', 'database-owner', 'manager', 'editor', 'viewer'] as const;
type SchemaViewer = (typeof SCHEMA_VIEWERS)[number];

/** A database whose schemas only this journey changes, and the roles of the run as its collaborators. */
export class SchemasJourney {
  private constructor(
    private readonly state: RunState,
    private readonly browsing: Browsing,
    private readonly place: Pick<SchemasView, 'database' | 'schema'>,
    private readonly oid: number,
  ) {}

  /**
   * Creates the database, with two schemas in addition to PostgreSQL's `public`.
   * @param worker distinguishes the databases of the run's workers
   */
  static async start(state: RunState, browsing: Browsing, worker: number): Promise<SchemasJourney> {
    const setupAdmin = new Client(state, state.setupAdmin.session);
    const name = nameInWorker(state.prefix, worker, 'schemas');
    const { database } = await setupAdmin.rpc('databases.setup.create_new', { database: name });
    const database_id = database.id;
    const { oid } = await setupAdmin.rpc('databases.get', { database_id });
    await setupAdmin.rpc('schemas.add', { database_id, name: 'Accounting' });
    const schema = await setupAdmin.rpc('schemas.add', { database_id, name: 'Library' });
    for (const role of SCHEMA_VIEWERS) {
      const { userId } = accountOf(state, role);
      const stored = state.postgresRoles[role];
      if (!stored) throw new Error(`role "${role}" has no PostgreSQL role`);
      const params = { database_id, user_id: userId, configured_role_id: stored.storedRoleId };
      await setupAdmin.rpc('collaborators.add', params);
    }
    const place = { database: { id: database_id, name }, schema: { oid: schema.oid, name: schema.name } };
    return new SchemasJourney(state, browsing, place, oid);
  }

  /** The schemas as a role is to see them. */
  view(role: SchemaViewer): SchemasView {
    const { baseUrl, witness } = this.state;
    const account = accountOf(this.state, role);
    return { ...this.place, baseUrl, witness, account, browsing: this.browsing };
  }

  /** What the administrator changes over the API, in order. */
  changes() {
    const setupAdmin = new Client(this.state, this.state.setupAdmin.session);
    return changesBy(setupAdmin, this.place.database.id);
  }

  /** Drops the database. */
  async end(): Promise<void> {
    const setupAdmin = new Client(this.state, this.state.setupAdmin.session);
    await setupAdmin.rpc('databases.configured.disconnect', { database_id: this.place.database.id });
    await setupAdmin.rpc('databases.delete', {
      database_id: this.state.maintenanceDatabaseId,
      database_oid: this.oid,
    });
  }
}

/** The changes in order: two schemas are added, then each is dropped. */
export function changesBy(client: Client, database_id: number, prefix = '') {
  const oids: number[] = [];
  const add = (name: string) => async () => {
    oids.push((await client.rpc('schemas.add', { database_id, name })).oid);
  };
  const drop = async () => {
    await client.rpc('schemas.delete', { database_id, schema_oids: oids.splice(0, 1) });
  };
  return [
    { what: 'after a schema was added', change: add(`${prefix}Added one`) },
    { what: 'after a second schema was added', change: add(`${prefix}Added two`) },
    { what: 'after a schema was dropped', change: drop },
    { what: 'after the other schema was dropped', change: drop },
  ];
}

function accountOf(state: RunState, role: SchemaViewer): RunAccount {
  const account = state.accounts[role];
  if (!account) throw new Error(`role "${role}" has no account in this run`);
  return account;
}
