import { z } from 'zod';
import { ErrorPage, DatabasePage, HomePage, SchemaPage, TablePage, UsersPage } from '../../pages';
import { indexControls } from '../controls';
import { controlsOf, type Control, type ControlPage, type ControlContext } from '../controls/control';
import type { ActionInfo } from '../plan/types';
import { noticeOf } from '../target/notice';
import type { Sample } from '../target/sample';
import { sampleOf } from './sample';

/** A page of the demo, opened by its address: it shows itself or a refusal. */
const page = <Made>(
  name: string,
  path: (s: ControlContext & Made) => string,
  make: ControlPage<Made>['make'],
): ControlPage<Made> => ({
  name,
  make,
  open: async (s) => {
    await s.pages.page.goto(path(s));
    const { banner, refusal } = new ErrorPage(s.pages.page);
    await refusal.orReady(banner.root);
  },
});

const nothing = () => Promise.resolve({});
const sample = async ({ world }: Pick<ControlContext, 'world'>) => ({
  sample: await sampleOf(world, 'visitor'),
});
const database = ({ world }: Pick<ControlContext, 'world'>) => world.state.databases.main;
const databaseId = (s: ControlContext) => ({ databaseId: database(s).id });
type WithSample = ControlContext & { sample: Sample };
const schemaIds = (s: WithSample) => ({ ...databaseId(s), schemaOid: s.sample.schema.oid });

const home = page('home page', () => HomePage.path(), nothing);
const databasePage = page('database page', (s) => DatabasePage.path(databaseId(s)), nothing);
const settings = page(
  'settings of the database',
  (s) => `/db/${String(databaseId(s).databaseId)}/settings/roles/`,
  nothing,
);

/** The control of a page that is itself the subject: the bar on top, which every page except the login has. */
const itself = ({ pages }: ControlContext) => new ErrorPage(pages.page).shown;

/** The controls of the demo's plan; none changes anything. */
const CONTROLS: readonly Control[] = [
  ...controlsOf(home, {
    'home page': { offers: ['page.home'], locate: itself, canary: (s) => database(s).name },
    'home page: Connect Database': {
      offers: ['page.connect_database'],
      locate: ({ pages }) => pages.home.connectButton,
    },
    'notice that this is a demo': {
      offers: ['page.notice'],
      locate: ({ pages }) => pages.page.locator('body'),
      whyMissing: whyNoNotice,
    },
  }),
  ...controlsOf(databasePage, {
    'database page: Database Permissions': {
      offers: ['page.database_permissions'],
      locate: ({ pages }) => pages.database.header.permissionsButton,
    },
    'database page: Database Settings': {
      offers: ['page.database_settings'],
      locate: ({ pages }) => pages.database.header.settingsTab,
    },
  }),
  ...controlsOf(settings, {
    'settings of the database by their address': {
      offers: ['page.settings_by_address'],
      locate: ({ pages }) => pages.database.header.settingsTab,
    },
  }),
  ...controlsOf(
    page('database page by its address', (s) => DatabasePage.path(databaseId(s)), sample),
    {
      'database page by its address': {
        offers: ['page.database'],
        locate: itself,
        canary: (s) => s.sample.schema.name,
      },
    },
  ),
  ...controlsOf(
    page('schema page', (s) => SchemaPage.path(schemaIds(s)), sample),
    {
      'schema page by its address': {
        offers: ['page.schema'],
        locate: itself,
        canary: (s) => s.sample.table.name,
      },
    },
  ),
  ...controlsOf(
    page('table page', (s) => TablePage.path({ ...schemaIds(s), tableOid: s.sample.table.oid }), sample),
    {
      'table page by its address': { offers: ['page.table'], locate: itself, canary: (s) => s.sample.canary },
    },
  ),
  ...controlsOf(
    page('list of users', () => UsersPage.path(), nothing),
    {
      'list of users by its address': {
        offers: ['page.users'],
        locate: itself,
        canary: ({ world }) => world.state.accounts.visitor?.username ?? '',
      },
    },
  ),
];

/** The verbs of these controls, which correspond to no API call. */
export const DEMO_PAGE_ACTIONS: readonly ActionInfo[] = CONTROLS.flatMap(({ offers }) =>
  offers.map((name) => ({ name, args: z.strictObject({}), methods: [], reads: true })),
);

export const DEMO_CONTROLS = indexControls(
  CONTROLS,
  new Map(DEMO_PAGE_ACTIONS.map((info) => [info.name, info])),
);

/** The notice must be in the title or outside the content; an account's name does not count. */
async function whyNoNotice({ pages, world, role }: ControlContext): Promise<string | undefined> {
  const content = pages.page.getByRole('main').first();
  const main = (await content.count()) > 0 ? await content.innerText() : '';
  const around = (await pages.page.locator('body').innerText()).replace(main, '');
  const title = await pages.page.title();
  const username = world.state.accounts[role.name]?.username ?? '\0';
  const notice = noticeOf();
  if (notice.test(`${title}\n${around}`.replaceAll(username, ''))) return undefined;
  return `neither the title "${title}" nor the page around its content matches ${String(notice)}`;
}
