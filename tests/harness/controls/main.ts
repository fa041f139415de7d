import { parseArgs } from 'node:util';
import { spawnEmbedded } from '../../../src/embedded/spawn';
import { provision, teardown } from '../../../src/install/provision';
import type { RunState } from '../../../src/install/state';
import { readTarget, type Target } from '../../../src/install/target';
import { checkControls } from './check';
import { readControls } from './controls';
import { buildLibrary, type Library } from './library';
import { tryUses } from './try-uses';
import { USES } from './uses';

/**
 * Looks at every recorded control on the embedded install, or with --real on the one that the environment names, and
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    real: { type: 'boolean', default: false },
    use: { type: 'boolean', default: false },
  },
});
const controls = readControls().filter(({ page }) => page.startsWith(values.only));

async function compareAll(library: Library): Promise<number> {
  const { compared, differences } = await checkControls(
    library,
    controls,
    ({ page, control, role, recorded, seen }) => {
      console.log(`${page}  ${control}  ${role}: recorded ${recorded}, seen ${seen}`);
    },
  );
  console.log(`controls: ${String(compared - differences.length)} of ${String(compared)} equal`);
  return differences.length > 0 ? 1 : 0;
}

async function useAll(library: Library): Promise<number> {
  const uses = USES.filter(({ page }) => page.startsWith(values.only));
  const failed = await tryUses(library, uses, ({ page, control }, reason) => {
    if (reason !== undefined) console.log(`${page}  ${control}: ${reason}`);
  });
  console.log(`uses: ${String(uses.length - failed.length)} of ${String(uses.length)} had their effect`);
  return failed.length > 0 ? 1 : 0;
}

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
  process.exitCode = values.use ? await useAll(library) : await compareAll(library);
  await library.world.end();
} finally {
  const left = state ? await teardown(state) : [];
  for (const line of left) console.log(`residue: ${line}`);
  if (left.length > 0) process.exitCode = 1;
  await embedded?.stop();
}
