import type { Locator } from '@playwright/test';
import type { PageObjects } from '../../pages';
import type { Role } from '../roles';
import type { World } from '../world/world';
import type { RunAccount } from '../target/state';
import type { Stated } from '../target/stated';

/** What a control needs to be found, tried and used. */
export interface ControlContext {
  /** The pages, in the browser of the acting account. */
  pages: PageObjects;
  world: World;
  role: Role;
  /** The arguments of the rule's action, as in `records.add(table: secrets)`. */
  args: Readonly<Record<string, unknown>>;
  /** A unique name, with the world's prefix, for what the control makes. */
  fresh: string;
}

/** The context while no browser is needed. */
export type WorldContext = Omit<ControlContext, 'pages'>;

/** An interaction with a page. `Made` are the objects that the control's page has made and shows. */
type Interaction<Made> = (context: ControlContext & Made) => Promise<unknown>;
type Find<Made> = (context: ControlContext & Made) => Locator;

/** Opens a part of the page that contains controls; when the opener is not offered, they are absent. */
export interface Step<Made = unknown> {
  opener: Find<Made>;
  open: Interaction<Made>;
  /** Whether Escape closes it, as for a menu; dialogs and selections stay. */
  menu?: true;
}

/** How a control is found and used. */
export interface ControlDefinition<Made> {
  /**
   * The calls that it offers, as plans write them: `records.add`, `records.add(table: secrets)`. Their rules
   * get cells for this control; a control without calls is only compared with recordings.
   */
  offers: readonly string[];
  /** The first release that shows it without a change that was begun; not looked for on older ones. */
  since?: string;
  /** The menus and dialogs that lead to it, in order. */
  within?: readonly Step<Made>[];
  locate: Find<Made>;
  /** For a control without an element of its own: why the page does not show it; undefined if it does. */
  whyMissing?: (context: ControlContext & Made) => Promise<string | undefined>;
  /** Provides what it needs to be enabled for anybody: a name, a choice. */
  enable?: Interaction<Made>;
  /**
   * Makes objects that are needed only when the control is used. Runs before the witness's first snapshot and
   * before the page opens. If it returns a function, that runs after the last snapshot.
   */
  prepare?: Interaction<Made>;
  /**
   * Completes its action from where it was found: dialogs and the menu are open, inputs provided. Ends when the
   * page shows completion. A returned text is what was read; a returned function reads it, once all answers are
   * shown. Omitted when the page itself is read.
   */
  use?: Interaction<Made>;
  /** Reads again what it shows, on the page as it is open; for a control that only reads. */
  again?: Interaction<Made>;
  /** All that using it changes, as an attempt of an action states it. */
  changes?: readonly Stated[] | ((context: ControlContext & Made) => readonly Stated[]);
  /** What changes, where no call of the API tells it, such as `a password`: not used without SQL. */
  onlyBySql?: string;
  /** For a control that reads: the text that must be read. */
  canary?: (context: ControlContext & Made) => string;
  /** Affects the caller's own account, so a throw-away account uses it. */
  usesThrowAwayAccount?: true;
  /** Changes shared state, so attempts are serialized. */
  shared?: true;
  /**
   * For a control that stands for everything on its page: the page's name in the plan, menus that no button
   * opens, and whether those of the bar on top, which is the same on every page, are opened here.
   */
  lists?: { page: string; menus: readonly Step<Made>[]; withBar: boolean };
}

/** A page with controls, in a certain state. */
export interface ControlPage<Made> {
  /** Its name in messages. */
  name: string;
  /** Makes the objects that the page shows, before it opens; later controls of the same world reuse them. */
  make: (context: WorldContext) => Promise<Made>;
  /** Distinguishes the addresses at which it may be open, e.g. by table. */
  key?: (rule: Pick<ControlContext, 'args'>) => string;
  /** Ends when either the page or a refusal is shown. */
  open: Interaction<Made>;
}

/** A control that a page may offer. */
export interface Control extends ControlDefinition<unknown> {
  /** Its place and name: `row menu: Delete Record`. Unique; part of a test's title. */
  name: string;
  page: ControlPage<unknown>;
}

/**
 * Where a control is.
 * @param args the arguments of its rule's action
 * @returns the address, the same for all controls that one page at one time may show; and the last of the dialogs and
 *   selections that must be open on it
 */
export const placeOf = ({ page, within = [] }: Control, args: ControlContext['args']) => ({
  address: JSON.stringify([page.name, page.key?.({ args })]),
  dialog: within.findLast((step) => !step.menu),
});

/** The controls of a page, by name; their functions receive the objects that the page has made. */
export function controlsOf<Made>(
  page: ControlPage<Made>,
  definitions: Record<string, ControlDefinition<Made>>,
): Control[] {
  // Sound because every function of a control is called only with what its own page has made.
  return Object.entries(definitions).map(
    ([name, definition]) => ({ name, page, ...definition }) as unknown as Control,
  );
}

/** A page that needs no objects. */
export const plainPage = (name: string, open: Interaction<object>): ControlPage<object> => ({
  name,
  make: () => Promise.resolve({}),
  open,
});

/** A step that opens a menu, which Escape closes. */
export const menu = <Made>(opener: Find<Made>, open: Interaction<Made>): Step<Made> => ({
  opener,
  open,
  menu: true,
});

/** A step that opens something that stays open: a dialog, a tab, a selection. */
export const dialog = <Made>(opener: Find<Made>, open: Interaction<Made>): Step<Made> => ({ opener, open });

/** The identifiers of the world's schema, for addresses. */
export const ids = ({ world }: Pick<ControlContext, 'world'>) => ({
  databaseId: world.databaseId,
  schemaOid: world.schema.oid,
});

/** The account of a role of the run. @throws Error for a role without one */
export function accountOf(world: World, role: string): RunAccount {
  const found = world.state.accounts[role];
  if (!found) throw new Error(`role "${role}" has no account`);
  return found;
}
