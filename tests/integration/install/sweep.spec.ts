import { expect, test } from '@playwright/test';
import { type StandIn, standInTarget } from '../../../src/target/stand-in';
import { provision } from '../../../src/target/provision';
import { lookForOrphans, type SweepTarget } from '../../../src/target/sweep';
import { listInstall } from '../../../tools/crash-recovery/listing';
import { standInOfFile } from '../support/with-stand-in';
import { withRun } from '../../../src/target/run';

const install = standInOfFile();

const targetOf = ({ baseUrl, admin, databaseUrl }: StandIn, witness: boolean): SweepTarget => ({
  baseUrl,
  admin,
  witness: witness ? databaseUrl : undefined,
});

const HOUR = 3600_000;

test('a run under way is known by its connection, and by its age where nothing else tells', async () => {
  const left = await withRun(standInTarget(install()), async ({ prefix }) => {
    const stateOf = async (witness: boolean, now = new Date()) =>
      (await lookForOrphans(targetOf(install(), witness), now)).runs.map((run) => [run.prefix, run.state]);
    expect(await stateOf(true)).toEqual([[prefix, 'running']]);
    expect(await stateOf(true, new Date(Date.now() + 2 * HOUR))).toEqual([[prefix, 'running']]);
    expect(await stateOf(false)).toEqual([[prefix, 'young']]);
    expect(await stateOf(false, new Date(Date.now() + 2 * HOUR))).toEqual([[prefix, 'crashed']]);
  });
  expect(left).toEqual([]);
});

for (const witness of [true, false]) {
  test(`what a crashed run left is removed ${witness ? 'with' : 'without'} a witness, and nothing else`, async () => {
    const before = await listInstall(install().databaseUrl);
    await provision(standInTarget(install()), () => undefined);
    expect(await listInstall(install().databaseUrl)).not.toEqual(before);
    const later = new Date(Date.now() + 2 * HOUR);
    const sweeping = await lookForOrphans(targetOf(install(), witness), later);
    expect(sweeping.runs.map(({ state }) => state)).toEqual(['crashed']);
    expect(await sweeping.remove(sweeping.runs)).toEqual([]);
    expect(await listInstall(install().databaseUrl)).toEqual(before);
  });
}
