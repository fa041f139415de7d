import type { Page, Route } from '@playwright/test';
import { internalDatabase, unconnectedDatabase } from '../world/unconnected-database';
import { removeDatabase, scratchDatabase } from '../world/scratch-database';
import type { RunDatabase } from '../target/state';
import { controlsOf, dialog, menu, type Control, type Place, type Setting } from './control';

const home: Place<object> = {
  name: 'home page',
  make: () => Promise.resolve({}),
  open: ({ p }) => p.home.open(),
};

/** With a database that may be changed. */
interface Own {
  own: RunDatabase;
}
const homeWithOwn: Place<Own> = {
  name: 'home page with a database of its own',
  make: async ({ world }) => ({ own: await scratchDatabase(world) }),
  open: ({ p }) => p.home.open(),
};

const outdatedHome: Place<Own> = {
  ...homeWithOwn,
  name: 'home page after an upgrade of Mathesar',
  open: async ({ p, own }) => {
    const stopPretending = await pretendUpgradeNeeded(p.page, own.id);
    await p.home.open();
    await stopPretending();
  },
};

/** Tells the page that a database needs an upgrade, for no API call brings an install into that state. */
async function pretendUpgradeNeeded(page: Page, databaseId: number): Promise<() => Promise<void>> {
  const flag = new RegExp(`("id":\\s*${String(databaseId)},[^}]*"needs_upgrade_attention":\\s*)false`);
  const rewrite = async (route: Route) => {
    const response = await route.fetch();
    const body = await response.text();
    // Who may not see the database, or not log in, is told nothing of it.
    await route.fulfill({ response, body: body.replace(flag, '$1true') });
  };
  await page.route('/', rewrite);
  return () => page.unroute('/', rewrite);
}

const listed = ({ world, args }: Setting) =>
  world.state.databases[args.database === 'other' ? 'other' : 'main'].name;

const connectDialog = dialog(
  ({ p }: Setting) => p.home.connectButton,
  ({ p }) => p.home.openConnectDialog(),
);
const ownMenu = menu(
  ({ p, own }: Setting & Own) => p.home.menuButton(own.name),
  ({ p, own }) => p.home.openMenu(own.name),
);
const userMenu = menu(
  ({ p }: Setting) => p.banner.userMenuButton,
  ({ p }) => p.banner.openUserMenu(),
);

/** What the page of all databases, and the bar on top of every page, offer. */
export const HOME_CONTROLS: Control[] = [
  ...controlsOf(home, {
    'home page: Open database': {
      offers: ['databases.configured.list', 'databases.configured.list(database: other)'],
      locate: (s) => s.p.home.openLink(listed(s)),
      canary: listed,
    },
    'home page: Connect Database': {
      offers: ['databases.setup.connect_existing'],
      locate: ({ p }) => p.home.connectButton,
      prepare: async ({ world }) => {
        await unconnectedDatabase(world, 'new');
      },
      use: async ({ p, world }) => {
        const { host, port } = await internalDatabase(world);
        const { name, owner } = await unconnectedDatabase(world, 'new');
        await p.home.openConnectDialog();
        const { name: role, password } = owner;
        await p.home.connectDialog.connectExisting({
          host,
          port: String(port),
          database: name,
          role,
          password,
        });
      },
      changes: 'connected databases',
    },
    'connect dialog: Create Database': {
      offers: ['databases.setup.create_new'],
      within: [
        connectDialog,
        dialog(
          ({ p }) => p.home.connectDialog.createNewChoice,
          ({ p }) => p.home.connectDialog.chooseCreateNew(),
        ),
      ],
      locate: ({ p }) => p.home.connectDialog.createButton,
      enable: ({ p, fresh }) => p.home.connectDialog.typeName(fresh),
      prepare: ({ world, fresh }) => {
        world.onEnd(() => removeDatabase(world, fresh));
        return Promise.resolve();
      },
      use: ({ p }) => p.home.connectDialog.create(),
      changes: 'connected databases',
    },
    'user menu: Administration': {
      offers: [],
      within: [userMenu],
      locate: ({ p }) => p.banner.userMenu.administrationLink,
    },
    'user menu: Log Out': { offers: [], within: [userMenu], locate: ({ p }) => p.banner.userMenu.logOutLink },
    'feedback box: Send Feedback': {
      offers: ['analytics.upload_feedback'],
      within: [
        dialog(
          ({ p }) => p.banner.feedbackButton,
          ({ p }) => p.banner.openFeedback(),
        ),
      ],
      locate: ({ p }) => p.banner.feedback.sendButton,
      enable: ({ p }) => p.banner.feedback.write('A note of the permission tests.'),
      use: ({ p }) => p.banner.feedback.send(),
    },
  }),
  ...controlsOf(homeWithOwn, {
    'home page: database menu': { offers: [], locate: ({ p, own }) => p.home.menuButton(own.name) },
    'card menu: Edit Connection': {
      offers: ['databases.configured.patch'],
      within: [ownMenu],
      locate: ({ p }) => p.home.databaseMenu.editItem,
      use: async ({ p, own, world }) => {
        await p.home.openMenu(own.name);
        await p.home.databaseMenu.setNickname(world.faker.word.noun());
      },
      changes: 'connected databases',
    },
    'card menu: Reinstall Mathesar Schemas': {
      offers: ['databases.upgrade_sql'],
      within: [ownMenu],
      locate: ({ p }) => p.home.databaseMenu.reinstallItem,
      use: async ({ p, own }) => {
        await p.home.openMenu(own.name);
        await p.home.databaseMenu.reinstall();
      },
      changes: ({ own }) => `inside ${own.name}`,
    },
    'card menu: Disconnect Database': {
      offers: ['databases.configured.disconnect'],
      within: [ownMenu],
      locate: ({ p }) => p.home.databaseMenu.disconnectItem,
      use: async ({ p, own }) => {
        await p.home.openMenu(own.name);
        await p.home.databaseMenu.disconnect();
      },
      changes: 'connected databases',
    },
  }),
  ...controlsOf(outdatedHome, {
    'home page: Upgrade': {
      offers: ['databases.upgrade_sql'],
      locate: ({ p, own }) => p.home.upgradeButton(own.name),
      use: ({ p, own }) => p.home.upgrade(own.name),
      changes: ({ own }) => `inside ${own.name}`,
    },
    'home page: Upgrade All Databases': {
      offers: ['databases.upgrade_sql'],
      locate: ({ p }) => p.home.upgradeAllButton,
      use: ({ p, own }) => p.home.upgradeAll(own.name),
      changes: ({ own }) => `inside ${own.name}`,
    },
  }),
];
