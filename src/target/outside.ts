import { setTimeout } from 'node:timers/promises';
import { inDatabase, queryRows } from './postgres';
import { RUN_PREFIX } from './run-name';
import {
  changedFields,
  changesBetween,
  snapshotOf,
  type Change,
  type Entry,
  type Snapshot,
} from './snapshot';
import type { RunState } from './state';

/** `$1` is what the names of all runs' objects begin with: this one's, and those of others that are at work. */
const OF_NO_RUN = (name: string) => `NOT starts_with(${name}::text, $1)`;

/** What changes by itself, or by every login and by the actions on usage data and servers. */
const row = (table: string) => `to_jsonb(${table}) - 'created_at' - 'updated_at' - 'last_login'`;

/** The install's own tables, and the server's roles and databases, as far as no run made them. */
const INSTALL = `
WITH d AS (SELECT * FROM mathesar_database WHERE ${OF_NO_RUN('name')}),
u AS (SELECT * FROM mathesar_user WHERE ${OF_NO_RUN('username')} AND ${OF_NO_RUN("coalesce(email, '')")}),
c AS (SELECT * FROM mathesar_configuredrole WHERE ${OF_NO_RUN('name')})
SELECT 'users' AS part, 'u' || id AS key, ${row('u')} AS fields FROM u
UNION ALL SELECT 'connected databases', 'db' || id, ${row('d')} FROM d
UNION ALL SELECT 'stored roles', 'cr' || id, ${row('c')} FROM c
UNION ALL SELECT 'servers', 'sv' || id, ${row('s')} FROM mathesar_server s
UNION ALL SELECT 'collaborators', 'k' || id, ${row('k')} FROM mathesar_userdatabaserolemap k
  WHERE user_id IN (SELECT id FROM u) AND database_id IN (SELECT id FROM d)
UNION ALL SELECT 'explorations', 'e' || id, ${row('e')} FROM mathesar_explorations e
  WHERE database_id IN (SELECT id FROM d)
UNION ALL SELECT 'forms', 'f' || id, ${row('f')} FROM mathesar_form f WHERE database_id IN (SELECT id FROM d)
UNION ALL SELECT 'roles', 'r' || oid, to_jsonb(r) - 'rolpassword' || jsonb_build_object('password', md5(rolpassword))
  FROM pg_authid r WHERE ${OF_NO_RUN('rolname')}
UNION ALL SELECT 'role members', 'r' || g.oid || '/r' || m.oid, jsonb_build_object('of', g.rolname, 'member', m.rolname)
  FROM pg_auth_members a JOIN pg_authid g ON g.oid = a.roleid JOIN pg_authid m ON m.oid = a.member
  WHERE ${OF_NO_RUN('g.rolname')} AND ${OF_NO_RUN('m.rolname')} GROUP BY g.oid, g.rolname, m.oid, m.rolname
UNION ALL SELECT 'databases', 'pg:' || datname, jsonb_build_object('owner', datdba, 'privileges', datacl::text)
  FROM pg_database WHERE ${OF_NO_RUN('datname')}`;

/** The schemas of one of the run's databases that are no run's: `public`, and Mathesar's own; what is in `public`. */
const SCHEMAS = `
SELECT 'schemas' AS part, current_database() || ' ' || nspname AS key,
    jsonb_build_object('owner', nspowner, 'privileges', nspacl::text) AS fields
  FROM pg_namespace WHERE ${OF_NO_RUN('nspname')} AND nspname !~ '^pg_(toast|temp)'
UNION ALL SELECT 'tables', current_database() || ' public.' || relname,
    jsonb_build_object('owner', relowner, 'privileges', relacl::text) FROM pg_class
  WHERE relnamespace = to_regnamespace('public')
UNION ALL SELECT 'functions', current_database() || ' ' || p.oid,
    jsonb_build_object('name', proname, 'owner', proowner, 'privileges', proacl::text, 'body', md5(prosrc))
  FROM pg_proc p WHERE pronamespace = to_regnamespace('public')`;

/** Longer than an attempt takes that changes the administrators of the install. */
const [TRIES, PAUSE_MS] = [4, 1000];

/** What lies outside every world, and nobody of the run may change: compared at the end of each worker. */
export class Outside {
  private constructor(
    private readonly state: RunState,
    private readonly before: Snapshot,
  ) {}

  /**
   * Looks for the first time.
   * @returns undefined without SQL, by which alone all of it can be seen
   * @throws the driver's error
   */
  static async look(state: RunState): Promise<Outside | undefined> {
    return state.witness === undefined ? undefined : new Outside(state, await lookAt(state, state.witness));
  }

  /** Whether something is otherwise right now. @throws the driver's error */
  async changed(): Promise<boolean> {
    return (await this.now()).length > 0;
  }

  /**
   * What has changed since, and stays so: for a moment, a test of another worker may have left the install without an
   * administrator.
   * @throws the driver's error
   */
  async changes(): Promise<Change[]> {
    for (let tries = 1; ; tries += 1) {
      const changes = await this.now();
      if (changes.length === 0 || tries === TRIES) return changes;
      await setTimeout(PAUSE_MS);
    }
  }

  private async now(): Promise<Change[]> {
    return changesBetween(this.before, await lookAt(this.state, this.state.witness ?? ''));
  }
}

/** The message for what has changed: by part and key, without values, since some are password hashes. */
export function outsideChanged(changes: readonly Change[], { baseUrl, standIn }: RunState): string {
  const lines = changes.map((change) => {
    const { part, key, was, now } = change;
    const what = was && now ? `${changedFields(change).join(', ')} changed` : now ? 'was added' : 'is gone';
    return `  ${part} ${key}: ${what}`;
  });
  const who = standIn ? '' : ' Or did somebody else work there meanwhile? Then run again while nobody does.';
  return [
    `side effect: ${String(changes.length)} changed on ${baseUrl} that lie outside every object of the run`,
    ...lines,
    `  Tests of this worker, or of another at the same time, changed what is not theirs.${who}`,
  ].join('\n');
}

async function lookAt({ databases }: RunState, dsn: string): Promise<Snapshot> {
  const { main, other } = databases;
  const looks = await Promise.all([
    queryRows<Entry>(dsn, INSTALL, [RUN_PREFIX]),
    ...[main, other].map(({ name }) => queryRows<Entry>(inDatabase(dsn, name), SCHEMAS, [RUN_PREFIX])),
  ]);
  return snapshotOf(looks.flat());
}
