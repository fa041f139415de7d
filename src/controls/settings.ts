import { collaborator } from '../world/collaborator';
import {
  postgresRole,
  removePostgresRole,
  throwAwayPassword,
  type PostgresRole,
} from '../world/postgres-role';
import { removeStoredRole, storedRole, type StoredRole } from '../world/stored-role';
import { worldUser, type WorldUser } from '../world/user';
import { controlsOf, ids, type Control, type Place } from './control';

const rolesPage: Place<{ target: PostgresRole; parent: PostgresRole }> = {
  name: 'settings: roles',
  make: async ({ world }) => ({
    target: await postgresRole(world, 'target'),
    parent: await postgresRole(world, 'parent'),
  }),
  open: ({ p, world }) => p.roles.open(ids({ world })),
};

const storedRolesPage: Place<{ unstored: PostgresRole; stored: StoredRole }> = {
  name: 'settings: stored roles',
  make: async ({ world }) => ({
    unstored: await postgresRole(world, 'to be stored'),
    stored: await storedRole(world, 'stored target'),
  }),
  open: ({ p, world }) => p.storedRoles.open(ids({ world })),
};

const collaboratorsPage: Place<{ candidate: WorldUser; assigned: StoredRole; present: string }> = {
  name: 'settings: collaborators',
  make: async ({ world }) => ({
    candidate: await worldUser(world, 'other'),
    assigned: await storedRole(world, 'assigned'),
    present: (await collaborator(world)).shownAs,
  }),
  open: ({ p, world }) => p.collaborators.open(ids({ world })),
};

/** What the settings of a database offer. */
export const SETTINGS_CONTROLS: Control[] = [
  ...controlsOf(rolesPage, {
    'roles: Create Role': {
      offers: ['roles.add'],
      locate: ({ p }) => p.roles.createButton,
      prepare: ({ world, fresh }) => {
        world.onEnd(() => removePostgresRole(world, fresh), { last: true });
        return Promise.resolve();
      },
      use: ({ p, fresh }) => p.roles.createRole(fresh, throwAwayPassword()),
      changes: 'roles',
    },
    'roles: Drop Role': {
      offers: ['roles.delete'],
      locate: ({ p, target }) => p.roles.dropButton(target.name),
      use: ({ p, target }) => p.roles.dropRole(target.name),
      changes: 'roles',
    },
    'roles: child roles': {
      offers: ['roles.set_members'],
      locate: ({ p, parent }) => p.roles.childRolesButton(parent.name),
      use: ({ p, parent, world }) => p.roles.addChildRole(parent.name, world.postgresRole('viewer').name),
      changes: 'role members',
    },
  }),
  ...controlsOf(storedRolesPage, {
    'stored roles: stored role': {
      offers: ['roles.configured.list'],
      locate: ({ p, stored }) => p.storedRoles.role(stored.name),
      canary: ({ stored }) => stored.name,
    },
    'stored roles: password of a role': {
      offers: ['roles.configured.add'],
      locate: ({ p, unstored }) => p.storedRoles.passwordButton(unstored.name),
      prepare: ({ world, unstored }) => {
        world.onEnd(() => removeStoredRole(world, unstored.name));
        return Promise.resolve();
      },
      use: ({ p, unstored }) => p.storedRoles.storePassword(unstored.name, unstored.password),
      changes: 'stored roles',
    },
    'stored roles: password of a stored role': {
      offers: ['roles.configured.set_password'],
      locate: ({ p, stored }) => p.storedRoles.passwordButton(stored.name),
      use: ({ p, stored }) => p.storedRoles.storePassword(stored.name, throwAwayPassword()),
      changes: 'stored roles',
    },
    'stored roles: Remove Stored Role': {
      offers: ['roles.configured.delete'],
      locate: ({ p, stored }) => p.storedRoles.removeButton(stored.name),
      use: ({ p, stored }) => p.storedRoles.remove(stored.name),
      changes: 'stored roles',
    },
  }),
  ...controlsOf(collaboratorsPage, {
    'collaborators: collaborator': {
      offers: ['collaborators.list'],
      locate: ({ p, present }) => p.collaborators.collaborator(present),
      canary: ({ present }) => present,
    },
    'collaborators: Add Collaborator': {
      offers: ['collaborators.add'],
      locate: ({ p }) => p.collaborators.addButton,
      use: ({ p, candidate, assigned }) => p.collaborators.add(candidate, assigned.name),
      changes: 'collaborators',
    },
    'collaborators: change role': {
      offers: ['collaborators.set_role'],
      locate: ({ p, present }) => p.collaborators.roleButton(present),
      use: ({ p, present, assigned }) => p.collaborators.changeRole(present, assigned.name),
      changes: 'collaborators',
    },
    'collaborators: Remove Collaborator': {
      offers: ['collaborators.delete'],
      locate: ({ p, present }) => p.collaborators.removeButton(present),
      use: ({ p, present }) => p.collaborators.remove(present),
      changes: 'collaborators',
    },
  }),
];
