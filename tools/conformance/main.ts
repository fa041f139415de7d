import { conform, readFacts } from './conform';
import { asked, compareControlsOf, onInstall, printOrphans } from './on-install';
import { playScenarios } from './scenarios/play';

// `npm run conformance`: performs every recorded attempt on the stand-in, or with --real on the install that the
// environment names, looks at every recorded control of its pages, and prints each cell and control that differs. On
// the stand-in it also plays the recorded scenarios. With --only NAME, just the rows, pages and scenarios whose
// names begin so.

const facts = readFacts().filter(({ row }) => row.startsWith(asked.only));
await onInstall(async (target) => {
  const { cells, differences, left } = await conform(target, facts);
  for (const { row, attempt, role, recorded, seen, changes } of differences) {
    console.log(`${row}  ${attempt}  ${role}: recorded ${recorded}, seen ${seen}`);
    if (changes !== '') console.log(changes);
  }
  console.log(`conformance: ${String(cells - differences.length)} of ${String(cells)} cells equal`);
  if (differences.length > 0) process.exitCode = 1;
  printOrphans(left);
  await compareControlsOf(target);
});
if (!asked.real) {
  const { compared, leftOut, failures } = await playScenarios(asked.only);
  for (const line of failures) console.log(line);
  console.log(
    `scenarios: ${String(compared)} steps compared, ${String(failures.length)} failures, ${String(leftOut)} left out`,
  );
  if (failures.length > 0) process.exitCode = 1;
}
