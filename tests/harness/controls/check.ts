import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { controlState, type ControlState } from '../../../pages';
import { findBrowser } from '../../../src/browser/find-browser';
import type { RunAccount } from '../../../src/install/state';
import { RECORDED_ROLES, type Control, type RecordedRole } from './controls';
import type { Library } from './library';
import { pageObjects, type PageObjects } from './pages';
import { account, openBase, type BaseName, type Scene } from './scenes';

/** A control that is not as recorded; `seen` is a state, or why none could be told. */
export interface ControlDifference {
  page: string;
  control: string;
  role: RecordedRole;
  recorded: ControlState;
  seen: string;
}

/** Milliseconds after which what a page should show or do is given up. */
const PATIENCE_MS = 15_000;

/**
 * Looks at every control as each recorded role, in one browser, and compares it with what was recorded.
 * @param progress is told of each difference as it is found
 * @returns how many states were compared, and those that differ
 */
export async function checkControls(
  library: Library,
  controls: readonly Control[],
  progress: (difference: ControlDifference) => void,
  roles: readonly RecordedRole[] = RECORDED_ROLES,
): Promise<{ compared: number; differences: ControlDifference[] }> {
  const { executablePath, args } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args });
  const differences: ControlDifference[] = [];
  try {
    for (const role of roles) {
      const context = await contextOf(browser, library.world.state.baseUrl, account(library, role));
      const walk = new Walk(pageObjects(await context.newPage()), library);
      for (const [scene, ofScene] of inOrder(controls)) {
        for (const { control, seen } of await walk.look(scene, ofScene)) {
          const recorded = control.recorded[role];
          if (seen === recorded) continue;
          const difference = { page: control.page, control: control.control, role, recorded, seen };
          differences.push(difference);
          progress(difference);
        }
      }
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return { compared: controls.length * roles.length, differences };
}

/** A browser context in which an account is logged in. */
export async function contextOf(
  browser: Browser,
  baseURL: string,
  { session }: RunAccount,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 1000 } });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addCookies([
    { name: 'sessionid', value: session.sessionId, url: baseURL },
    { name: 'csrftoken', value: session.csrfToken, url: baseURL },
  ]);
  // Mathesar keeps there which sections are open; every page shall begin as a new user's does.
  await context.addInitScript('localStorage.clear()');
  return context;
}

/** Controls by scene; scenes of a base one after the other, those that change it last. */
function inOrder(controls: readonly Control[]): [Scene, Control[]][] {
  const scenes = new Map<Scene, Control[]>();
  for (const control of controls) {
    scenes.set(control.scene, [...(scenes.get(control.scene) ?? []), control]);
  }
  const bases = [...new Set(controls.map(({ scene }) => scene.base))];
  const effort = ({ lasting, steps, base }: Scene) =>
    bases.indexOf(base) * 100 + (lasting ? 10 : 0) + steps.length;
  return [...scenes].sort(([one], [other]) => effort(one) - effort(other));
}

/** One role's way through the scenes. */
class Walk {
  /** The base whose page is open and as it was when it opened. */
  private fresh: BaseName | undefined;

  constructor(
    private readonly p: PageObjects,
    private readonly library: Library,
  ) {}

  /** The states of the controls of a scene. */
  async look(scene: Scene, controls: Control[]): Promise<{ control: Control; seen: string }[]> {
    try {
      const reached = await this.reach(scene);
      const seen: { control: Control; seen: string }[] = [];
      // What must be given something changes the page for those after it.
      for (const control of controls.toSorted(
        (one, other) => Number(!!one.enable) - Number(!!other.enable),
      )) {
        seen.push({ control, seen: reached ? await this.state(control) : 'absent' });
      }
      await this.leave(scene, controls);
      return seen;
    } catch (error) {
      this.fresh = undefined;
      const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('Call log');
      return controls.map((control) => ({ control, seen: `error: ${reason.trim()}` }));
    }
  }

  /** @returns false when the way is not offered, so that what is at its end is absent */
  private async reach({ base, steps }: Scene): Promise<boolean> {
    if (this.fresh !== base) await openBase(base, this.p, this.library);
    this.fresh = base;
    for (const { opener, open } of steps) {
      if ((await controlState(opener(this.p, this.library))) !== 'enabled') return false;
      await open(this.p, this.library);
    }
    return true;
  }

  private async state({ locate, enable }: Control): Promise<ControlState> {
    const control = locate(this.p, this.library);
    const before = await controlState(control);
    if (before !== 'disabled' || !enable) return before;
    this.fresh = undefined;
    await enable(this.p, this.library);
    return controlState(control);
  }

  /** Closes what the scene opened, so that the next need not load the page again. */
  private async leave({ steps, lasting }: Scene, controls: Control[]): Promise<void> {
    if (steps.length === 0) return;
    if (lasting || controls.some(({ enable }) => enable)) this.fresh = undefined;
    else await this.p.page.keyboard.press('Escape');
  }
}
