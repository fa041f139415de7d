import type { Control, ControlContext } from '../../controls/control';
import { controlState, pageObjects } from '../../../pages';
import type { Answered } from '../../engine/attempt';
import { Exclusive } from '../../engine/exclusive';
import { openHearing } from '../../engine/hearing';
import { LOCAL } from '../../engine/local-profile';
import { roleIn } from '../../engine/profile';
import { PageCalls } from '../../engine/ui/page-calls';
import { WitnessedWorld } from '../../engine/witnessed-world';
import { gapOf } from '../../plan/gaps';
import type { Disclosure } from '../../plan/disclosure/kinds';
import type { Cell, Rule } from '../../plan/types';
import type { Role } from '../../roles';
import { ApiWitness } from '../../target/api-witness';
import { Browsing } from '../../target/browser/browsing';
import { messageOf } from '../../target/message';
import { accountOf, type RunState } from '../../target/state';
import { throwAwayAccount } from '../../world/throw-away-account';
import type { World } from '../../world/world';
import { refuseRule, rethrow } from '../make-recipe';
import { NotReproducible } from '../not-reproducible';
import type { PageStep, Recipe } from '../recipe';
import { newWorld, recipeOf } from '../recipe-of';
import type { Take } from '../take';
import type { Templates } from '../templates';
import { Trace, type Traced } from '../trace';
import { codeOf, linesOf, PageNotes, type Note } from './page-notes';

/** What was done on a page, before the names of the run are taken out. */
interface Walk {
  open: Note[];
  within: { opener: string; open: Note[] }[];
  locator: string;
  enable: Note[];
  use: Note[];
}

/**
 * Has a control of a page used by a role that may, and makes a recipe of what was done on the page and sent before.
 * @throws NotReproducible
 */
export async function makePageRecipe(
  state: RunState,
  disclosure: Disclosure,
  about: { rule: Rule; cell: Cell; control: Control },
): Promise<Recipe> {
  const browsing = new Browsing(state.baseUrl);
  try {
    return await recipeIn(browsing, state, disclosure, about);
  } finally {
    await browsing.end();
  }
}

async function recipeIn(
  browsing: Browsing,
  state: RunState,
  disclosure: Disclosure,
  { rule, cell, control }: { rule: Rule; cell: Cell; control: Control },
): Promise<Recipe> {
  refuseRule(state, rule, cell.role);
  refuseControl(control);
  const role = roleIn(LOCAL, cell.role);
  const guides = guidesOf(rule, cell, control);
  if (guides.length === 0)
    throw new NotReproducible('no role may use the control, so nobody can show what using it takes');
  const trace = new Trace(state, await openHearing(state, LOCAL, disclosure));
  const failures: string[] = [];
  for (const [index, guide] of guides.entries()) {
    const world = await newWorld(state, role, `x${String(index + 3)}`, guide === role ? [] : [guide]);
    try {
      const { take, walk } = await walkAs(guide, { world, trace, rule, control }, browsing);
      take.setUp = take.setUp.filter(({ method }) => !/(^|\.)(list|get)\w*$/.test(method));
      if (guide !== role)
        take.setUp = take.setUp.map((call) => without(state.postgresRoles[guide.name]?.oid, call));
      const by = role.account === 'none' ? 'nobody' : 'actor';
      const recipe = await recipeOf(state, rule, cell, take, (templates) =>
        Promise.resolve({ attempt: stepOf(by, control, walk, templates) }),
      );
      const answer = {
        kind: cell.expectation.kind === 'allow' ? ('offered' as const) : ('not offered' as const),
      };
      return { ...recipe, check: { ...recipe.check, answer } };
    } catch (error) {
      if (error instanceof NotReproducible) throw error;
      failures.push(`${guide.name}: ${messageOf(error).split('\n')[0] ?? ''}`);
    } finally {
      await world.end();
      trace.calls.splice(0);
    }
  }
  throw new NotReproducible(`nobody could use "${control.name}" (${failures.join('; ')})`);
}

function refuseControl({ name, lists, whyMissing, shared, onlyBySql }: Control): void {
  if (lists)
    throw new NotReproducible(
      `"${name}" is about everything that a page offers, which the plan keeps as a list`,
    );
  if (whyMissing) throw new NotReproducible(`"${name}" is no element of the page that could be looked for`);
  if (shared) throw new NotReproducible('it changes what belongs to the whole install');
  if (onlyBySql !== undefined) throw new NotReproducible(`only SQL sees a change of ${onlyBySql}`);
}

/** Who may use a control: the role itself first, then whoever has most rights. */
function guidesOf(rule: Rule, cell: Cell, control: Control): Role[] {
  const may = rule.cells.filter(
    (one) => one.expectation.kind === 'allow' && (one === cell || !gapOf(one, 'ui', control.name)),
  );
  const rank = ({ role }: Cell) => [cell.role, 'admin'].indexOf(role) >>> 0;
  return may.sort((one, other) => rank(one) - rank(other)).map((one) => roleIn(LOCAL, one.role));
}

/** Goes the whole way to a control as a role that may use it, and uses it, while the witness looks. */
async function walkAs(
  guide: Role,
  { world, trace, rule, control }: { world: World; trace: Trace; rule: Rule; control: Control },
  browsing: Browsing,
): Promise<{ take: Take; walk: Walk }> {
  const account = control.usesThrowAwayAccount
    ? (await throwAwayAccount(world, guide)).account
    : accountOf(world.state, guide);
  const browserContext = await browsing.contextOf(account?.session);
  try {
    const page = await browserContext.newPage();
    const calls = new PageCalls(page);
    const notes = new PageNotes(page);
    const begin = { world, role: guide, args: rule.action.args, fresh: world.name('made') };
    const made = (await control.page.make(begin)) as object;
    const context: ControlContext = { ...begin, ...made, pages: pageObjects(notes.page) };
    const restore = await control.prepare?.(context);
    if (typeof restore === 'function')
      throw new NotReproducible('it changes what belongs to the whole install');
    const setUp = trace.calls.splice(0);
    const way = await goTo(control, context, notes, calls);
    const witnessed = new WitnessedWorld(world, new ApiWitness(world.state), new Exclusive());
    const { changes } = control;
    const stated = typeof changes === 'function' ? changes(context) : changes;
    const canary = control.canary?.(context);
    let before: Traced[] = [];
    const ready = {
      request: { page: control.page.name, control: control.name },
      mustSee: true,
      ...(stated !== undefined && { changes: stated }),
      carryOut: async (): Promise<Answered> => {
        before = trace.calls.splice(0);
        calls.listen();
        await control.use?.(context);
        await calls.quiet();
        const refused = (await calls.settled()).find(({ outcome }) => outcome.kind !== 'allowed');
        if (refused) throw new Error(`${refused.call} was refused`);
        return { outcome: { kind: 'allowed' }, text: '' };
      },
    };
    const seen = await witnessed.watch(ready).catch(rethrow);
    const after = trace.calls.splice(0);
    const take = { world, seen, setUp, before, after, sender: undefined, told: [], canary };
    return { take, walk: { ...way, use: notes.take() } };
  } finally {
    await browserContext.close();
  }
}

/** Opens the page and what leads to the control. @throws Error where it is not offered */
async function goTo(
  control: Control,
  context: ControlContext,
  notes: PageNotes,
  calls: PageCalls,
): Promise<Omit<Walk, 'use'>> {
  await control.page.open(context);
  await calls.quiet();
  const open = notes.take();
  const within: Walk['within'] = [];
  for (const step of control.within ?? []) {
    const opener = codeOf(step.opener(context));
    await step.open(context);
    await calls.quiet();
    within.push({ opener, open: notes.take() });
  }
  const locator = control.locate(context);
  if (control.enable && (await controlState(locator)) === 'disabled') await control.enable(context);
  await calls.quiet();
  const enable = notes.take();
  if ((await controlState(control.locate(context))) !== 'enabled') throw new Error('it is not offered');
  return { open, within, locator: codeOf(locator), enable };
}

function stepOf(by: string, control: Control, walk: Walk, templates: Templates): PageStep {
  const text = (one: string) => templates.text(one);
  const lines = (notes: readonly Note[]) =>
    notes.flatMap((note) => linesOf(note, text, (path) => templates.address(path)));
  return {
    by,
    page: {
      control: control.name,
      open: lines(walk.open),
      within: walk.within.map(({ opener, open }) => ({ opener: text(opener), open: lines(open) })),
      locator: text(walk.locator),
      enable: lines(walk.enable),
      use: lines(walk.use),
    },
  };
}

/** A grant without what it gives to a role that only showed the way. */
function without(oid: number | undefined, call: Traced): Traced {
  const { privileges } = call.params as { privileges?: { role_oid: number }[] };
  if (oid === undefined || !privileges) return call;
  const others = privileges.filter(({ role_oid }) => role_oid !== oid);
  return {
    ...call,
    failed: call.failed || others.length === 0,
    params: { ...(call.params as object), privileges: others },
  };
}
