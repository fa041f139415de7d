import type { Rule } from '../plan/types';
import { rulesOf } from '../upgrade/record';
import { requirePlan } from '../suite/compile';
import { UsageError } from './command';

/** The options by which a command's rules are chosen. */
export const CHOICE = { area: { type: 'string' }, grep: { type: 'string' } } as const;

/**
 * The rules of the plan that a command is about.
 * @param area names of areas, comma separated
 * @param grep a regular expression, sought in ID, title and action
 * @throws UsageError when there are none; Error with all problems of the plan
 */
export function chooseRules({
  area,
  grep,
}: {
  area?: string | undefined;
  grep?: string | undefined;
}): Rule[] {
  const all = rulesOf(requirePlan().plans.local);
  const areas = area?.split(',').map((name) => name.trim());
  const known = new Set(all.map((rule) => rule.area));
  const unknown = areas?.filter((name) => !known.has(name)) ?? [];
  if (unknown.length > 0) {
    throw new UsageError(`unknown area "${unknown.join(', ')}"; known: ${[...known].join(', ')}`);
  }
  const pattern = grep === undefined ? undefined : patternOf(grep);
  const rules = all.filter(
    (rule) =>
      (areas?.includes(rule.area) ?? true) &&
      (pattern?.test(`${rule.id} ${rule.title} ${rule.action.text}`) ?? true),
  );
  if (rules.length === 0) throw new UsageError('no rule of the plan fits --area and --grep');
  return rules;
}

function patternOf(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw new UsageError(`--grep ${text} is no regular expression`);
  }
}
