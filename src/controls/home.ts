import { KEYS } from '../target/keys';
import { add, ANY, change } from '../target/stated';
import { databaseMade, disconnected, upgraded } from '../world/effects';
import type { Page, Route } from '@playwright/test';
import { internalDatabase, unconnectedDatabase } from '../world/unconnected-database';
import { removeDatabase, scratchDatabase } from '../world/scratch-database';
import type { RunDatabase } from '../target/state';
import {
  controlsOf,
  dialog,
  menu,
  plainPage,
  type Control,
  type ControlContext,
  type ControlPage,
} from './control';

export const home = plainPage('home page', ({ pages }) => pages.home.open());

/** Objects of a page with a database that may be changed. */
interface Own {
  own: RunDatabase;
}
const homeWithOwn: ControlPage<Own> = {
  name: 'home page with a database of its own',
  make: async ({ world }) => ({ own: await scratchDatabase(world) }),
  open: ({ pages }) => pages.home.open(),
};

const outdatedHome: ControlPage<Own> = {
  ...homeWithOwn,
  name: 'home page after an upgrade of Mathesar',
  open: async ({ pages, own }) => {
    const stopPretending = await pretendUpgradeNeeded(pages.page, own.id);
    await pages.home.open();
    await stopPretending();
  },
};

/** Makes the page believe that a database needs an upgrade, because no API call brings an install into that state. */
async function pretendUpgradeNeeded(page: Page, databaseId: number): Promise<() => Promise<void>> {
  const flag = new RegExp(`("id":\\s*${String(databaseId)},[^}]*"needs_upgrade_attention":\\s*)false`);
  const rewrite = async (route: Route) => {
    const response = await route.fetch();
    const body = await response.text();
    // The answer to callers who may not see the database, or have no session, does not contain it.
    await route.fulfill({ response, body: body.replace(flag, '$1true') });
  };
  await page.route('/', rewrite);
  return () => page.unroute('/', rewrite);
}

const listed = ({ world, args }: ControlContext) =>
  world.state.databases[args.database === 'other' ? 'other' : 'main'].name;

const connectDialog = dialog(
  ({ pages }: ControlContext) => pages.home.connectButton,
  ({ pages }) => pages.home.openConnectDialog(),
);
const ownMenu = menu(
  ({ pages, own }: ControlContext & Own) => pages.home.menuButton(own.name),
  ({ pages, own }) => pages.home.openMenu(own.name),
);
const userMenu = menu(
  ({ pages }: ControlContext) => pages.home.banner.userMenuButton,
  ({ pages }) => pages.home.banner.openUserMenu(),
);

/** Controls of the home page, and of the bar on top of every page. */
export const HOME_CONTROLS: Control[] = [
  ...controlsOf(home, {
    'home page: Open database': {
      offers: ['databases.configured.list', 'databases.configured.list(database: other)'],
      locate: (s) => s.pages.home.openLink(listed(s)),
      canary: listed,
    },
    'home page: Connect Database': {
      offers: ['databases.setup.connect_existing'],
      locate: ({ pages }) => pages.home.connectButton,
      prepare: async ({ world }) => {
        await unconnectedDatabase(world, 'new');
      },
      use: async ({ pages, world }) => {
        const { host, port } = await internalDatabase(world);
        const { name: database, owner } = await unconnectedDatabase(world, 'new');
        const { name: role, password } = owner;
        await pages.home.openConnectDialog();
        await pages.home.connectDialog.connectExisting({
          host,
          port: String(port),
          database,
          role,
          password,
        });
      },
      changes: ({ world }) => [
        add('connected databases', { name: ANY }),
        add('collaborators', {}),
        // Its owner's password is stored.
        add('stored roles', { server_id: world.state.serverId }),
      ],
    },
    'connect dialog: Create Database': {
      offers: ['databases.setup.create_new'],
      within: [
        connectDialog,
        dialog(
          ({ pages }) => pages.home.connectDialog.createNewChoice,
          ({ pages }) => pages.home.connectDialog.chooseCreateNew(),
        ),
      ],
      locate: ({ pages }) => pages.home.connectDialog.createButton,
      enable: ({ pages, fresh }) => pages.home.connectDialog.typeName(fresh),
      prepare: ({ world, fresh }) => {
        world.onEnd(() => removeDatabase(world, fresh));
        return Promise.resolve();
      },
      use: ({ pages }) => pages.home.connectDialog.create(),
      changes: ({ fresh, world }) => databaseMade(world, fresh),
    },
    'user menu: Administration': {
      offers: [],
      within: [userMenu],
      locate: ({ pages }) => pages.home.banner.userMenu.administrationLink,
    },
    'user menu: Log Out': {
      offers: [],
      within: [userMenu],
      locate: ({ pages }) => pages.home.banner.userMenu.logOutLink,
    },
    'feedback box: Send Feedback': {
      offers: ['analytics.upload_feedback'],
      within: [
        dialog(
          ({ pages }) => pages.home.banner.feedbackButton,
          ({ pages }) => pages.home.banner.openFeedback(),
        ),
      ],
      locate: ({ pages }) => pages.home.banner.feedback.sendButton,
      enable: ({ pages }) => pages.home.banner.feedback.write('A note of the permission tests.'),
      use: ({ pages }) => pages.home.banner.feedback.send(),
    },
  }),
  ...controlsOf(homeWithOwn, {
    'home page: database menu': { offers: [], locate: ({ pages, own }) => pages.home.menuButton(own.name) },
    'card menu: Edit Connection': {
      offers: ['databases.configured.patch'],
      within: [ownMenu],
      locate: ({ pages }) => pages.home.databaseMenu.editItem,
      use: ({ pages, world }) => pages.home.databaseMenu.setNickname(world.faker.word.noun()),
      changes: ({ own }) => [change('connected databases', KEYS.connected(own.id), { nickname: ANY })],
    },
    'card menu: Reinstall Mathesar Schemas': {
      offers: ['databases.upgrade_sql'],
      within: [ownMenu],
      locate: ({ pages }) => pages.home.databaseMenu.reinstallItem,
      use: ({ pages }) => pages.home.databaseMenu.reinstall(),
      changes: ({ own }) => upgraded(own),
    },
    'card menu: Disconnect Database': {
      offers: ['databases.configured.disconnect'],
      within: [ownMenu],
      locate: ({ pages }) => pages.home.databaseMenu.disconnectItem,
      use: ({ pages }) => pages.home.databaseMenu.disconnect(),
      changes: ({ own }) => disconnected(own),
    },
  }),
  ...controlsOf(outdatedHome, {
    'home page: Upgrade': {
      offers: ['databases.upgrade_sql'],
      locate: ({ pages, own }) => pages.home.upgradeButton(own.name),
      use: ({ pages, own }) => pages.home.upgrade(own.name),
      changes: ({ own }) => upgraded(own),
    },
    'home page: Upgrade All Databases': {
      offers: ['databases.upgrade_sql'],
      locate: ({ pages }) => pages.home.upgradeAllButton,
      use: ({ pages, own }) => pages.home.upgradeAll(own.name),
      changes: ({ own }) => upgraded(own),
    },
  }),
];
