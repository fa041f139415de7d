import { KEYS } from '../target/keys';
import { something } from '../target/stated';
import { ownerBecomes } from '../world/effects';
import type { Locator } from '@playwright/test';
import type { PermissionDialog } from '../../pages/components/permission-dialog';
import { controlState } from '../../pages';
import { postgresRole } from '../world/postgres-role';
import type { World } from '../world/world';
import { dialog, type ControlContext, type Step, type ControlDefinition } from './control';

/** A role without privileges on the object, and one that will own it. */
export interface Candidates {
  grantee: string;
  granteeOid: number;
  newOwner: string;
  newOwnerOid: number;
}

/** Roles of the world; attempts over the API use the same ones. */
export async function candidates(world: World): Promise<Candidates> {
  const [grantee, newOwner] = await Promise.all([
    postgresRole(world, 'grantee'),
    postgresRole(world, 'new owner'),
  ]);
  return {
    ...{ grantee: grantee.name, granteeOid: grantee.oid },
    ...{ newOwner: newOwner.name, newOwnerOid: newOwner.oid },
  };
}

/** The differences between the dialogs of a database, a schema and a table. */
interface Kind<Made> {
  /** Prefix of the controls' names, e.g. `database`. */
  name: string;
  opener: (s: ControlContext & Made) => Locator;
  open: (s: ControlContext & Made) => Promise<void>;
  dialogOf: (s: ControlContext & Made) => PermissionDialog;
  /** The calls that saving the dialog offers. */
  replace: readonly string[];
  transfer: readonly string[];
  /** What the new owner needs before. */
  beforeTransfer?: (s: ControlContext & Made) => Promise<void>;
  /** The witness's parts, and the key of the object in them. */
  parts: Parameters<typeof ownerBecomes>[0];
  on: (s: ControlContext & Made) => string;
  ownerBefore: (s: ControlContext & Made) => number;
  /** The level granted to a new role. */
  level: 'Connect' | 'Read';
  /** A listed role, and the level to which it is raised; databases of the world have none. */
  listed?: { role: string; level: 'Read + Create' | 'Write' };
}

/** The controls of the dialog for sharing and transferring a database, a schema or a table. */
export function permissionControls<Made extends Candidates>(
  kind: Kind<Made>,
): Record<string, ControlDefinition<Made>> {
  const { name, dialogOf, listed, level } = kind;
  const opened: Step<Made> = dialog(kind.opener, kind.open);
  const transfer: Step<Made> = dialog(
    (s) => dialogOf(s).transferTab,
    (s) => dialogOf(s).openTransfer(),
  );
  /** Only the privileges of one role change. */
  const granted = (role: (s: ControlContext & Made) => number) => (s: ControlContext & Made) => [
    something(kind.parts[1], KEYS.grants(kind.on(s), role(s))),
  ];
  const share = {
    ...{ offers: kind.replace, within: [opened] },
    changes: granted((s) => s.granteeOid),
  };
  return {
    [`${name} permissions: Add Role(s)`]: {
      ...share,
      locate: (s) => dialogOf(s).addRolesButton,
      use: (s) => dialogOf(s).grant(s.grantee, level),
    },
    [`${name} permissions: Save`]: {
      ...share,
      locate: (s) => dialogOf(s).saveButton,
      enable: (s) => dialogOf(s).addRole(s.grantee),
      use: (s) => dialogOf(s).changeAccess(s.grantee, level),
    },
    ...(listed && {
      [`${name} permissions: access of a role`]: {
        ...share,
        changes: granted((s) => s.world.postgresRole(listed.role).oid),
        // When the level can not be changed, there is no button after the role.
        locate: (s) =>
          dialogOf(s).accessOf(s.world.postgresRole(listed.role).name).and(dialogOf(s).button('Read')),
        use: (s) => dialogOf(s).changeAccess(s.world.postgresRole(listed.role).name, listed.level),
      } satisfies ControlDefinition<Made>,
    }),
    [`${name} permissions: Transfer Ownership`]: {
      offers: kind.transfer,
      within: [opened, transfer],
      ...(kind.beforeTransfer && { prepare: kind.beforeTransfer }),
      locate: (s) => dialogOf(s).transferButton,
      // A role to which nothing may be granted is listed, but can not be chosen.
      enable: async (s) => {
        const { newOwner } = dialogOf(s);
        await newOwner.open();
        if ((await controlState(newOwner.option(s.newOwner))) !== 'enabled') return;
        await newOwner.pick(s.newOwner);
      },
      use: (s) => dialogOf(s).transfer(),
      changes: (s) =>
        ownerBecomes(kind.parts, kind.on(s), { before: kind.ownerBefore(s), after: s.newOwnerOid }),
    },
  };
}
