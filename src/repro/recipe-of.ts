import { LOCAL } from '../engine/local-profile';
import { roleIn } from '../engine/profile';
import { writeExpectation } from '../plan/expectation';
import type { Cell, Rule } from '../plan/types';
import type { Role } from '../roles';
import { nameInWorker } from '../target/run-name';
import type { RunState } from '../target/state';
import { buildWorld } from '../world/build';
import { worldOwnerFor, type World } from '../world/world';
import { checkOf } from './check';
import { looksOf } from './looks';
import type { Recipe } from './recipe';
import { slice } from './slice';
import type { Take } from './take';
import { otherDatabase, others, standingOf } from './standing';
import { Templates } from './templates';

/** Worlds are named after their worker; this is beyond all others. */
const WORKER = 950;

/** A world of a role's own. @param more roles that get their grants in it too */
export const newWorld = (
  state: RunState,
  role: Role,
  name: string,
  more: readonly Role[] = [],
): Promise<World> =>
  buildWorld(state, nameInWorker(state.prefix, WORKER, name), worldOwnerFor(role), state.seed, [
    role,
    ...more,
  ]);

/** A recipe of all that was sent, of which only what the attempt takes is kept. @param tried writes the attempt */
export async function recipeOf(
  state: RunState,
  rule: Rule,
  cell: Cell,
  take: Take,
  tried: (templates: Templates) => Promise<Pick<Recipe, 'attempt' | 'missing'>>,
): Promise<Recipe> {
  const role = roleIn(LOCAL, cell.role);
  const templates = new Templates(state, take.world);
  const own = standingOf(role, state, templates);
  const other = otherDatabase(state, templates);
  const rest = others(role).map((one) => standingOf(one, state, templates));
  const setUp = take.setUp.filter(({ failed }) => !failed).map((traced) => templates.step(traced, 'admin'));
  const attempted = await tried(templates);
  const { looks, counts } = looksOf(take, templates);
  const standing = [
    ...templates.standing,
    other,
    ...own.steps,
    ...rest.flatMap(({ steps }) => steps),
    ...own.own,
  ];
  const recipe: Recipe = {
    rule: rule.id,
    role: cell.role,
    title: rule.title,
    action: rule.action.text,
    expected: writeExpectation(cell.expectation),
    setUp: [...standing, ...setUp],
    looks,
    ...attempted,
    cleanUp: [],
    check: checkOf(cell.expectation, take.canary, take.told, counts, templates),
  };
  return slice(recipe, new Set([...templates.standing, ...own.own, ...own.steps]));
}
