import { parseArgs } from 'node:util';
import { spawnEmbedded } from '../../../stand-in/src/spawn';
import { readTarget } from '../../../src/target/environment/read';
import { embeddedTarget } from '../../stand-in-target';
import { withRun } from '../../../src/target/with-run';
import { compareControls } from './compare';

/**
 * `npm run controls`: looks at every recorded control on the embedded install, or with --real on the one that the
 * environment names, and prints those that are not as recorded. With --only NAME, just those whose names begin so.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, real: { type: 'boolean', default: false } },
});

const embedded = values.real ? undefined : await spawnEmbedded();
try {
  const target = embedded ? embeddedTarget(embedded) : readTarget(process.env);
  const left = await withRun(target, async (state) => {
    if (!(await compareControls(state, values.only))) process.exitCode = 1;
  });
  for (const line of left) console.log(`residue: ${line}`);
  if (left.length > 0) process.exitCode = 1;
} finally {
  await embedded?.stop();
}
