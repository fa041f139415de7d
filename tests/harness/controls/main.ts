import { parseArgs } from 'node:util';
import { spawnEmbedded } from '../../../src/embedded/spawn';
import { readTarget } from '../../../src/install/target';
import { embeddedTarget } from '../embedded-target';
import { compareControls } from './compare';
import type { Library } from './library';
import { tryUses } from './try-uses';
import { USES } from './uses';
import { withLibrary } from './with-library';

/**
 * `npm run controls`: looks at every recorded control on the embedded install, or with --real on the one that the
 * environment names, and prints those that are not as recorded. With --use it uses every control that changes
 * something, as admin, and prints those without an effect. With --only NAME, just the pages whose names begin so.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    real: { type: 'boolean', default: false },
    use: { type: 'boolean', default: false },
  },
});

async function useAll(library: Library): Promise<boolean> {
  const uses = USES.filter(({ page }) => page.startsWith(values.only));
  const failed = await tryUses(library, uses, ({ page, control }, reason) => {
    if (reason !== undefined) console.log(`${page}  ${control}: ${reason}`);
  });
  console.log(`uses: ${String(uses.length - failed.length)} of ${String(uses.length)} had their effect`);
  return failed.length === 0;
}

const embedded = values.real ? undefined : await spawnEmbedded();
try {
  const target = embedded ? embeddedTarget(embedded) : readTarget(process.env);
  const left = await withLibrary(target, async (library) => {
    const well = values.use ? await useAll(library) : await compareControls(library, values.only);
    if (!well) process.exitCode = 1;
  });
  for (const line of left) console.log(`residue: ${line}`);
  if (left.length > 0) process.exitCode = 1;
} finally {
  await embedded?.stop();
}
