import { FACTOR_NAMES, type ComposedRole } from './factors';

/**
 * Sets back each factor of a role to its neutral level while a difference stays, until none can be set back.
 *
 * @param differs whether a role still shows the difference; asked of one role after the other
 * @returns a role that shows it, and does no longer when any one factor more is set back
 */
export async function shrink(
  role: ComposedRole,
  differs: (role: ComposedRole) => Promise<boolean>,
): Promise<ComposedRole> {
  let smallest = role;
  for (let shrunk = true; shrunk;) {
    shrunk = false;
    for (const factor of FACTOR_NAMES) {
      if (smallest[factor] === 0) continue;
      const smaller = { ...smallest, [factor]: 0 };
      if (!(await differs(smaller))) continue;
      smallest = smaller;
      shrunk = true;
    }
  }
  return smallest;
}
