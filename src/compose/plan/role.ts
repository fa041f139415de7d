import { unknownName } from '../../plan/suggest';
import { FACTOR_NAMES, levelsOf, NEUTRAL, NEUTRAL_NAME, type ComposedRole } from '../factors';

/**
 * Reads a role as {@link describeRole} writes it: `table: SELECT; membership: of a group, without INHERIT`.
 * @returns the role, or a one-line problem
 */
export function readRole(written: string): ComposedRole | string {
  const role: Record<string, number> = { ...NEUTRAL };
  for (const part of written === NEUTRAL_NAME ? [] : written.split(';').map((text) => text.trim())) {
    const [, name = part, level = ''] = /^([^:]+): (.+)$/.exec(part) ?? [];
    const factor = FACTOR_NAMES.find((known) => known === name);
    if (factor === undefined)
      return `${unknownName('factor', name, FACTOR_NAMES)}; write it as table: SELECT`;
    const levels = levelsOf(factor).map((known) => known.name);
    const number = levels.indexOf(level);
    if (number < 0)
      return `${unknownName(`level of ${factor}`, level, levels)}; known: ${levels.join(' / ')}`;
    role[factor] = number;
  }
  return role as ComposedRole;
}
