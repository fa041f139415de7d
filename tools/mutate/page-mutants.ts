import { Exclusive } from '../../src/engine/exclusive';
import { LOCAL } from '../../src/engine/local-profile';
import { roleIn } from '../../src/engine/profile';
import type { PageDriver } from '../../src/engine/ui/page-driver';
import { PageSessions } from '../../src/engine/ui/page-sessions';
import { WorldPool } from '../../src/engine/world-pool';
import type { Cell, Plan, Rule } from '../../src/plan/types';
import type { Role } from '../../src/roles';
import { Browsing } from '../../src/target/browser/browsing';
import { withRun } from '../../src/target/run';
import { standInTarget } from '../../src/target/stand-in';
import type { RunState } from '../../src/target/state';
import { SqlWitness } from '../../src/target/witness';
import type { World } from '../../src/world/world';
import { readFacts, RECORDED_ROLES, type Fact, type RecordedRole } from '../conformance/controls/facts';
import { lyingPage } from './lying-page';
import { withStandIn } from '../../tests/integration/support/with-stand-in';
import type { Trial } from './bench';
import { Cells } from './run-cells';

/** Browsers that work at the same time. */
const WORKERS = [1, 2];

/** One worker's means to run cells on pages. */
interface Means {
  state: RunState;
  worlds: WorldPool;
  sessions: PageSessions;
}

/**
 * Makes the pages lie about one recorded control after the other, for one role after the other, and says which lies are
 * seen: the plan's cells of that control turn red, and every other recorded control of the page is found as it is.
 *
 * @param only controls whose names begin so
 */
export async function killPageMutants(
  plan: Plan,
  { only }: { only: string },
): Promise<{ trials: Trial[]; orphans: string[] }> {
  const facts = readFacts();
  const mutants = facts
    .filter(({ control }) => control.name.startsWith(only))
    .flatMap((fact) => RECORDED_ROLES.map((role) => ({ fact, role })))
    .filter(({ fact, role }) => cellsOf(plan, fact, role).length > 0);
  const trials: Trial[] = [];
  const exclusive = new Exclusive();
  const work = async (state: RunState, witness: SqlWitness, worker: number) => {
    const browsing = new Browsing(state.baseUrl);
    const worlds = new WorldPool({ state, witness, worker, roles: LOCAL.roles, exclusive });
    const means = { state, worlds, sessions: new PageSessions(state, browsing) };
    for (let mutant = mutants.shift(); mutant; mutant = mutants.shift()) {
      const { fact, role } = mutant;
      const { green, problems } = await survivalOf(plan, facts, means, fact, role);
      const { control, recorded } = fact;
      const concerned = [...new Set(cellsOf(plan, fact, role).map(({ rule }) => rule.id))];
      const name = `offer:${control.name}:${role}`;
      const what = `the page lies about a control that is ${recorded[role]}`;
      for (const problem of problems) console.log(`${name}: ${problem}`);
      const killers = problems.length > 0 ? [] : concerned.filter((id) => !green.includes(id));
      trials.push({ mutant: { name, kind: 'offer', what }, concerned, killers });
    }
    await worlds.end();
    await browsing.end();
  };
  return withStandIn({}, async (standIn) => {
    const target = standInTarget(standIn);
    const orphans = await withRun(target, async (state) => {
      const witness = new SqlWitness(standIn.databaseUrl, state);
      await Promise.all(WORKERS.map((worker) => work(state, witness, worker)));
      await witness.close();
    });
    return { trials, orphans };
  });
}

/** The cells of a role that are about a control, for the call for which it was recorded. */
function cellsOf(plan: Plan, { control, call }: Fact, role: RecordedRole): { rule: Rule; cell: Cell }[] {
  const calls = call === '' ? control.offers : [call];
  const rules = plan.files
    .flatMap((file) => file.rules)
    .filter(
      ({ offers, action, given }) => !given && offers.includes(control.name) && calls.includes(action.text),
    );
  return rules.flatMap((rule) =>
    rule.cells
      .filter((cell) => cell.role === role && cell.expectation.kind !== 'none')
      .map((cell) => ({ rule, cell })),
  );
}

/** Which rules do not see a lie, and what is wrong with how it is seen: nothing when nothing else is. */
async function survivalOf(
  plan: Plan,
  facts: readonly Fact[],
  { state, worlds, sessions }: Means,
  fact: Fact,
  role: RecordedRole,
): Promise<{ green: string[]; problems: string[] }> {
  const own = await sessions.for(roleIn(LOCAL, role));
  const lie = { control: fact.control, from: fact.recorded[role] };
  const lender = await sessions.for(roleIn(LOCAL, 'admin'));
  const lying = lyingPage(own, lie, lender);
  const pages = {
    for: async (who: Role, spendable?: World) => {
      if (who.name !== role) return sessions.for(who, spendable);
      return spendable ? lyingPage(await sessions.for(who, spendable), lie, lender) : lying;
    },
    discard: () => {
      own.forget();
    },
    called: new Set<string>(),
    browserOf: () => Promise.reject(new Error('lies are told to the roles alone')),
  };
  const cells = new Cells(plan, state, worlds, pages);
  const green: string[] = [];
  for (const { rule, cell } of cellsOf(plan, fact, role)) {
    if ((await cells.failure(rule, cell, fact.control)) === undefined) green.push(rule.id);
  }
  own.forget();
  const stayed = green.map((id) => `${id} stayed green`);
  return { green, problems: [...stayed, ...(await changedNeighbours(facts, worlds, fact, role, lying))] };
}

/** The other recorded controls of the page that are not found as they are. */
async function changedNeighbours(
  facts: readonly Fact[],
  worlds: WorldPool,
  { control }: Fact,
  role: RecordedRole,
  lying: PageDriver,
): Promise<string[]> {
  const who = roleIn(LOCAL, role);
  const { world } = await worlds.for(who);
  const changed: string[] = [];
  for (const other of facts) {
    if (other.control.page !== control.page || other.control === control) continue;
    const context = await lying.context(other.control, { world, role: who, args: other.args });
    const found = await lying.find(other.control, context);
    await lying.leave();
    if (found !== other.recorded[role]) changed.push(`"${other.control.name}" is ${found}`);
  }
  return changed;
}
