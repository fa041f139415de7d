import { changedFields, type Change, type Entry, type Snapshot } from '../target/snapshot';
import type { Witness } from '../target/witness';
import type { World } from '../world/world';

const rootOf = (key: string) => key.split('/')[0] ?? key;

/**
 * What was seeded and what nobody may touch, as it must be. The suite seeds through the very calls that it tests, so a side
 * effect of such a call may be there before the first attempt; it then shows as a change of the attempts that state one of
 * the same part.
 */
export class AsSeeded {
  /** @param expected the bystanders, and what belongs to the run */
  private constructor(private readonly expected: Snapshot) {}

  /** Looks at bystanders right after they were seeded; a selective witness does not, since it would cost too much. */
  static async look(witness: Witness, bystanders: World): Promise<AsSeeded> {
    return new AsSeeded(witness.selective ? new Map() : await witness.look(bystanders.scope(false)));
  }

  /**
   * What was otherwise than seeded before an attempt, and still is.
   * @param parts that the attempt states
   * @param granted what the attempt's world has granted to the roles of the plan and, by no entry, what it has not
   */
  unasked(parts: readonly string[], granted: readonly Entry[], before: Snapshot, after: Snapshot): Change[] {
    return [...new Set(parts)].flatMap((part) => {
      const expected = new Map(this.expected.get(part));
      const roots = new Set([...expected.keys()].map(rootOf));
      for (const entry of granted) if (entry.part === part) expected.set(entry.key, entry);
      const kept = [...(before.get(part)?.keys() ?? [])].filter((key) => roots.has(rootOf(key)));
      return [...new Set([...expected.keys(), ...kept])].flatMap((key) => {
        const [was, now] = [expected.get(key), before.get(part)?.get(key)];
        const left = after.get(part)?.get(key);
        const same =
          changedFields({ was, now }).length === 0 || changedFields({ was: now, now: left }).length > 0;
        return same ? [] : [{ part, key, was, now }];
      });
    });
  }
}
