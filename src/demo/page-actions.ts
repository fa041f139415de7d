import type { Locator, Page } from '@playwright/test';
import { DatabasePage, HomePage, SchemaPage, TablePage, UsersPage } from '../../pages';
import type { DemoState } from './state';
import type { Sample } from './sample';

/** What a page of the demo is about. */
export interface Subject {
  demo: DemoState;
  sample: () => Promise<Sample>;
}

/** One look at a page: where it is, and what is looked for on it. */
export interface DemoSight {
  /** As the plan's Action column names it. */
  action: string;
  /** As the test's title names what is looked at. */
  name: string;
  path(subject: Subject): Promise<string> | string;
  /** The control that is looked for; without one, the page itself is. */
  locate?(page: Page, subject: Subject): Locator;
  /** A text that only a page with the guarded data shows. */
  canary?(subject: Subject): Promise<string> | string;
  /** The page is looked at for words that say that this is a demo. */
  notice?: true;
}

const databaseId = ({ demo }: Subject) => ({ databaseId: demo.run.databases.main.id });

/** What the demo's plan says about pages; all of it only looks. */
export const DEMO_SIGHTS: readonly DemoSight[] = [
  {
    action: 'page.home',
    name: 'home page',
    path: () => HomePage.path(),
    canary: ({ demo }) => demo.run.databases.main.name,
  },
  {
    action: 'page.database',
    name: 'database page by its address',
    path: (subject) => DatabasePage.path(databaseId(subject)),
    canary: async ({ sample }) => (await sample()).schema.name,
  },
  {
    action: 'page.schema',
    name: 'schema page by its address',
    path: async (subject) =>
      SchemaPage.path({ ...databaseId(subject), schemaOid: (await subject.sample()).schema.oid }),
    canary: async ({ sample }) => (await sample()).table.name,
  },
  {
    action: 'page.table',
    name: 'table page by its address',
    path: async (subject) => {
      const { schema, table } = await subject.sample();
      return TablePage.path({ ...databaseId(subject), schemaOid: schema.oid, tableOid: table.oid });
    },
    canary: async ({ sample }) => (await sample()).canary,
  },
  {
    action: 'page.database_permissions',
    name: 'database page: Database Permissions',
    path: (subject) => DatabasePage.path(databaseId(subject)),
    locate: (page) => new DatabasePage(page).header.permissionsButton,
  },
  {
    action: 'page.database_settings',
    name: 'database page: Database Settings',
    path: (subject) => DatabasePage.path(databaseId(subject)),
    locate: (page) => new DatabasePage(page).header.settingsTab,
  },
  {
    action: 'page.settings_by_address',
    name: 'settings of the database by their address',
    path: (subject) => `/db/${String(databaseId(subject).databaseId)}/settings/roles/`,
    locate: (page) => new DatabasePage(page).header.settingsTab,
  },
  {
    action: 'page.connect_database',
    name: 'home page: Connect Database',
    path: () => HomePage.path(),
    locate: (page) => new HomePage(page).connectButton,
  },
  {
    action: 'page.users',
    name: 'list of users by its address',
    path: () => UsersPage.path(),
    canary: ({ demo }) => demo.run.accounts.visitor?.username ?? '',
  },
  { action: 'page.notice', name: 'notice that this is a demo', path: () => HomePage.path(), notice: true },
];
