import { Browsing } from '../../../src/target/browser/browsing';
import { PageDriver } from '../../../src/engine/ui/page-driver';
import { LOCAL } from '../../../src/engine/local-profile';
import { roleIn } from '../../../src/engine/profile';
import type { RunState } from '../../../src/target/state';
import { buildWorld } from '../../../src/world/build';
import type { World } from '../../../src/world/world';
import type { ControlState } from '../../../pages/index';
import { RECORDED_ROLES, type Fact, type RecordedRole } from './facts';
import { messageOf } from '../../../src/target/message';

/** A control that is not as recorded; `seen` is a state, or why none could be told. */
export interface ControlDifference {
  control: string;
  call: string;
  role: RecordedRole;
  recorded: ControlState;
  seen: string;
}

/**
 * Looks at every control as each recorded role, in one browser and one world, and compares it with what was recorded.
 * @param progress is told of each difference as it is found
 * @returns how many states were compared, and those that differ
 * @throws NoBrowser when there is none
 */
export async function checkControls(
  state: RunState,
  facts: readonly Fact[],
  progress: (difference: ControlDifference) => void,
): Promise<{ compared: number; differences: ControlDifference[] }> {
  const differences: ControlDifference[] = [];
  const world = await buildWorld(state, `${state.prefix}_controls`, 'owner', state.seed);
  const browsing = new Browsing(state.baseUrl);
  try {
    for (const role of RECORDED_ROLES) {
      const page = await PageDriver.in(await browsing.contextOf(state.accounts[role]?.session));
      for (const fact of inOrder(facts)) {
        const seen = await look(page, world, fact, role);
        if (seen === fact.recorded[role]) continue;
        const difference = {
          ...{ control: fact.control.name, call: fact.call, role },
          ...{ recorded: fact.recorded[role], seen },
        };
        differences.push(difference);
        progress(difference);
      }
      await page.close();
    }
  } finally {
    await browsing.end();
    await world.end();
  }
  return { compared: facts.length * RECORDED_ROLES.length, differences };
}

async function look(
  page: PageDriver,
  world: World,
  { control, args }: Fact,
  role: RecordedRole,
): Promise<string> {
  try {
    const context = await page.context(control, { world, role: roleIn(LOCAL, role), args });
    const seen = await page.find(control, context);
    await page.leave();
    return seen;
  } catch (error) {
    page.forget();
    const [reason = ''] = messageOf(error).split('Call log');
    return `error: ${reason.trim()}`;
  }
}

/** Page by page, and what changes the page last, so that one loading serves many. */
function inOrder(facts: readonly Fact[]): Fact[] {
  const pages = [...new Set(facts.map(({ control }) => control.page.name))];
  const effort = ({ control: { page, within = [], enable } }: Fact) =>
    pages.indexOf(page.name) * 10 + (enable || within.some(({ menu }) => !menu) ? 1 : 0);
  return [...facts].sort((one, other) => effort(one) - effort(other));
}
