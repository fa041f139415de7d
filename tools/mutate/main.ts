import { parseArgs } from 'node:util';
import { requirePlan } from '../../src/suite/compile';
import { killApiMutants } from './api-mutants';
import { killPageMutants } from './page-mutants';

// `npm run mutate`: breaks the stand-in on purpose, and says which faults the plan's cells see. With --api or --pages
// just those; with --only NAME just faults (or controls) whose names begin so; with --hand-made no generated faults.

const { values } = parseArgs({
  options: {
    api: { type: 'boolean', default: false },
    pages: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    'hand-made': { type: 'boolean', default: false },
  },
});
const plan = requirePlan().plans.local;
const both = values.api === values.pages;
const options = { only: values.only, handMade: values['hand-made'] };

for (const { name, wanted, kill } of [
  { name: 'API', wanted: both || values.api, kill: () => killApiMutants(plan, options) },
  { name: 'pages', wanted: both || values.pages, kill: () => killPageMutants(plan, options) },
]) {
  if (!wanted) continue;
  const { killed, total, orphans } = await kill();
  for (const line of orphans) console.log(`orphan: ${line}`);
  console.log(`mutants of the ${name}: ${String(killed)} of ${String(total)} killed`);
  if (killed < total || orphans.length > 0) process.exitCode = 1;
}
