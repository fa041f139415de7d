import { parseArgs } from 'node:util';
import { spawnEmbedded } from '../../../src/embedded/spawn';
import { provision, teardown } from '../../../src/install/provision';
import type { RunState } from '../../../src/install/state';
import { readTarget, type Target } from '../../../src/install/target';
import { checkControls } from './check';
import { readControls } from './controls';
import { buildLibrary } from './library';

/**
 * Looks at every recorded control on the embedded install, or with --real on the one that the environment names, and
 * prints each that differs. With --only, at those whose page begins so.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, real: { type: 'boolean', default: false } },
});
const controls = readControls().filter(({ page }) => page.startsWith(values.only));
const embedded = values.real ? undefined : await spawnEmbedded();
let state: RunState | undefined;
try {
  const target: Target = embedded
    ? {
        install: 'local',
        baseUrl: embedded.baseUrl,
        admin: embedded.admin,
        witness: embedded.databaseUrl,
        seed: 1,
      }
    : readTarget(process.env);
  state = await provision(target, (growing) => {
    state = growing;
  });
  const library = await buildLibrary(state, `${state.prefix}_controls`);
  const { compared, differences } = await checkControls(
    library,
    controls,
    ({ page, control, role, recorded, seen }) => {
      console.log(`${page}  ${control}  ${role}: recorded ${recorded}, seen ${seen}`);
    },
  );
  await library.world.end();
  console.log(`controls: ${String(compared - differences.length)} of ${String(compared)} equal`);
  process.exitCode = differences.length > 0 ? 1 : 0;
} finally {
  const left = state ? await teardown(state) : [];
  for (const line of left) console.log(`residue: ${line}`);
  if (left.length > 0) process.exitCode = 1;
  await embedded?.stop();
}
