import { isKnown } from '../engine/result-recorder';
import type { Judgement } from '../engine/verdict/judge';
import { ask, type Compared } from './ask';
import { ASKED } from './asked';
import { FACTOR_NAMES, type ComposedRole } from './factors';
import { gapFor, judgeByRule } from './judge';
import type { ComposedRule } from './plan/page';
import type { Scene } from './scene';
import { shrink } from './shrink';

/** A difference between Mathesar and PostgreSQL that no known gap excuses. */
export interface Difference {
  rule: ComposedRule;
  /** The role with the fewest grants that shows it. */
  role: ComposedRole;
  judgement: Judgement;
  compared: Compared;
}

/**
 * Asks each row as each role, and shrinks what differs.
 * @param rules rows of the plan; those about one role are left out
 * @param asks called after each role with what was found so far
 * @throws Error when stopped by the signal; what the scene throws
 */
export async function findDifferences(
  scene: Scene,
  rules: readonly ComposedRule[],
  roles: readonly ComposedRole[],
  { signal, progress }: { signal: AbortSignal; progress: (roles: number, found: number) => void },
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const [index, role] of roles.entries()) {
    for (const rule of rules) {
      signal.throwIfAborted();
      const seen = await differenceOf(scene, rule, role);
      if (!seen || found.some((known) => explains(known, seen))) continue;
      const { verdict } = seen.judgement;
      const smallest = await shrink(role, async (candidate) => {
        signal.throwIfAborted();
        return (await differenceOf(scene, rule, candidate))?.judgement.verdict === verdict;
      });
      const shrunk = await differenceOf(scene, rule, smallest);
      if (!shrunk)
        throw new Error(`${rule.id}: a difference came and went; see whether others use the install`);
      found.push(shrunk);
    }
    progress(index + 1, found.length);
  }
  return found;
}

async function differenceOf(
  scene: Scene,
  rule: ComposedRule,
  role: ComposedRole,
): Promise<Difference | undefined> {
  const asked = ASKED.find(({ name }) => name === rule.asked);
  if (!asked) throw new Error(`nothing is asked by the name ${rule.asked}`);
  const compared = await ask(scene, role, asked);
  const judgement = judgeByRule(compared, rule);
  if (judgement.verdict === 'pass' || isKnown(judgement, gapFor(compared, rule))) return undefined;
  return { rule, role, judgement, compared };
}

/** Whether a role that was shrunk is part of one that shows the same. */
const explains = (known: Difference, seen: Difference) =>
  known.rule === seen.rule &&
  known.judgement.verdict === seen.judgement.verdict &&
  FACTOR_NAMES.every((factor) => known.role[factor] === 0 || known.role[factor] === seen.role[factor]);
