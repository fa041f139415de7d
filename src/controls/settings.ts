import { KEYS } from '../target/keys';
import { add, ANY, change, remove } from '../target/stated';
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

export const collaboratorsPage: ControlPage<{
  candidate: WorldUser;
  assigned: StoredRole;
  present: string;
  entry: number;
}> = {
  name: 'settings: collaborators',
  make: async ({ world }) => {
    const { shownAs: present, id: entry } = await collaborator(world);
    return {
      candidate: await worldUser(world, 'other'),
      assigned: await storedRole(world, 'assigned'),
      ...{ present, entry },
    };
  },
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
      changes: ({ fresh }) => [
        add('roles', { name: fresh, super: false, create_role: false, create_db: false }),
      ],
    },
    'roles: Drop Role': {
      offers: ['roles.delete'],
      locate: ({ pages, target }) => pages.roles.dropButton(target.name),
      use: ({ pages, target }) => pages.roles.dropRole(target.name),
      changes: ({ target }) => [remove('roles', KEYS.role(target.oid))],
    },
    'roles: child roles': {
      offers: ['roles.set_members'],
      locate: ({ pages, parent }) => pages.roles.childRolesButton(parent.name),
      use: ({ pages, parent, world }) =>
        pages.roles.addChildRole(parent.name, world.postgresRole('viewer').name),
      changes: ({ parent, world }) => [
        add('role members', {}, { within: KEYS.member(parent.oid, world.postgresRole('viewer').oid) }),
      ],
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
      changes: ({ unstored }) => [add('stored roles', { name: unstored.name })],
    },
    'stored roles: password of a stored role': {
      offers: ['roles.configured.set_password'],
      locate: ({ pages, stored }) => pages.storedRoles.passwordButton(stored.name),
      use: ({ pages, stored }) => pages.storedRoles.storePassword(stored.name, throwAwayPassword()),
      changes: ({ stored }) => [change('stored roles', KEYS.storedRole(stored.id), { password: ANY })],
      onlyBySql: 'a stored password',
    },
    'stored roles: Remove Stored Role': {
      offers: ['roles.configured.delete'],
      locate: ({ pages, stored }) => pages.storedRoles.removeButton(stored.name),
      use: ({ pages, stored }) => pages.storedRoles.remove(stored.name),
      changes: ({ stored }) => [remove('stored roles', KEYS.storedRole(stored.id))],
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
      changes: ({ candidate, assigned, world }) => [
        add('collaborators', {
          user_id: candidate.userId,
          database_id: world.databaseId,
          configured_role_id: assigned.id,
        }),
      ],
    },
    'collaborators: change role': {
      offers: ['collaborators.set_role'],
      locate: ({ pages, present }) => pages.collaborators.roleButton(present),
      use: ({ pages, present, assigned }) => pages.collaborators.changeRole(present, assigned.name),
      changes: ({ entry, assigned }) => [
        change('collaborators', KEYS.collaborator(entry), { configured_role_id: assigned.id }),
      ],
    },
    'collaborators: Remove Collaborator': {
      offers: ['collaborators.delete'],
      locate: ({ pages, present }) => pages.collaborators.removeButton(present),
      use: ({ pages, present }) => pages.collaborators.remove(present),
      changes: ({ entry }) => [remove('collaborators', KEYS.collaborator(entry))],
    },
  }),
];
