import { parseArgs } from 'node:util';
import { readPlan } from '../../../fixtures/plan';
import { startBench } from './bench';
import { rulesThatSee } from './generated';
import { HAND_MADE } from './hand-made';
import { redCells } from './run-cells';

/**
 * `npm run faults`: breaks the stand-in in one way after the other and says which breaks the plan's cells see.
 * A hand-made fault is killed when exactly its own cells turn red; a generated one when any cell of a rule that
 * exercises the method does.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, 'hand-made': { type: 'boolean', default: false } },
});
const plan = readPlan();
const rules = plan.files.flatMap((file) => file.rules);
const bench = await startBench();
let killed = 0;
let total = 0;
const report = (name: string, what: string, problem: string | undefined) => {
  total += 1;
  if (problem === undefined) killed += 1;
  else console.log(`survived  ${name} (${what}): ${problem}`);
};

for (const { fault: name, area, red } of HAND_MADE) {
  if (!name.startsWith(values.only)) continue;
  const fault = bench.faults.find((known) => known.name === name);
  if (!fault) throw new Error(`the stand-in can not have the fault "${name}"`);
  const scope = rules.filter((rule) => rule.area === area);
  const stages = bench.stages();
  const seen = await bench.broken(fault, () => redCells(plan, scope, stages, bench.state));
  await stages.end();
  const found = seen.map(({ rule, role }) => `${rule} ${role}`).sort();
  const wanted = [...red].sort();
  const same = found.join() === wanted.join();
  report(
    fault.name,
    fault.what,
    same ? undefined : `red: ${found.join(', ')}; should be: ${wanted.join(', ')}`,
  );
}
if (!values['hand-made']) {
  // The first administrator, who builds the worlds, is spared by these faults: the worlds serve all of them.
  const stages = bench.stages();
  for (const fault of bench.faults.filter(({ kind }) => kind !== 'hand-made')) {
    const scope = fault.name.startsWith(values.only) ? rulesThatSee(fault, rules) : undefined;
    if (!scope) continue;
    const seen = await bench.broken(fault, () => redCells(plan, scope, stages, bench.state, 1));
    report(fault.name, fault.what, seen.length > 0 ? undefined : 'no cell turned red');
  }
  await stages.end();
}
for (const line of await bench.stop()) console.log(`residue: ${line}`);
console.log(`faults: ${String(killed)} of ${String(total)} killed`);
process.exitCode = killed < total ? 1 : 0;
