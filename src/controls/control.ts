import type { Locator } from '@playwright/test';
import type { Role } from '../roles';
import type { World } from '../world/world';
import type { RunAccount } from '../target/state';
import type { PageObjects } from './pages';

/** What a control is found, tried and used with. */
export interface Setting {
  /** The pages, in the browser of who acts. */
  p: PageObjects;
  world: World;
  role: Role;
  /** The arguments of the rule's action, as in `records.add(table: secrets)`. */
  args: Readonly<Record<string, unknown>>;
  /** A name for what the control makes, which nobody else uses; it begins with the world's prefix. */
  fresh: string;
}

/** Makes or opens something in a setting. `Made` is what the place has made: the objects that its page shows. */
type Deed<Made> = (s: Setting & Made) => Promise<unknown>;
type Find<Made> = (s: Setting & Made) => Locator;

/** Opens what holds the next controls; when the opener is not offered, what it opens is absent. */
export interface Step<Made = unknown> {
  opener: Find<Made>;
  open: Deed<Made>;
  /** Whether Escape takes it back, as it does with a menu; a dialog and a selection stay. */
  menu?: true;
}

/** How a control is found, and what is done with it. */
export interface Ways<Made> {
  /**
   * The calls that it offers, as plans write them: `records.add`, `records.add(table: secrets)`. Their rules have cells
   * of this control; without any it is only held to what was recorded.
   */
  offers: readonly string[];
  /** The menus and dialogs that lead to it, in order. */
  within?: readonly Step<Made>[];
  locate: Find<Made>;
  /** Whether the page shows it, where it is no element of its own. */
  isShown?: (s: Setting & Made) => Promise<boolean>;
  /** Gives it what it wants before it is enabled for whom it is: a name, a choice. */
  enable?: Deed<Made>;
  /**
   * What must be there only when it is used; run before the witness looks and before the page opens. A function that it
   * returns is run after the last look.
   */
  prepare?: (s: Setting & Made) => Promise<unknown>;
  /**
   * Carries through what it is for, from where it was found: dialogs open, what it wants given, menus closed again. Ends
   * when the page says that it is done. A text that it returns is what was read. Left out where the page itself is what
   * is read.
   */
  use?: Deed<Made>;
  /** The part that the witness must see change when it was used (`src/install/witness.ts`). */
  changes?: string | ((s: Setting & Made) => string);
  /** For what reads: the text that must be read. */
  canary?: (s: Setting & Made) => string;
  /** Acts on the caller's own account, so a twin uses it. */
  spends?: true;
  /** Changes what all attempts share, so they wait for each other. */
  shared?: true;
}

/** A page on which controls are. */
export interface Place<Made> {
  /** As messages name it. */
  name: string;
  /** Makes what its page shows, before it opens; the same objects again for the next control of the same world. */
  make: (s: Omit<Setting, 'p'>) => Promise<Made>;
  /** Tells apart the pages that the place stands for, e.g. by the table. */
  key?: (s: Omit<Setting, 'p'>) => string;
  /** Ends when the page shows itself, or why it does not. */
  open: (s: Setting & Made) => Promise<unknown>;
}

/** A control of the pages that a person may be offered. */
export interface Control extends Ways<unknown> {
  /** Where it is and what it is called: `row menu: Delete Record`. Unique; part of a test's title. */
  name: string;
  place: Place<unknown>;
}

/** What a place's control is given; the place's own objects are known to be there. */
export function controlsOf<Made>(place: Place<Made>, ways: Record<string, Ways<Made>>): Control[] {
  // Every function of a control is called with what its own place has made, and with nothing else.
  return Object.entries(ways).map(([name, way]) => ({ name, place, ...way }) as unknown as Control);
}

/** Opens a menu, which Escape closes. */
export const menu = <Made>(opener: Find<Made>, open: Deed<Made>): Step<Made> => ({
  opener,
  open,
  menu: true,
});

/** Opens something that stays: a dialog, a tab, a selection. */
export const dialog = <Made>(opener: Find<Made>, open: Deed<Made>): Step<Made> => ({ opener, open });

/** The identifiers of the world's schema, as addresses hold them. */
export const ids = ({ world }: Pick<Setting, 'world'>) => ({
  databaseId: world.databaseId,
  schemaOid: world.schema.oid,
});

/** The account of a role of the run. @throws Error for a role without one */
export function accountOf(world: World, role: string): RunAccount {
  const found = world.state.accounts[role];
  if (!found) throw new Error(`role "${role}" has no account`);
  return found;
}

/** What a page shows as text. */
export const textOf = (locator: Locator): Promise<string> => locator.innerText();
