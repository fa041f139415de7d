import { expect, test } from '@playwright/test';
import { Scene } from '../../../src/compose/scene';
import { LOCAL } from '../../../src/engine/local-profile';
import { roleIn } from '../../../src/engine/profile';
import { WorldPool } from '../../../src/engine/world-pool';
import { SchemasJourney } from '../../../src/journeys/schemas-journey';
import { openWitness } from '../../../src/target/api-witness';
import { Browsing } from '../../../src/target/browser/browsing';
import { Client } from '../../../src/target/client';
import { addUser } from '../../../src/target/provision';
import { localLifeCycle, openRun } from '../../../src/target/run';
import { nameInWorker } from '../../../src/target/run-name';
import { changesBetween, partsIn } from '../../../src/target/snapshot';
import { standInTarget } from '../../../src/target/stand-in';
import { buildWorld } from '../../../src/world/build';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();

test('what other workers make for themselves is no change in a world; what has no worker of its own is one', async () => {
  const run = await openRun(localLifeCycle(standInTarget(install())));
  const { state } = run;
  const witness = openWitness(state);
  const world = await buildWorld(state, nameInWorker(state.prefix, 1, 'x1'), 'owner', 1);
  const before = await witness.look(world.scope(false));
  const changed = async () => partsIn(changesBetween(before, await witness.look(world.scope(false))));

  const journey = await SchemasJourney.start(state, new Browsing(state.baseUrl), 7);
  const worlds = new WorldPool({ state, witness, worker: 8, roles: LOCAL.roles });
  await worlds.for(roleIn(LOCAL, 'editor'));
  const scene = await Scene.open(state, 9);
  expect(await changed()).toEqual([]);

  const setupAdmin = new Client(state, state.setupAdmin.session);
  await addUser(setupAdmin, state, `${state.prefix}_nobody`, false);
  expect(await changed()).toEqual(['users']);

  await Promise.all([journey.end(), worlds.end(), scene.end()]);
  await witness.close();
  expect(await run.close()).toEqual([]);
});
