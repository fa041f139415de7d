import type { PageCell, PageIndex, PageRule } from './data';
import { ruleOf } from './filter';

/** The same, tried on more than one target. */
export interface Pair {
  /** The rule as the first target ran it. */
  rule: PageRule;
  /** Who acts, and where: `viewer · row menu: Delete`. */
  what: string;
  /** The numbers of its cells by target. */
  byTarget: ReadonlyMap<string, number>;
  /** The targets do not end alike. */
  isDifferent: boolean;
}

/**
 * What more than one target has, for one role on one surface: rules of one name, and where a rule's name is known to one
 * target alone, rules with the same action in the same situation; the first of each target.
 */
export function pairsOf(index: PageIndex): Pair[] {
  const shared = sharedNames(index.rules);
  const groups = new Map<string, { rule: PageRule; what: string; byTarget: Map<string, number> }>();
  for (const [n, cell] of index.cells.entries()) {
    const rule = ruleOf(index, cell);
    const what = whatOf(cell);
    const key = [shared.has(rule.rule) ? rule.rule : `${rule.action}\n${rule.given ?? ''}`, what].join('\n');
    const group = groups.get(key) ?? { rule, what, byTarget: new Map<string, number>() };
    groups.set(key, group);
    if (!group.byTarget.has(rule.target)) group.byTarget.set(rule.target, n);
  }
  return [...groups.values()]
    .filter(({ byTarget }) => byTarget.size > 1)
    .map((group) => ({ ...group, isDifferent: areDifferent(index, [...group.byTarget.values()]) }));
}

function sharedNames(rules: readonly PageRule[]): Set<string> {
  const targets = new Map<string, Set<string>>();
  for (const { rule, target } of rules) targets.set(rule, new Set([...(targets.get(rule) ?? []), target]));
  return new Set([...targets].filter(([, of]) => of.size > 1).map(([rule]) => rule));
}

const whatOf = ({ role, variant, surface, control }: PageCell) =>
  [variant ?? role, control ?? surface].join(' · ');

const areDifferent = ({ cells }: PageIndex, numbers: readonly number[]) =>
  new Set(numbers.map((n) => [cells[n]?.verdict, cells[n]?.judged, cells[n]?.expected].join('\n'))).size > 1;
