import { parseArgs } from 'node:util';
import { standInTarget, startStandIn } from '../../src/target/stand-in';
import { readTarget } from '../../src/target/environment/read';
import { compareControls } from './controls/compare';
import { withRun } from '../../src/target/run';
import { conform, readFacts } from './conform';
import { playScenarios } from './scenarios/play';

/**
 * `npm run conformance`: performs every recorded attempt on the stand-in, or with --real on the one that the
 * environment names, looks at every recorded control of its pages, and prints each cell and control that differs. On
 * the stand-in it also plays the recorded scenarios. With --only NAME, just the rows, pages and scenarios whose
 * names begin so.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, real: { type: 'boolean', default: false } },
});
const facts = readFacts().filter(({ row }) => row.startsWith(values.only));
const standIn = values.real ? undefined : await startStandIn();
try {
  const target = standIn ? standInTarget(standIn) : readTarget(process.env);
  const { cells, differences, left } = await conform(target, facts);
  for (const { row, attempt, role, recorded, seen } of differences) {
    console.log(`${row}  ${attempt}  ${role}: recorded ${recorded}, seen ${seen}`);
  }
  console.log(`conformance: ${String(cells - differences.length)} of ${String(cells)} cells equal`);
  if (differences.length > 0) process.exitCode = 1;
  const leftByPages = await withRun(target, async (state) => {
    if (!(await compareControls(state, values.only))) process.exitCode = 1;
  });
  for (const line of [...left, ...leftByPages]) console.log(`orphan: ${line}`);
  if (left.length + leftByPages.length > 0) process.exitCode = 1;
} finally {
  await standIn?.stop();
}
if (standIn) {
  const { compared, leftOut, failures } = await playScenarios(values.only);
  for (const line of failures) console.log(line);
  console.log(
    `scenarios: ${String(compared)} steps compared, ${String(failures.length)} failures, ${String(leftOut)} left out`,
  );
  if (failures.length > 0) process.exitCode = 1;
}
