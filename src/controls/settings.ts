import { collaborator } from '../world/collaborator';
import {
  postgresRole,
  removePostgresRole,
  throwAwayPassword,
  type PostgresRole,
} from '../world/postgres-role';
import { removeStoredRole, storedRole, type StoredRole } from '../world/stored-role';
import { worldUser, type WorldUser } from '../world/user';
import { controlsOf, ids, type Control, type ControlPage } from './control';

export const rolesPage: ControlPage<{ target: PostgresRole; parent: PostgresRole }> = {
  name: 'settings: roles',
  make: async ({ world }) => ({
    target: await postgresRole(world, 'target'),
    parent: await postgresRole(world, 'parent'),
  }),
  open: ({ pages, world }) => pages.roles.open(ids({ world })),
};

export const storedRolesPage: ControlPage<{ unstored: PostgresRole; stored: StoredRole }> = {
  name: 'settings: stored roles',
  make: async ({ world }) => ({
    unstored: await postgresRole(world, 'to be stored'),
    stored: await storedRole(world, 'stored target'),
  }),
  open: ({ pages, world }) => pages.storedRoles.open(ids({ world })),
};

export const collaboratorsPage: ControlPage<{ candidate: WorldUser; assigned: StoredRole; present: string }> =
  {
    name: 'settings: collaborators',
    make: async ({ world }) => ({
      candidate: await worldUser(world, 'other'),
      assigned: await storedRole(world, 'assigned'),
      present: (await collaborator(world)).shownAs,
    }),
    open: ({ pages, world }) => pages.collaborators.open(ids({ world })),
  };

/** Controls of the settings of a database. */
export const SETTINGS_CONTROLS: Control[] = [
  ...controlsOf(rolesPage, {
    'roles: Create Role': {
      offers: ['roles.add'],
      locate: ({ pages }) => pages.roles.createButton,
      prepare: ({ world, fresh }) => {
        world.onEnd(() => removePostgresRole(world, fresh), { last: true });
        return Promise.resolve();
      },
      use: ({ pages, fresh }) => pages.roles.createRole(fresh, throwAwayPassword()),
      changes: 'roles',
    },
    'roles: Drop Role': {
      offers: ['roles.delete'],
      locate: ({ pages, target }) => pages.roles.dropButton(target.name),
      use: ({ pages, target }) => pages.roles.dropRole(target.name),
      changes: 'roles',
    },
    'roles: child roles': {
      offers: ['roles.set_members'],
      locate: ({ pages, parent }) => pages.roles.childRolesButton(parent.name),
      use: ({ pages, parent, world }) =>
        pages.roles.addChildRole(parent.name, world.postgresRole('viewer').name),
      changes: 'role members',
    },
  }),
  ...controlsOf(storedRolesPage, {
    'stored roles: stored role': {
      offers: ['roles.configured.list'],
      locate: ({ pages, stored }) => pages.storedRoles.row(stored.name),
      canary: ({ stored }) => stored.name,
    },
    'stored roles: password of a role': {
      offers: ['roles.configured.add'],
      locate: ({ pages, unstored }) => pages.storedRoles.passwordButton(unstored.name),
      prepare: ({ world, unstored }) => {
        world.onEnd(() => removeStoredRole(world, unstored.name));
        return Promise.resolve();
      },
      use: ({ pages, unstored }) => pages.storedRoles.storePassword(unstored.name, unstored.password),
      changes: 'stored roles',
    },
    'stored roles: password of a stored role': {
      offers: ['roles.configured.set_password'],
      locate: ({ pages, stored }) => pages.storedRoles.passwordButton(stored.name),
      use: ({ pages, stored }) => pages.storedRoles.storePassword(stored.name, throwAwayPassword()),
      changes: 'stored roles',
      onlyBySql: 'a stored password',
    },
    'stored roles: Remove Stored Role': {
      offers: ['roles.configured.delete'],
      locate: ({ pages, stored }) => pages.storedRoles.removeButton(stored.name),
      use: ({ pages, stored }) => pages.storedRoles.remove(stored.name),
      changes: 'stored roles',
    },
  }),
  ...controlsOf(collaboratorsPage, {
    'collaborators: collaborator': {
      offers: ['collaborators.list'],
      locate: ({ pages, present }) => pages.collaborators.row(present),
      canary: ({ present }) => present,
    },
    'collaborators: Add Collaborator': {
      offers: ['collaborators.add'],
      locate: ({ pages }) => pages.collaborators.addButton,
      use: ({ pages, candidate, assigned }) => pages.collaborators.add(candidate, assigned.name),
      changes: 'collaborators',
    },
    'collaborators: change role': {
      offers: ['collaborators.set_role'],
      locate: ({ pages, present }) => pages.collaborators.roleButton(present),
      use: ({ pages, present, assigned }) => pages.collaborators.changeRole(present, assigned.name),
      changes: 'collaborators',
    },
    'collaborators: Remove Collaborator': {
      offers: ['collaborators.delete'],
      locate: ({ pages, present }) => pages.collaborators.removeButton(present),
      use: ({ pages, present }) => pages.collaborators.remove(present),
      changes: 'collaborators',
    },
  }),
];
