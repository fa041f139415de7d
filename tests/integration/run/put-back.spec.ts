import { expect, test } from '@playwright/test';
import { ACTIONS } from '../../../src/actions';
import { LOCAL } from '../../../src/engine/local-profile';
import { roleIn } from '../../../src/engine/profile';
import type { WitnessedWorld } from '../../../src/engine/witnessed-world';
import { WorldPool } from '../../../src/engine/world-pool';
import { openWitness } from '../../../src/target/api-witness';
import { inDatabase, queryRows } from '../../../src/target/postgres';
import { withRun } from '../../../src/target/run';
import { changesBetween } from '../../../src/target/snapshot';
import { standInTarget } from '../../../src/target/stand-in';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();
const OWNER = roleIn(LOCAL, 'database-owner');

/** Tries an action that is allowed in a new world. @returns the world, the next one, and what differs between its looks */
async function worldAfter(
  action: string,
  meddle?: (sql: (text: string) => Promise<unknown>, world: WitnessedWorld) => Promise<unknown>,
) {
  let found: { isSame: boolean; differences: number; changes: string[] } | undefined;
  const left = await withRun(standInTarget(install()), async (state) => {
    const witness = openWitness(state);
    const worlds = new WorldPool({ state, witness, worker: 1, roles: LOCAL.roles });
    const world = await worlds.for(OWNER);
    const look = () => witness.look(world.world.scope(false));
    const before = await look();
    const tried = ACTIONS.get(action);
    if (!tried) throw new Error(`no action ${action}`);
    const { changes } = await world.perform(tried, {}, OWNER);
    const dsn = inDatabase(state.witness ?? '', state.databases.main.name);
    await meddle?.((text) => queryRows(dsn, text), world);
    const next = await worlds.for(OWNER);
    const isSame = next === world;
    found = {
      isSame,
      differences: isSame ? changesBetween(before, await look()).length : 0,
      changes: [...new Set(changes.map(({ part }) => part))],
    };
    await worlds.end();
    await witness.close();
  });
  expect(left).toEqual([]);
  return found;
}

const TABLE = ({ world }: WitnessedWorld) => `"${world.schema.name}".books`;

for (const [action, part] of [
  ['records.add', 'rows:books'],
  ['records.patch', 'rows:books'],
  ['records.delete', 'rows:books'],
  ['tables.patch', 'tables'],
  ['schemas.patch', 'schemas'],
] as const)
  test(`a world that ${action} changed is put back`, async () => {
    const { isSame, differences, changes } = (await worldAfter(action)) ?? {};
    expect(changes).toContain(part);
    expect({ isSame, differences }).toEqual({ isSame: true, differences: 0 });
  });

test('metadata, of which an empty entry would stay, take a new world', async () => {
  expect(await worldAfter('tables.metadata.set')).toMatchObject({ isSame: false });
});

test('what else is different in a world takes a new one', async () => {
  const found = await worldAfter('records.add', (sql, world) =>
    sql(`GRANT SELECT ON ${TABLE(world)} TO PUBLIC`),
  );
  expect(found).toMatchObject({ isSame: false });
});

test('a row that does not go when it is removed takes a new world', async () => {
  const found = await worldAfter('records.add', (sql, world) =>
    sql(`CREATE RULE stays AS ON DELETE TO ${TABLE(world)} DO INSTEAD NOTHING`),
  );
  expect(found).toMatchObject({ isSame: false });
});
