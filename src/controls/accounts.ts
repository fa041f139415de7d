import { switched } from '../actions/analytics';
import { twin } from '../world/throw-away-account';
import { removeUser, worldUser, type WorldUser } from '../world/user';
import { throwAwayPassword } from '../world/postgres-role';
import { accountOf, controlsOf, type Control, type Place, type Setting } from './control';

const nothing = () => Promise.resolve({});

const usersPage: Place<object> = { name: 'users page', make: nothing, open: ({ p }) => p.users.open() };
const newUserPage: Place<object> = {
  name: 'new user page',
  make: nothing,
  open: ({ p }) => p.user.openNew(),
};
const userPage: Place<{ other: WorldUser }> = {
  name: 'user page',
  make: async ({ world }) => ({ other: await worldUser(world, 'other') }),
  open: ({ p, other }) => p.user.open(other),
};
const settingsPage: Place<object> = {
  name: 'administration settings',
  make: nothing,
  open: ({ p }) => p.settings.open(),
};
const updatePage: Place<object> = { name: 'update page', make: nothing, open: ({ p }) => p.update.open() };
const profilePage: Place<object> = { name: 'profile page', make: nothing, open: ({ p }) => p.profile.open() };

const viewer = ({ world }: Setting) => accountOf(world, 'viewer').username;
const removeMadeUser = ({ world, fresh }: Setting) => {
  world.onEnd(() => removeUser(world, fresh));
  return Promise.resolve();
};

/** What the administration of an install, and one's own account, offer. */
export const ACCOUNT_CONTROLS: Control[] = [
  ...controlsOf(usersPage, {
    'users page: user': {
      offers: ['users.list'],
      locate: (s) => s.p.users.userLink(viewer(s)),
      canary: viewer,
    },
    'users page: Edit User': {
      offers: ['users.get'],
      locate: (s) => s.p.users.userLink(viewer(s)),
      use: (s) => s.p.users.see(viewer(s)),
      canary: viewer,
    },
    'users page: Add User': {
      offers: ['users.add'],
      locate: ({ p }) => p.users.addLink,
      prepare: removeMadeUser,
      use: async ({ p, fresh }) => {
        await p.users.startAdding();
        await p.user.add(fresh, throwAwayPassword());
      },
      changes: 'users',
    },
  }),
  ...controlsOf(newUserPage, {
    'new user page: Save': {
      offers: ['users.add'],
      locate: ({ p }) => p.user.saveButton,
      enable: ({ p, fresh }) => p.user.fill(fresh, throwAwayPassword()),
      prepare: removeMadeUser,
      use: ({ p, fresh }) => p.user.add(fresh, throwAwayPassword()),
      changes: 'users',
    },
  }),
  ...controlsOf(userPage, {
    'user page: Admin': {
      offers: ['users.patch_other'],
      locate: ({ p }) => p.user.adminCheckbox,
      use: ({ p }) => p.user.makeAdmin(),
      changes: 'users',
    },
    'user page: Change Password': {
      offers: ['users.password.revoke'],
      locate: ({ p }) => p.user.changePasswordButton,
      use: ({ p }) => p.user.setPassword(throwAwayPassword()),
      changes: 'users',
    },
    'user page: Delete User': {
      offers: ['users.delete'],
      locate: ({ p }) => p.user.deleteButton,
      use: ({ p }) => p.user.delete(),
      changes: 'users',
    },
  }),
  ...controlsOf(settingsPage, {
    'administration settings: start sending usage data': {
      offers: ['analytics.initialize'],
      locate: ({ p }) => p.settings.usageDataCheckbox,
      prepare: ({ world }) => switched(world, 'analytics.disable')(),
      use: ({ p }) => p.settings.collectUsageData(),
      changes: 'installation id',
      shared: true,
    },
    'administration settings: stop sending usage data': {
      offers: ['analytics.disable'],
      locate: ({ p }) => p.settings.usageDataCheckbox,
      prepare: ({ world }) => switched(world, 'analytics.initialize')(),
      use: ({ p }) => p.settings.stopCollectingUsageData(),
      changes: 'installation id',
      shared: true,
    },
  }),
  ...controlsOf(updatePage, {
    'update page: Check for Updates': { offers: [], locate: ({ p }) => p.update.checkButton },
  }),
  ...controlsOf(profilePage, {
    'profile page: Display Name': {
      offers: ['users.patch_self'],
      locate: ({ p }) => p.profile.displayName,
      use: ({ p }) => p.profile.setDisplayName('Changed by the owner'),
      changes: 'users',
      spends: true,
    },
    'profile page: Change Password': {
      offers: ['users.password.replace_own'],
      locate: ({ p }) => p.profile.changePasswordButton,
      use: async ({ p, world, role }) => {
        const { account } = await twin(world, role);
        await p.profile.changePassword(account?.password ?? '', throwAwayPassword());
      },
      changes: 'users',
      spends: true,
    },
    'profile page: Admin': { offers: [], locate: ({ p }) => p.profile.adminCheckbox },
  }),
];
