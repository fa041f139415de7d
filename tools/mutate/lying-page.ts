import type { PageDriver } from '../../src/engine/ui/page-driver';
import type { Control, ControlContext } from '../../src/controls/control';
import { controlState, type ControlState } from '../../pages/index';

/** What is done to a page, so that one of its controls is offered otherwise than the install offers it. */
export interface Lie {
  control: Control;
  /** As the install offers it, which was recorded. */
  from: ControlState;
}

/**
 * A page that lies about one control: what is enabled is hidden, what is disabled is enabled, and what is
 * absent is seen on the page of somebody to whom it is offered. All other controls of the page stay as they are, so a
 * look at them tells whether they are told apart from it.
 *
 * @param lender goes to the pages on which an absent control is offered
 */
export function lyingPage(page: PageDriver, { control, from }: Lie, lender: PageDriver): PageDriver {
  let hidden: { evaluate: (change: (element: Element) => void) => Promise<void> } | undefined;
  const find = async (asked: Control, context: ControlContext): Promise<ControlState> => {
    if (asked === control && from === 'absent')
      return lender.find(asked, { ...context, pages: lender.pages() });
    const seen = await page.find(asked, context);
    const found = control.locate(context).filter({ visible: true }).first();
    if (from === 'absent' || (await found.count()) === 0) return seen;
    // As it is now: what wants to be given something first is disabled until then.
    const lie = (await controlState(found)) === 'enabled' ? hide : enable;
    // A hidden element is found by no role.
    const element = await found.elementHandle();
    await element.evaluate(lie);
    const state = await controlState(asked.locate(context));
    if (lie === hide) await element.evaluate(show);
    if (asked === control) hidden = lie === hide ? element : undefined;
    // What was hidden has lost the focus, and with it Escape the menu.
    if (lie !== hide || asked.within) page.forget();
    return state;
  };
  // Nor is it found in other ways than by looking.
  const findHidden = async (asked: Control, context: ControlContext): Promise<string | undefined> => {
    const element = asked === control ? hidden : undefined;
    await element?.evaluate(hide);
    const how = await page.findHidden(asked, context);
    await element?.evaluate(show);
    return how;
  };
  // Where it is must be known to the page itself.
  const leave = () => page.leave();
  const forget = () => {
    page.forget();
  };
  return Object.assign(Object.create(page) as PageDriver, { find, findHidden, leave, forget });
}

/** What is used of an element of the page. */
interface Element {
  style: { visibility: string };
  removeAttribute: (name: string) => void;
  classList: { remove: (name: string) => void };
}

const hide = ({ style }: Element) => {
  style.visibility = 'hidden';
};

const show = ({ style }: Element) => {
  style.visibility = '';
};

const enable = (element: Element) => {
  for (const name of ['disabled', 'aria-disabled']) element.removeAttribute(name);
  element.classList.remove('disabled');
};
