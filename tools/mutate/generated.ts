import { ACTIONS } from '../../src/actions/index';
import { cellsInOrder } from '../../src/plan/order';
import type { Cell, Rule } from '../../src/plan/types';
import { setFault, type Fault, type StandIn } from '../../src/target/stand-in';
import type { Mutant } from './bench';
import type { Composed } from './composed';
import type { Cells } from './run-cells';

/** What every page is told begins with its address. */
const PAGES = 'GET /';

/** Whether a rule may see a fault of no single method. */
const CONCERNED: Readonly<Record<string, (rule: Rule, methods: readonly string[]) => boolean>> = {
  // Pages are told the same at every address, and their data are asked for at this one.
  'extra-on-page': (_rule, methods) => methods.includes(PAGES),
  // A right that is remembered shows only where it is taken away or given, or a session ends.
  stale: ({ given, area }) => given !== undefined || area === 'sign-in' || area === 'shared-forms',
};

const methodsOf = ({ action }: Rule): readonly string[] => ACTIONS.get(action.name)?.info.methods ?? [];

/** The rules that try what a fault breaks. A suite with power sees it in one of their cells. */
export function rulesConcerned({ kind, method }: Fault, plan: readonly Rule[]): Rule[] {
  const concerned = CONCERNED[kind];
  return plan.filter((rule) => {
    const methods = methodsOf(rule);
    if (method !== undefined && methods.includes(method)) return true;
    return method === undefined && concerned?.(rule, methods) === true;
  });
}

/** Kinds that show when somebody is refused; the others show to who is allowed first. */
const OF_REFUSALS = new Set([
  'wrong-reason',
  'crash',
  'silent',
  'refused-effect',
  'extra-in-error',
  'open',
  'stranger',
]);

/** Kinds that show where a role has other privileges than the plan's roles, or than it had a moment ago. */
const OF_PRIVILEGES = new Set(['privilege', 'stale']);

/** A rule's cells, those first that see a fault of its kind first. */
function cellsFor({ kind }: Fault): (rule: Rule) => Cell[] {
  return OF_REFUSALS.has(kind) ? (rule) => cellsInOrder(rule).reverse() : cellsInOrder;
}

/**
 * A fault of a stand-in as a mutant.
 * @param mended called when what the fault did is undone
 */
export const generatedMutant = (
  fault: Fault,
  rules: readonly Rule[],
  { standIn, cells, composed, mended }: Means,
): Mutant => ({
  name: fault.name,
  kind: fault.kind,
  what: fault.what,
  rules: [
    ...rulesConcerned(fault, rules).map((rule) => cells.concerned(rule, cellsFor(fault)(rule))),
    ...(fault.method !== undefined && OF_PRIVILEGES.has(fault.kind) ? composed.rulesOf(fault.method) : []),
  ],
  break: () => setFault(standIn, fault.name),
  mend: async () => {
    await setFault(standIn, null);
    mended();
  },
});

/** What a mutant is tried with. */
interface Means {
  standIn: StandIn;
  cells: Cells;
  composed: Composed;
  mended: () => void;
}
