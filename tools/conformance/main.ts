import { parseArgs } from 'node:util';
import { spawnEmbedded } from '../../stand-in/src/spawn';
import { readTarget } from '../../src/target/environment/read';
import { compareControls } from './controls/compare';
import { embeddedTarget } from '../stand-in-target';
import { withRun } from '../../src/target/with-run';
import { conform, readFacts } from './conform';
import { playScenarios } from './scenarios/play';

/**
 * `npm run conformance`: performs every recorded attempt on the embedded install, or with --real on the one that the
 * environment names, looks at every recorded control of its pages, and prints each cell and control that differs. On
 * the embedded install it also plays the recorded scenarios. With --only NAME, just the rows, pages and scenarios whose
 * names begin so.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, real: { type: 'boolean', default: false } },
});
const facts = readFacts().filter(({ row }) => row.startsWith(values.only));
const embedded = values.real ? undefined : await spawnEmbedded();
try {
  const target = embedded ? embeddedTarget(embedded) : readTarget(process.env);
  const { cells, differences, left } = await conform(target, facts);
  for (const { row, attempt, role, recorded, seen } of differences) {
    console.log(`${row}  ${attempt}  ${role}: recorded ${recorded}, seen ${seen}`);
  }
  console.log(`conformance: ${String(cells - differences.length)} of ${String(cells)} cells equal`);
  if (differences.length > 0) process.exitCode = 1;
  const leftByPages = await withRun(target, async (state) => {
    if (!(await compareControls(state, values.only))) process.exitCode = 1;
  });
  for (const line of [...left, ...leftByPages]) console.log(`residue: ${line}`);
  if (left.length + leftByPages.length > 0) process.exitCode = 1;
} finally {
  await embedded?.stop();
}
if (embedded) {
  const { compared, leftOut, failures } = await playScenarios(values.only);
  for (const line of failures) console.log(line);
  console.log(
    `scenarios: ${String(compared)} steps compared, ${String(failures.length)} failures, ${String(leftOut)} left out`,
  );
  if (failures.length > 0) process.exitCode = 1;
}
