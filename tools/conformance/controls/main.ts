import { parseArgs } from 'node:util';
import { standInTarget, startStandIn } from '../../../src/target/stand-in';
import { readTarget } from '../../../src/target/environment/read';
import { withRun } from '../../../src/target/run';
import { compareControls } from './compare';

/**
 * `npm run controls`: looks at every recorded control on the stand-in, or with --real on the one that the
 * environment names, and prints those that are not as recorded. With --only NAME, just those whose names begin so.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, real: { type: 'boolean', default: false } },
});

const standIn = values.real ? undefined : await startStandIn();
try {
  const target = standIn ? standInTarget(standIn) : readTarget(process.env);
  const left = await withRun(target, async (state) => {
    if (!(await compareControls(state, values.only))) process.exitCode = 1;
  });
  for (const line of left) console.log(`orphan: ${line}`);
  if (left.length > 0) process.exitCode = 1;
} finally {
  await standIn?.stop();
}
