import { Client } from '../target/client';
import { openWitness } from '../target/api-witness';
import { tryLogin } from '../target/session';
import { changedFields, changesBetween, partsIn, type Change, type Snapshot } from '../target/snapshot';
import type { RunAccount, RunState } from '../target/state';
import type { Scope } from '../target/witness';
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
 * are not a loss. Never quotes entries, because some contain password hashes.
 */
export function lost(before: Snapshot, after: Snapshot): string[] {
  const changes = changesBetween(before, after);
  return partsIn(changes).flatMap((part) => {
    const here = changes.filter((change) => change.part === part);
    const gone = here.filter(hasLost).length;
    const more = here.filter(({ was }) => !was).length;
    return [
      ...(gone > 0
        ? [`${part}: ${String(gone)} of ${String(before.get(part)?.size ?? 0)} are gone or changed`]
        : []),
      ...(more > 0 ? [`${part}: ${String(more)} more than before`] : []),
    ];
  });
}

const hasLost = (change: Change) =>
  change.was !== undefined &&
  (!change.now ||
    changedFields(change).some((name) => name in (change.was?.fields ?? {}) && !ITS_OWN.includes(name)));

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
