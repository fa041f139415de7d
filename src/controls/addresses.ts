import { z } from 'zod';
import { ErrorPage } from '../../pages';
import { contextFor } from '../actions/action';
import { pageArgs, pathOf } from '../actions/arguments/page';
import {
  controlsOf,
  type Control,
  type ControlContext,
  type ControlPage,
  type WorldContext,
} from './control';

const argsOf = ({ args }: Pick<WorldContext, 'args'>) => z.strictObject(pageArgs).parse(args);
const pathIn = (s: Pick<WorldContext, 'world' | 'role' | 'args'>) =>
  pathOf(contextFor(s.world, s.role, { missing: false }), argsOf(s));

const byAddress: ControlPage<object> = {
  name: 'page by its address',
  make: () => Promise.resolve({}),
  key: ({ args }) => JSON.stringify(args),
  open: (s) => new ErrorPage(s.pages.page).open(pathIn(s)),
};

/** What only the page itself shows, or another page in its place. */
function shownOn(s: ControlContext): string {
  const { page } = argsOf(s);
  if (page === 'table') return s.world.canary;
  return page === 'administration' ? 'Software Update' : s.world.schema.name;
}

const PAGES = ['database', 'schema', 'table', 'administration'];

/** Pages that are themselves the subject, opened by their addresses and by ones that are not quite right. */
export const ADDRESS_CONTROLS: Control[] = controlsOf(byAddress, {
  'address: the page itself': {
    offers: ['', ', there: false', ', slash: false'].flatMap((way) =>
      PAGES.map((page) => `page.open(page: ${page}${way})`),
    ),
    locate: ({ pages }) => new ErrorPage(pages.page).shown,
    canary: shownOn,
  },
});
