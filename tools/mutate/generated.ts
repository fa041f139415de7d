import { ACTIONS } from '../../src/actions/index';
import { LOCAL } from '../../src/engine/local-profile';
import { cellsInOrder } from '../../src/plan/order';
import type { Cell, Rule } from '../../src/plan/types';
import { setFault, type Fault, type StandIn } from '../../src/target/stand-in';
import type { Outside } from '../../src/target/outside';
import type { Concerned, Mutant } from './bench';
import type { Composed } from './composed';
import type { Cells } from './run-cells';

/** What every page is told begins with its address. */
const PAGES = 'GET /';

/** Where every method of the API is called, none of which is an address. */
const ENDPOINT = 'POST /api/rpc/v0/';

/** The way to have a right that a fault remembers, and the area that is about it beside situations. */
const REMEMBERED: Readonly<Record<string, { way: RegExp; area?: string }>> = {
  admin: { way: /^administrator$/ },
  standard: { way: /^administrator$/ },
  collaborator: { way: /^(collaborator entry|stored role)$/ },
  role: { way: /^(role of the collaborator entry|collaborator entry|stored role)$/ },
  logout: { way: /^(sign-out|browser)$/, area: 'sign-in' },
  password: { way: /password/, area: 'sign-in' },
  deletion: { way: /account/ },
  publication: { way: /\bform\b/, area: 'shared-forms' },
};

/** Whether a rule may see a fault of no single method. */
const CONCERNED: Readonly<Record<string, (fault: Fault, rule: Rule, methods: readonly string[]) => boolean>> =
  {
    // Pages are told the same at every address, and their data are asked for at this one.
    'extra-on-page': (_fault, _rule, methods) => methods.includes(PAGES),
    // A right that is remembered shows only where it is taken away or given.
    stale: ({ name }, { given, area }) => {
      const about = REMEMBERED[name.split(':')[1] ?? ''];
      if (!about) throw new Error(`no rule is known to see ${name}`);
      const way = given && LOCAL.situations?.get(given.situation)?.way.name;
      return way === undefined ? area === about.area : about.way.test(way);
    },
  };

const methodsOf = ({ action }: Rule): readonly string[] => ACTIONS.get(action.name)?.info.methods ?? [];

/** The rules that try what a fault breaks. A suite with power sees it in one of their cells. */
export function rulesConcerned(fault: Fault, plan: readonly Rule[]): Rule[] {
  const { kind, method } = fault;
  return plan.filter((rule) => {
    const methods = methodsOf(rule);
    if (method === undefined) return CONCERNED[kind]?.(fault, rule, methods) === true;
    return methods.includes(method) || (method === ENDPOINT && methods.some((one) => !one.includes(' ')));
  });
}

/** Whether one killer is enough: by a fault that nearly every rule concerns, no single one is measured. */
export const isBroad = ({ method }: Fault): boolean => method === ENDPOINT;

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

/** Kinds that show where an answer is held against PostgreSQL's, as composed roles do. */
const COMPARED = new Set(['privilege', 'stale', 'wrong-object']);

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
  { standIn, cells, composed, outside, mended }: Means,
): Mutant => ({
  name: fault.name,
  kind: fault.kind,
  what: fault.what,
  rules: [
    ...rulesConcerned(fault, rules).map((rule) => cells.concerned(rule, cellsFor(fault)(rule))),
    ...(fault.method !== undefined && COMPARED.has(fault.kind) ? composed.rulesOf(fault.method) : []),
    ...(fault.kind.endsWith('-effect') ? [lookOutside(outside)] : []),
  ],
  break: () => setFault(standIn, fault.name),
  mend: async () => {
    await setFault(standIn, null);
    mended();
  },
});

/** What a run looks at once per worker, at its end. */
const lookOutside = (outside: Outside): Concerned => ({
  id: 'end of a worker',
  tries: [
    {
      name: 'what lies outside every world',
      failure: async () => ((await outside.changed()) ? 'side effect' : undefined),
    },
  ],
});

/** What a mutant is tried with. */
interface Means {
  outside: Outside;
  standIn: StandIn;
  cells: Cells;
  composed: Composed;
  mended: () => void;
}
