import { z } from 'zod';
import { ErrorPage, LoginPage } from '../../pages';
import type { ActionInfo } from '../plan/types';
import { newUserPage, profilePage, settingsPage, updatePage, userPage, usersPage } from './accounts';
import { controlsOf, ids, menu, plainPage, type Control, type ControlPage, type Step } from './control';
import { database } from './database';
import { explorationPage, explorer } from './explorer';
import { builder, sharedForm } from './forms';
import { home } from './home';
import { recordPage } from './records';
import { formAndExploration, importPage } from './schema';
import { collaboratorsPage, rolesPage, storedRolesPage } from './settings';
import { columnMenu, tablePage, type TableContent } from './table';

const SCHEMA = '/db/\\d+/schemas/\\d+';

/** The pages, as the plan names them, and their addresses as regular expressions. */
const ADDRESSES = {
  'sign-in': '/auth/login/',
  home: '/',
  profile: '/profile/',
  users: '/administration/users/',
  'new user': '/administration/users/new/',
  user: '/administration/users/\\d+/',
  settings: '/administration/settings/',
  update: '/administration/(update/)?',
  database: '/db/\\d+/(schemas/)?',
  roles: '/db/\\d+/settings/(roles/)?',
  'stored roles': '/db/\\d+/settings/role-configuration/',
  collaborators: '/db/\\d+/settings/collaborators/',
  schema: `${SCHEMA}/`,
  import: `${SCHEMA}/import/(\\d+/)?`,
  table: `${SCHEMA}/tables/\\d+/?`,
  // Its address does not tell it from another table's.
  'closed table': '(?!)',
  record: `${SCHEMA}/tables/\\d+/[^/]+/?`,
  'data explorer': `${SCHEMA}/data-explorer/`,
  exploration: `${SCHEMA}/explorations/\\d+/`,
  'form builder': `${SCHEMA}/forms/\\d+/`,
  'shared form': '/shares/forms/[^/]+/?',
} as const;

/** The name of a page whose contents are listed. */
type ListedPage = keyof typeof ADDRESSES;
export const LISTED_PAGES = Object.keys(ADDRESSES) as ListedPage[];

/** The page that a link leads to, by its address without host; undefined for an address that is no page. */
export function pageAt(href: string): string | undefined {
  const path = href.replace(/[?#].*/s, '');
  return LISTED_PAGES.find((page) => new RegExp(`^${ADDRESSES[page]}$`).test(path));
}

/** The verb of listing what a page offers; no call of the API corresponds to it. */
export const CONTENTS: ActionInfo = {
  name: 'page.contents',
  args: z.strictObject({ page: z.enum(LISTED_PAGES).default('home') }),
  methods: [],
  reads: true,
};

/** The menu of the first or the second row. */
const rowMenu = (which: 'first' | 'second') =>
  menu<TableContent>(
    ({ pages, [which]: { key } }) => pages.table.grid.rowHeader(key),
    ({ pages, [which]: { key } }) => pages.table.grid.openRowMenu(key),
  );
const cellMenu = menu<TableContent>(
  ({ pages, first }) => pages.table.grid.cell(first.key, first.text),
  ({ pages, first }) => pages.table.grid.openCellMenu(first.key, first.text),
);

const signIn = plainPage('sign-in page', ({ pages }) => new LoginPage(pages.page).open());
const closedTable: typeof recordPage = { ...tablePage('secrets'), name: 'page of a closed table' };
const schema: ControlPage<object> = {
  name: 'schema page with an exploration and a form',
  make: formAndExploration,
  open: ({ pages, world }) => pages.schema.open(ids({ world })),
};

/** A control that stands for all that a page offers. @param menus those that no button opens */
const listed = <Made>(page: ListedPage, place: ControlPage<Made>, menus: readonly Step<Made>[] = []) =>
  controlsOf(place, {
    [`everything on the page: ${page}`]: {
      offers: [`${CONTENTS.name}(page: ${page})`],
      locate: ({ pages }) => new ErrorPage(pages.page)[page === 'sign-in' ? 'anything' : 'content'],
      lists: { page, menus, withBar: page === 'home' || page === 'schema' },
    },
  });

/** For each page, a control that stands for everything on it that can be activated. */
export const CONTENTS_CONTROLS: Control[] = [
  ...listed('sign-in', signIn),
  ...listed('home', home),
  ...listed('profile', profilePage),
  ...listed('users', usersPage),
  ...listed('new user', newUserPage),
  ...listed('user', userPage),
  ...listed('settings', settingsPage),
  ...listed('update', updatePage),
  ...listed('database', database),
  ...listed('roles', rolesPage),
  ...listed('stored roles', storedRolesPage),
  ...listed('collaborators', collaboratorsPage),
  ...listed('schema', schema),
  ...listed('import', importPage),
  ...listed('table', tablePage('books'), [rowMenu('first'), rowMenu('second'), cellMenu, columnMenu]),
  ...listed('closed table', closedTable),
  ...listed('record', recordPage),
  ...listed('data explorer', explorer),
  ...listed('exploration', explorationPage),
  ...listed('form builder', builder(false)),
  ...listed('shared form', sharedForm(true)),
];
