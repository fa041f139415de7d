import { parseArgs } from 'node:util';
import { draftCalls } from '../../src/draft/draft';
import { LOCAL } from '../../src/engine/local-profile';
import { vocabularyOf } from '../../src/engine/profile';
import { coveredMethods } from '../../src/plan/checks';
import { UNCONFIRMED } from '../../src/plan/expectation';
import type { Rule } from '../../src/plan/types';
import { requirePlan } from '../../src/suite/compile';
import { readTarget } from '../../src/target/environment/read';
import { withRun } from '../../src/target/run';
import { standInTarget } from '../../src/target/stand-in';
import { withStandIn } from '../../tests/integration/support/with-stand-in';
import { compareCell, type Compared } from './compare';

/**
 * `npm run draft-all`: leaves each method out of the plan in turn, drafts what the plan has of it, and says how many of
 * the drafted cells are as the plan has them. With --only NAME, just the methods whose names begin so; with --real, on
 * the install that the environment names.
 */
const { values: asked } = parseArgs({
  options: { only: { type: 'string', default: '' }, real: { type: 'boolean', default: false } },
});
const ENOUGH = 95;

const rules = requirePlan()
  .plans.local.files.flatMap((file) => file.rules)
  // In a situation rights change, which a draft does not try.
  .filter(
    ({ given, surfaces, action }) => !given && surfaces.includes('api') && LOCAL.actions.has(action.name),
  );
const methods = [...coveredMethods(rules, vocabularyOf(LOCAL))]
  .filter((name) => name.startsWith(asked.only))
  .sort();
const methodsOf = ({ action }: Rule) => LOCAL.actions.get(action.name)?.info.methods ?? [];
const leftOut = rules.filter((rule) => methodsOf(rule).some((method) => methods.includes(method)));
const calls = [...new Map(leftOut.map(({ action }) => [action.text, action])).values()];

const compared: Compared[] = [];
const work = async (state: Parameters<Parameters<typeof withRun>[1]>[0]) => {
  const drafts = await draftCalls(calls, { profile: LOCAL, state });
  for (const rule of leftOut) {
    const draft = drafts.find(({ call }) => call.text === rule.action.text);
    for (const cell of rule.cells) {
      const drafted = draft?.cells.find(({ role }) => role === cell.role);
      if (cell.expectation.kind === 'none' || !drafted) continue;
      compared.push(compareCell({ rule: rule.id, action: rule.action.text }, cell, drafted));
    }
  }
};
const left = asked.real
  ? await withRun(readTarget(process.env), work)
  : await withStandIn({}, (standIn) => withRun(standInTarget(standIn), work));

const of = (...kinds: Compared['kind'][]) => compared.filter(({ kind }) => kinds.includes(kind));
for (const { kind, rule, action, role, plan, drafted, seen } of of(
  'deny as allow',
  'differs',
  'not tried',
  'known gap',
))
  console.log(`${kind}: ${rule} ${action} ${role}: plan ${plan}, drafted ${drafted} (${seen})`);
for (const line of left) console.log(`orphan: ${line}`);
const same = of('same').length;
const drafted = same + of('differs', 'deny as allow').length;
const percent = drafted === 0 ? 0 : (same / drafted) * 100;
console.log(
  `${percent.toFixed(1)} % of ${String(drafted)} drafted cells as the plan has them; ` +
    `${String(of('deny as allow').length)} denies drafted as allow`,
);
const open = of('known gap').filter((cell) => cell.plan !== 'allow' && cell.drafted === UNCONFIRMED).length;
console.log(
  `${String(methods.length)} methods, ${String(leftOut.length)} rules; ${String(of('not tried').length)} cells not tried, ` +
    `${String(of('known gap').length)} just as a known gap of the plan says, of which ${String(open)} are open to the role`,
);
if (percent < ENOUGH || of('deny as allow').length > 0 || left.length > 0) process.exitCode = 1;
