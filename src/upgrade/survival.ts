import { Client } from '../target/client';
import { openWitness } from '../target/api-witness';
import { tryLogin } from '../target/session';
import type { RunAccount, RunState } from '../target/state';
import { changesBetween, type Scope, type Snapshot } from '../target/witness';
import { buildWorld } from '../world/build';
import { exploration } from '../world/exploration';
import { form } from '../world/form';
import type { World } from '../world/world';

/** One object of every kind that must survive an upgrade. */
export interface Planted {
  scope: Scope;
  world: World;
}

/** Makes data, metadata, a form and an exploration in a new schema, in addition to the run's users and roles. */
export async function plant(state: RunState): Promise<Planted> {
  const world = await buildWorld(state, `${state.prefix}_kept`, 'owner', state.seed);
  await form(world, { table: 'books', public: true, runsAs: 'owner', link: 'valid' });
  await exploration(world, 'books');
  const table = { database_id: world.databaseId, table_oid: world.tables.books.oid };
  await world.setupAdmin.all([
    {
      method: 'columns.metadata.set',
      params: { ...table, column_meta_data_list: [{ attnum: 2, display_width: 321 }] },
    },
    { method: 'tables.metadata.set', params: { ...table, metadata: { column_order: [2, 1, 3, 4] } } },
  ]);
  const scope = {
    prefix: `${state.prefix}_`,
    schemaOids: [world.schema.oid],
    scratchDatabases: [],
    shared: false,
  };
  return { scope, world };
}

/** Everything of a run and what was planted, as the witness sees it. */
export async function lookAt({ scope }: Planted, state: RunState): Promise<Snapshot> {
  const witness = openWitness(state);
  try {
    return await witness.look(scope);
  } finally {
    await witness.close();
  }
}

/** Fields that an upgrade itself writes. */
const ITS_OWN = ['last_confirmed_sql_version', 'needs_upgrade_attention'];

/**
 * What a later snapshot lacks or changes, and what it has in addition, by part. Fields that a release adds
 * are not a loss. Never quotes lines, because some contain password hashes.
 */
export function lost(before: Snapshot, after: Snapshot): string[] {
  return changesBetween(before, after).flatMap(({ part, removed, added }) => {
    const left = [...added];
    const gone = removed.filter((line) => {
      const index = left.findIndex((candidate) => holds(candidate, line));
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
    const of = String(before.get(part)?.length ?? 0);
    return [
      ...(gone.length > 0 ? [`${part}: ${String(gone.length)} of ${of} are gone or changed`] : []),
      ...(left.length > gone.length
        ? [`${part}: ${String(left.length - gone.length)} more than before`]
        : []),
    ];
  });
}

/** Whether a line contains everything that another does. */
function holds(line: string, other: string): boolean {
  const [now, then] = [fieldsOf(line), fieldsOf(other)];
  if (!now || !then) return false;
  return Object.entries(then).every(
    ([name, value]) => ITS_OWN.includes(name) || JSON.stringify(now[name]) === JSON.stringify(value),
  );
}

function fieldsOf(line: string): Record<string, unknown> | undefined {
  const start = line.indexOf('{');
  if (start < 0) return undefined;
  try {
    return JSON.parse(line.slice(start)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/**
 * Finds sessions of a run that no longer work, and opens each again, so that the run can go on.
 * @returns names of roles of the plan, and `setupAdmin`
 */
export async function endedSessions(state: RunState): Promise<string[]> {
  const ended: string[] = [];
  for (const [name, account] of [
    ['setupAdmin', state.setupAdmin],
    ...Object.entries(state.accounts),
  ] as const) {
    if (await works(state, account)) continue;
    ended.push(name);
    const { session } = await tryLogin(state.baseUrl, account.username, account.password);
    if (session) account.session = session;
  }
  return ended;
}

async function works({ baseUrl }: RunState, { session }: RunAccount): Promise<boolean> {
  const answer = await new Client(baseUrl, session).call('databases.configured.list', {});
  return answer.ok;
}
