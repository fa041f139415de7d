import { parseArgs } from 'node:util';
import { Conclusion } from '../../../src/engine/result-recorder';
import { PageProver } from '../../../src/engine/page-runner';
import { readPlan } from '../../../fixtures/plan';
import { Prover } from '../../../src/engine/api-runner';
import { Visitors } from '../../../src/engine/ui/sessions';
import { Stages } from '../../../src/engine/world-pool';
import { Browsing } from '../../../src/target/browser/browsing';
import { standInTarget, startStandIn } from '../../../src/target/stand-in';
import type { Visitor } from '../../../src/engine/ui/page-driver';
import type { RunState } from '../../../src/target/state';
import { SqlWitness } from '../../../src/target/witness';
import type { Cell, Rule } from '../../../src/plan/types';
import type { Role } from '../../../src/roles';
import { roleNamed, type World } from '../../../src/world/world';
import { readFacts, RECORDED_ROLES, type Fact, type RecordedRole } from '../../conformance/controls/facts';
import { withRun } from '../../../src/target/with-run';
import { flipped } from './flipped';

/**
 * `npm run flips`: makes the pages lie about one recorded control after the other, for one role after the other, and
 * says which lies are seen: the plan's cells of that control turn red, and every other recorded control of the page is
 * still found as it is. With --only NAME, just the controls whose names begin so.
 */
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const plan = readPlan();
const facts = readFacts();

/** The cells of a role that are about a control, for the call for which it was recorded. */
function cellsOf({ control, call }: Fact, role: RecordedRole): { rule: Rule; cell: Cell }[] {
  const calls = call === '' ? control.offers : [call];
  const rules = plan.files
    .flatMap(({ rules: ofFile }) => ofFile)
    .filter(({ offers, action }) => offers.includes(control.name) && calls.includes(action.text));
  return rules.flatMap((rule) =>
    rule.cells
      .filter((cell) => cell.role === role && cell.expectation.kind !== 'none')
      .map((cell) => ({ rule, cell })),
  );
}

/** One worker's means to prove cells on pages. */
interface Bench {
  state: RunState;
  stages: Stages;
  visitors: Visitors;
}

/** What is wrong with how a lie is seen; empty when it is seen and nothing else is. */
async function tryFlip(bench: Bench, fact: Fact, role: RecordedRole): Promise<string[]> {
  const { state, stages, visitors } = bench;
  const own = await visitors.for(roleNamed(role));
  const flip = { control: fact.control, from: fact.recorded[role] };
  const lender = await visitors.for(roleNamed('admin'));
  const lying = flipped(own, flip, lender);
  const conclusion = new Conclusion(state);
  const pages = {
    for: async (who: Role, spendable?: World) => {
      if (who.name !== role) return visitors.for(who, spendable);
      return spendable ? flipped(await visitors.for(who, spendable), flip, lender) : lying;
    },
    discard: () => own.forget(),
  };
  const prover = new PageProver(plan, stages, pages, new Prover(plan, stages, conclusion), conclusion);
  const problems: string[] = [];
  for (const { rule, cell } of cellsOf(fact, role)) {
    const proof = prover.prove(rule, cell, fact.control, { annotations: [], attachments: [] });
    const red = await proof.then(
      () => false,
      () => true,
    );
    if (!red) problems.push(`${rule.id} stayed green`);
  }
  own.forget();
  return [...problems, ...(await changedNeighbours(bench, fact, role, lying))];
}

/** The other recorded controls of the page that are not found as they are. */
async function changedNeighbours(
  { stages }: Bench,
  { control }: Fact,
  role: RecordedRole,
  lying: Visitor,
): Promise<string[]> {
  const { world } = await stages.for(roleNamed(role));
  const changed: string[] = [];
  for (const other of facts) {
    if (other.control.page !== control.page || other.control === control) continue;
    const setting = await lying.setting(other.control, { world, role: roleNamed(role), args: other.args });
    const found = await lying.find(other.control, setting);
    await lying.leave();
    if (found !== other.recorded[role]) changed.push(`"${other.control.name}" is ${found}`);
  }
  return changed;
}

const flips = facts
  .filter(({ control }) => control.name.startsWith(values.only))
  .flatMap((fact) => RECORDED_ROLES.map((role) => ({ fact, role })))
  .filter(({ fact, role }) => cellsOf(fact, role).length > 0);
const total = flips.length;
let seen = 0;

/** Tries one flip after the other until none is left, in a browser and worlds of its own. */
async function tryFlips(state: RunState, witness: SqlWitness, worker: number): Promise<void> {
  const browsing = new Browsing(state.baseUrl);
  const bench = {
    state,
    stages: new Stages(state, witness, worker),
    visitors: new Visitors(state, browsing),
  };
  for (let flip = flips.shift(); flip; flip = flips.shift()) {
    const { fact, role } = flip;
    const problems = await tryFlip(bench, fact, role);
    if (problems.length === 0) seen += 1;
    else {
      const { control, recorded } = fact;
      console.log(`not seen  ${control.name} (${recorded[role]} for ${role}): ${problems.join(', ')}`);
    }
  }
  await bench.stages.end();
  await browsing.end();
}

const standIn = await startStandIn();
try {
  const target = standInTarget(standIn);
  const left = await withRun(target, async (state) => {
    const witness = new SqlWitness(target.witness ?? '', state.databases);
    await Promise.all([1, 2].map((worker) => tryFlips(state, witness, worker)));
    await witness.close();
  });
  for (const line of left) console.log(`residue: ${line}`);
  if (left.length > 0) process.exitCode = 1;
} finally {
  await standIn.stop();
}
console.log(`flips: ${String(seen)} of ${String(total)} seen`);
if (seen < total) process.exitCode = 1;
