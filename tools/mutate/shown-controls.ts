import { Exclusive } from '../../src/engine/exclusive';
import { LOCAL } from '../../src/engine/local-profile';
import { PageSessions } from '../../src/engine/ui/page-sessions';
import { openHearing } from '../../src/engine/hearing';
import { disclosureOfRun } from '../../src/suite/compile';
import { WorldPool } from '../../src/engine/world-pool';
import { cellsOnPages } from '../../src/plan/order';
import type { Plan, Rule } from '../../src/plan/types';
import { Browsing } from '../../src/target/browser/browsing';
import { withRun } from '../../src/target/run';
import { faultsOf, setFault, standInTarget, WITH_FAULTS } from '../../src/target/stand-in';
import { SqlWitness } from '../../src/target/witness';
import { withStandIn } from '../../tests/integration/support/with-stand-in';
import type { Trial } from './bench';
import { Cells } from './run-cells';

/**
 * Adds a control to one page after the other, in each way to show one, and says whether the rule about what the page
 * offers sees it.
 * @param only faults whose names begin so
 */
export async function tryShownControls(
  plan: Plan,
  only: string,
  progress: (trial: Trial) => void,
): Promise<{ trials: Trial[]; orphans: string[] }> {
  const rules = plan.files.flatMap((file) => file.rules);
  const trials: Trial[] = [];
  return withStandIn(WITH_FAULTS, async (standIn) => {
    const faults = (await faultsOf(standIn)).filter(
      ({ kind, name }) => kind === 'control' && name.startsWith(only),
    );
    const orphans = await withRun(standInTarget(standIn), async (state) => {
      await openHearing(state, LOCAL, disclosureOfRun());
      const witness = new SqlWitness(standIn.databaseUrl, state);
      const browsing = new Browsing(state.baseUrl);
      const exclusive = new Exclusive();
      const worlds = new WorldPool({ state, witness, worker: 1, roles: LOCAL.roles, exclusive });
      const pages = new PageSessions(state, browsing);
      const cells = new Cells(plan, state, worlds, pages);
      for (const { name, kind, what, method = '' } of faults) {
        const rule = rules.find(({ action }) => action.text === `page.contents(page: ${method})`);
        if (!rule) throw new Error(`the plan has no rule about what the page "${method}" offers`);
        await setFault(standIn, name);
        pages.discard({ name: roleThatSees(rule) });
        const failure = await failureOf(cells, rule);
        await setFault(standIn, null);
        pages.discard({ name: roleThatSees(rule) });
        const first = failure === undefined ? {} : { first: `${rule.id}: ${failure}` };
        const killers = failure === undefined ? [] : [rule.id];
        const trial = { mutant: { name, kind, what }, concerned: [rule.id], killers, ...first };
        trials.push(trial);
        progress(trial);
      }
      await worlds.end();
      await browsing.end();
      await witness.close();
    });
    return { trials, orphans };
  });
}

/** The faults add their control to the pages of viewers, and of administrators where a viewer has no page. */
const roleThatSees = ({ cells }: Rule): string =>
  cells.some(({ role, expectation }) => role === 'viewer' && expectation.kind === 'allow')
    ? 'viewer'
    : 'admin';

async function failureOf(cells: Cells, rule: Rule): Promise<string | undefined> {
  const cell = cellsOnPages(rule).find(({ role }) => role === roleThatSees(rule));
  const [control] = rule.offers;
  if (!cell || control === undefined) throw new Error(`${rule.id} is not checked on a page`);
  return cells.failure(rule, cell, LOCAL.controls.named(control));
}
