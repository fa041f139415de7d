import type { Locator } from '@playwright/test';
import type { PageObjects } from '../../pages';
import type { Role } from '../roles';
import type { World } from '../world/world';
import type { RunAccount } from '../target/state';

/** What a control is found, tried and used with. */
export interface ControlContext {
  /** The pages, in the browser of the person who acts. */
  pages: PageObjects;
  world: World;
  role: Role;
  /** The arguments of the rule's action, as in `records.add(table: secrets)`. */
  args: Readonly<Record<string, unknown>>;
  /** A name for what the control makes, which nobody else uses; it begins with the world's prefix. */
  fresh: string;
}

/** The context before a browser is needed. */
export type WorldContext = Omit<ControlContext, 'pages'>;

/** Does something on a page. `Made` is what the control's page has made: the objects that it shows. */
type Interaction<Made> = (context: ControlContext & Made) => Promise<unknown>;
type Find<Made> = (context: ControlContext & Made) => Locator;

/** Opens what holds the next controls; when the opener is not offered, what it opens is absent. */
export interface Step<Made = unknown> {
  opener: Find<Made>;
  open: Interaction<Made>;
  /** Whether Escape takes it back, as it does with a menu; a dialog and a selection stay. */
  menu?: true;
}

/** How a control is found, and what is done with it. */
export interface ControlDefinition<Made> {
  /**
   * The calls that it offers, as plans write them: `records.add`, `records.add(table: secrets)`. Their rules have cells
   * of this control; without any it is only compared with what was recorded.
   */
  offers: readonly string[];
  /** The menus and dialogs that lead to it, in order. */
  within?: readonly Step<Made>[];
  locate: Find<Made>;
  /** For what is no element of its own: why the page does not show it; undefined where it does. */
  whyMissing?: (context: ControlContext & Made) => Promise<string | undefined>;
  /** Gives it what it needs before it is enabled for anybody: a name, a choice. */
  enable?: Interaction<Made>;
  /**
   * Makes what must be there only when the control is used. Runs before the witness looks and before the page opens. A
   * function that it returns runs after the last look.
   */
  prepare?: Interaction<Made>;
  /**
   * Carries its purpose through, from where it was found: dialogs open, what it needs given, menus closed again. Ends
   * when the page says that it is done. A text that it returns is what was read. Left out where the page itself is what
   * is read.
   */
  use?: Interaction<Made>;
  /** The part that the witness must see change when it was used (`src/target/witness.ts`). */
  changes?: string | ((context: ControlContext & Made) => string);
  /** For a control that reads: the text that must be read. */
  canary?: (context: ControlContext & Made) => string;
  /** Acts on the caller's own account, so a throw-away account uses it. */
  usesThrowAwayAccount?: true;
  /** Changes what all attempts share, so they wait for each other. */
  shared?: true;
}

/** A page, in a certain state, on which controls are. */
export interface ControlPage<Made> {
  /** As messages name it. */
  name: string;
  /** Makes what the page shows, before it opens; the same objects again for the next control of the same world. */
  make: (context: WorldContext) => Promise<Made>;
  /** Tells apart the addresses at which it may be open, e.g. by the table. */
  key?: (context: WorldContext) => string;
  /** Ends when the page shows itself, or why it does not. */
  open: Interaction<Made>;
}

/** A control that a page may offer. */
export interface Control extends ControlDefinition<unknown> {
  /** Where it is and what it is called: `row menu: Delete Record`. Unique; part of a test's title. */
  name: string;
  page: ControlPage<unknown>;
}

/** The controls of a page, by their names; their functions are given what the page has made. */
export function controlsOf<Made>(
  page: ControlPage<Made>,
  definitions: Record<string, ControlDefinition<Made>>,
): Control[] {
  // Every function of a control is called with what its own page has made, and with nothing else.
  return Object.entries(definitions).map(
    ([name, definition]) => ({ name, page, ...definition }) as unknown as Control,
  );
}

/** A page for which nothing must be made. */
export const plainPage = (name: string, open: Interaction<object>): ControlPage<object> => ({
  name,
  make: () => Promise.resolve({}),
  open,
});

/** Opens a menu, which Escape closes. */
export const menu = <Made>(opener: Find<Made>, open: Interaction<Made>): Step<Made> => ({
  opener,
  open,
  menu: true,
});

/** Opens something that stays: a dialog, a tab, a selection. */
export const dialog = <Made>(opener: Find<Made>, open: Interaction<Made>): Step<Made> => ({ opener, open });

/** The identifiers of the world's schema, as addresses hold them. */
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
