import { placeOf } from '../../../src/controls/control';
import { contextFor } from '../../../src/actions/action';
import { LOCAL } from '../../../src/engine/local-profile';
import { roleIn } from '../../../src/engine/profile';
import { gapOf } from '../../../src/plan/gaps';
import { cellsInOrder, offersInOrder } from '../../../src/plan/order';
import type { Cell, Rule } from '../../../src/plan/types';
import type { Session } from '../../../src/target/client';
import type { RunState } from '../../../src/target/state';
import { buildWorld } from '../../../src/world/build';
import { worldOwnerFor, type World, type WorldOwner } from '../../../src/world/world';

/** A cell as a plain suite tests it, with all that it needs of the install. */
export interface PlainCell {
  title: string;
  rule: string;
  role: string;
  allowed: boolean;
  /** To log in with; absent for somebody who does not. */
  account?: { username: string; password: string; session: Session };
  /** On the API: one call. */
  call?: { method: string; params: unknown };
  /** On a page: a control, and what its page is about. */
  look?: {
    control: string;
    args: Record<string, unknown>;
    world: Pick<World, 'schema' | 'tables'> & { databaseId: number };
    made: unknown;
  };
}

/** What identifies a cell in both suites. */
export const keyOf = (rule: string, role: string, control: string | undefined): string =>
  [rule, role, control ?? 'api'].join(' ');

/**
 * The cells of some rules as a plain suite would have them, over worlds that are built for one run of it.
 * @param name of the worlds, unique in the run
 * @returns those that its kind of test can be right about: no known gaps, and on the API one call; looks first, for the
 *   calls remove what is looked at
 */
export async function plainCells(
  rules: readonly Rule[],
  state: RunState,
  name: string,
): Promise<PlainCell[]> {
  const worlds = new Map<WorldOwner, World>();
  for (const owner of ['owner', 'manager'] as const)
    worlds.set(owner, await buildWorld(state, `${state.prefix}_${name}_${owner}`, owner, 1));
  const plain = (rule: Rule, cell: Cell, control?: string) => {
    const role = roleIn(LOCAL, cell.role);
    const world = worlds.get(worldOwnerFor(role));
    const account = state.accounts[cell.role];
    if (!world || gapOf(cell, control === undefined ? 'api' : 'ui', control)) return undefined;
    return {
      about: {
        title: [rule.id, cell.role, control ?? 'api'].join(' · '),
        rule: rule.id,
        role: cell.role,
        allowed: cell.expectation.kind === 'allow',
        ...(account && { account }),
      },
      context: { world, role, args: rule.action.args, fresh: world.name('plain') },
      world,
      role,
    };
  };
  const looks: PlainCell[] = [];
  const calls: PlainCell[] = [];
  for (const rule of rules)
    for (const cell of cellsInOrder(rule)) {
      const found = plain(rule, cell);
      const attempt =
        found &&
        (await LOCAL.actions
          .get(rule.action.name)
          ?.attempt(contextFor(found.world, found.role, { missing: false }), rule.action.args));
      if (attempt && 'rpc' in attempt.request)
        calls.push({
          ...found.about,
          call: { method: attempt.request.rpc, params: attempt.request.params },
        });
    }
  for (const { rule, cell, control } of offersInOrder(rules, (name, { action }) =>
    placeOf(LOCAL.controls.named(name), action.args),
  )) {
    const found = plain(rule, cell, control);
    if (!found) continue;
    const made = await LOCAL.controls.named(control).page.make(found.context);
    const { databaseId, schema, tables } = found.world;
    const look = { control, args: rule.action.args, world: { databaseId, schema, tables }, made };
    looks.push({ ...found.about, look });
  }
  return [...looks, ...calls];
}
