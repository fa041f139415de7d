import { parseArgs } from 'node:util';
import { spawnEmbedded } from '../../../src/embedded/spawn';
import { readTarget, type Target } from '../../../src/install/target';
import { conform, readFacts } from './conform';
import { playScenarios } from './scenarios/play';

/**
 * `npm run conformance`: performs every recorded attempt on the embedded install, or with --real on the one that the
 * environment names, and prints each cell that differs. On the embedded install it also plays the recorded scenarios.
 * With --only NAME, just the rows and scenarios whose names begin so.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, real: { type: 'boolean', default: false } },
});
const facts = readFacts().filter(({ row }) => row.startsWith(values.only));
const embedded = values.real ? undefined : await spawnEmbedded();
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
  const { cells, differences, left } = await conform(target, facts);
  for (const { row, attempt, role, recorded, seen } of differences) {
    console.log(`${row}  ${attempt}  ${role}: recorded ${recorded}, seen ${seen}`);
  }
  for (const line of left) console.log(`residue: ${line}`);
  console.log(`conformance: ${String(cells - differences.length)} of ${String(cells)} cells equal`);
  process.exitCode = differences.length + left.length > 0 ? 1 : 0;
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
