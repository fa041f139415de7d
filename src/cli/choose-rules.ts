import { Option } from '@commander-js/extra-typings';
import type { Rule } from '../plan/types';
import { rulesOf } from '../upgrade/record';
import { requirePlan } from '../suite/compile';
import { unknownName } from '../plan/suggest';
import { UsageError } from './command';

/** Options that choose the rules for a command. */
export const AREA = new Option('--area <areas>', 'only the rules of these areas, comma separated');
export const GREP = new Option('--grep <pattern>', 'only rules whose ID, title or action matches');

/** The values of the options. */
export interface Choice {
  area?: string;
  grep?: string;
}

/**
 * Chooses the rules of the plan for a command.
 * @param area names of areas, comma separated
 * @param grep a regular expression, matched against ID, title and action
 * @throws UsageError when there are none; Error with all problems of the plan
 */
export function chooseRules({ area, grep }: Choice): Rule[] {
  const all = rulesOf(requirePlan().plans.local);
  const areas = area?.split(',').map((name) => name.trim());
  const known = new Set(all.map((rule) => rule.area));
  const unknown = areas?.filter((name) => !known.has(name)) ?? [];
  if (unknown.length > 0) {
    const lines = unknown.map((name) => unknownName('area', name, known));
    throw new UsageError([...lines, `  known: ${[...known].join(', ')}`].join('\n'));
  }
  const pattern = grep === undefined ? undefined : patternOf(grep);
  const rules = all.filter(
    (rule) =>
      (areas?.includes(rule.area) ?? true) &&
      (pattern?.test(`${rule.id} ${rule.title} ${rule.action.text}`) ?? true),
  );
  if (rules.length === 0) throw new UsageError('no rule of the plan matches --area and --grep');
  return rules;
}

function patternOf(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw new UsageError(`--grep ${text} is not a regular expression`);
  }
}
