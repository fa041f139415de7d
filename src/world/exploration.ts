import type { Exploration, ExplorationDefinition } from '../../wire/explorations';
import { paramsIn } from '../target/releases';
import { COLUMNS, type World } from './world';

/** A table whose second column an exploration of the world reads. */
export type ExploredTable = 'books' | 'secrets';

const TEXT_COLUMN = { books: COLUMNS.books.title, secrets: COLUMNS.secrets.note };

/** What an exploration of the books shows beside them: a column of the vault, to which they refer. */
const joinedColumn = ({
  tables: { books },
  vault,
}: World): ExplorationDefinition['initial_columns'][number] => ({
  id: 'c2',
  attnum: COLUMNS.vault.code,
  alias: 'linked',
  join_path: [
    [
      [books.oid, COLUMNS.books.vault],
      [vault.oid, COLUMNS.vault.id],
    ],
  ],
});

/**
 * An exploration of one column of a table, as the API takes it.
 * @param joined joins a table that is closed to all but its owner; of the books only
 */
export function explorationDefinition(
  world: World,
  table: ExploredTable,
  { joined = false } = {},
): ExplorationDefinition {
  return {
    database_id: world.databaseId,
    name: world.name('exploration'),
    base_table_oid: world.tables[table].oid,
    schema_oid: world.schema.oid,
    initial_columns: [
      { id: 'c1', attnum: TEXT_COLUMN[table], alias: 'text' },
      ...(joined ? [joinedColumn(world)] : []),
    ],
    transformations: [],
    display_options: [],
    display_names: {},
  };
}

/** Removes an exploration by its name, when there is one. */
export async function removeExploration(world: World, database_id: number, name: string): Promise<void> {
  const found = (await world.setupAdmin.rpc('explorations.list', { database_id })).find(
    (known) => known.name === name,
  );
  if (found) await world.setupAdmin.rpc('explorations.delete', { database_id, exploration_id: found.id });
}

/** Removes the explorations of the world's schema, whatever their names: Mathesar chooses the name of a copy. */
export async function removeExplorations(world: World): Promise<void> {
  const { setupAdmin, databaseId: database_id, schema } = world;
  const known = await setupAdmin.rpc('explorations.list', { database_id, schema_oid: schema.oid });
  for (const { id } of known)
    await setupAdmin.rpc('explorations.delete', { database_id, exploration_id: id });
}

/** An exploration that the set-up admin saved. */
export function exploration(
  world: World,
  table: ExploredTable,
  { joined = false } = {},
): Promise<Exploration> {
  return world.once(`exploration ${table} ${String(joined)}`, async () => {
    const { setupAdmin, databaseId: database_id, state } = world;
    const params = { database_id, exploration_def: explorationDefinition(world, table, { joined }) };
    const made = await setupAdmin.rpc(
      'explorations.add',
      paramsIn(state.release, 'explorations.add', params),
    );
    state.hearing?.plant('exploration', made.name);
    // An attempt may have deleted it.
    world.onEnd(() => setupAdmin.rpc('explorations.delete', { database_id, exploration_id: made.id }));
    return made;
  });
}
