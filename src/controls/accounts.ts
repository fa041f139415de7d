import { KEYS } from '../target/keys';
import { add, ANY, change, remove, something } from '../target/stated';
import { switched } from '../actions/analytics';
import { dismissAdministrators } from '../world/administrators';
import { newInstall } from '../world/new-install';
import { throwAwayAccount } from '../world/throw-away-account';
import { removeUser, worldUser, type WorldUser } from '../world/user';
import { throwAwayPassword } from '../world/postgres-role';
import {
  accountOf,
  controlsOf,
  plainPage,
  type Control,
  type ControlContext,
  type ControlPage,
} from './control';

export const usersPage = plainPage('users page', ({ pages }) => pages.users.open());
export const newUserPage = plainPage('new user page', ({ pages }) => pages.user.openNew());
export const userPage: ControlPage<{ other: WorldUser }> = {
  name: 'user page',
  make: async ({ world }) => ({ other: await worldUser(world, 'other') }),
  open: ({ pages, other }) => pages.user.open(other),
};
export const settingsPage = plainPage('administration settings', ({ pages }) => pages.settings.open());
export const updatePage = plainPage('update page', ({ pages }) => pages.update.open());
export const profilePage: ControlPage<{ own: string }> = {
  name: 'profile page',
  make: async ({ world, role }) => {
    const { account } = await throwAwayAccount(world, role);
    return { own: KEYS.user(account?.userId ?? 0) };
  },
  open: ({ pages }) => pages.profile.open(),
};

/** Of the install that the rule is about; where that was abandoned, as it is while no administrator is left. */
const firstInstallation: ControlPage<{ baseUrl: string }> = {
  name: 'page of the first installation',
  make: async ({ world, args }) => ({
    baseUrl: args.install === 'new' ? await newInstall(world) : world.state.baseUrl,
  }),
  open: async ({ pages, world, args, baseUrl }) => {
    const putBack = args.install === 'abandoned' ? await dismissAdministrators(world) : undefined;
    await pages.firstInstallation.open(baseUrl).finally(putBack);
  },
};

const viewer = ({ world }: ControlContext) => accountOf(world, 'viewer').username;
/** No administrator, since nothing was said of it. */
const added = ({ fresh }: ControlContext) => [add('users', { username: fresh, is_superuser: false })];
const removeMadeUser = ({ world, fresh }: ControlContext) => {
  world.onEnd(() => removeUser(world, fresh));
  return Promise.resolve();
};

/** Controls of an install's administration and of the user's own account. */
export const ACCOUNT_CONTROLS: Control[] = [
  ...controlsOf(firstInstallation, {
    'first installation: Complete Installation': {
      offers: ['first_admin.make', 'first_admin.make(install: new)', 'first_admin.make(install: abandoned)'],
      locate: ({ pages }) => pages.firstInstallation.completeButton,
      use: async ({ pages, fresh, baseUrl }) => {
        await pages.firstInstallation.complete(fresh, throwAwayPassword());
        await pages.users.open(baseUrl);
        return () => pages.users.userLink(fresh).innerText();
      },
      canary: ({ fresh }) => fresh,
      // Cookies do not tell ports apart: what the new install sets must not reach the page of the role.
      usesThrowAwayAccount: true,
    },
  }),
  ...controlsOf(usersPage, {
    'users page: user': {
      offers: ['users.list'],
      locate: (s) => s.pages.users.userLink(viewer(s)),
      canary: viewer,
    },
    'users page: Edit User': {
      offers: ['users.get'],
      locate: (s) => s.pages.users.userLink(viewer(s)),
      use: async (s) => {
        await s.pages.users.openUser(viewer(s));
        return () => s.pages.user.username.inputValue();
      },
      canary: viewer,
    },
    'users page: Add User': {
      offers: ['users.add'],
      locate: ({ pages }) => pages.users.addLink,
      prepare: removeMadeUser,
      use: async ({ pages, fresh }) => {
        await pages.users.startAdding();
        await pages.user.add(fresh, throwAwayPassword());
      },
      changes: added,
    },
  }),
  ...controlsOf(newUserPage, {
    'new user page: Save': {
      offers: ['users.add'],
      locate: ({ pages }) => pages.user.saveButton,
      enable: ({ pages, fresh }) => pages.user.fill(fresh, throwAwayPassword()),
      prepare: removeMadeUser,
      use: ({ pages, fresh }) => pages.user.add(fresh, throwAwayPassword()),
      changes: added,
    },
  }),
  ...controlsOf(userPage, {
    'user page: Admin': {
      offers: ['users.patch_other'],
      locate: ({ pages }) => pages.user.adminCheckbox,
      use: ({ pages }) => pages.user.makeAdmin(),
      changes: ({ other }) => [change('users', KEYS.user(other.userId), { is_superuser: true })],
    },
    'user page: Change Password': {
      offers: ['users.password.revoke'],
      locate: ({ pages }) => pages.user.changePasswordButton,
      use: ({ pages }) => pages.user.setPassword(throwAwayPassword()),
      changes: ({ other }) => [
        change('users', KEYS.user(other.userId), { password: ANY, password_change_needed: true }),
      ],
      onlyBySql: 'a password',
    },
    'user page: Delete User': {
      offers: ['users.delete'],
      locate: ({ pages }) => pages.user.deleteButton,
      use: ({ pages }) => pages.user.delete(),
      changes: ({ other }) => [remove('users', KEYS.user(other.userId))],
    },
  }),
  ...controlsOf(settingsPage, {
    'administration settings: start sending usage data': {
      offers: ['analytics.initialize'],
      locate: ({ pages }) => pages.settings.usageDataCheckbox,
      prepare: ({ world }) => switched(world, 'analytics.disable')(),
      use: ({ pages }) => pages.settings.collectUsageData(),
      changes: [something('installation id')],
      shared: true,
    },
    'administration settings: stop sending usage data': {
      offers: ['analytics.disable'],
      locate: ({ pages }) => pages.settings.usageDataCheckbox,
      prepare: ({ world }) => switched(world, 'analytics.initialize')(),
      use: ({ pages }) => pages.settings.stopCollectingUsageData(),
      changes: [something('installation id')],
      shared: true,
    },
  }),
  ...controlsOf(updatePage, {
    'update page: Check for Updates': { offers: [], locate: ({ pages }) => pages.update.checkButton },
  }),
  ...controlsOf(profilePage, {
    'profile page: Display Name': {
      offers: ['users.patch_self'],
      locate: ({ pages }) => pages.profile.displayName,
      use: ({ pages }) => pages.profile.setDisplayName('Changed by the owner'),
      changes: ({ own }) => [change('users', own, { full_name: 'Changed by the owner' })],
      usesThrowAwayAccount: true,
    },
    'profile page: Change Password': {
      offers: ['users.password.replace_own'],
      locate: ({ pages }) => pages.profile.changePasswordButton,
      use: async ({ pages, world, role }) => {
        const { account } = await throwAwayAccount(world, role);
        await pages.profile.changePassword(account?.password ?? '', throwAwayPassword());
      },
      changes: ({ own }) => [change('users', own, { password: ANY })],
      onlyBySql: 'a password',
      usesThrowAwayAccount: true,
    },
    'profile page: Admin': { offers: [], locate: ({ pages }) => pages.profile.adminCheckbox },
  }),
];
