import { SqlWitness } from '../../../../src/install/witness';
import { provision, teardown } from '../../../../src/install/provision';
import type { RunState } from '../../../../src/install/state';
import type { Target } from '../../../../src/install/target';
import { buildWorld } from '../../../../src/world/build';
import * as access from './access';
import type { Stage } from './cast';
import { badIdentifiers } from './identifiers';
import { type Step, readRecorded } from './recorded';
import { Scene, place } from './scene';
import * as sessions from './sessions';
import * as sharing from './sharing';
import { upgrade } from './upgrade';

/** Plays one scenario in a world of its own. */
type Driver = (stage: Stage) => Promise<void>;

/** The scenarios that an ordinary install can play, by their recorded names. */
const DRIVERS: Readonly<Record<string, Driver>> = {
  collaborator_removed_mid_session: access.collaboratorRemoved,
  role_lost_privilege_mid_session: access.roleLostPrivilege,
  role_lost_connect_mid_session: access.roleLostConnect,
  account_deleted_mid_session: sessions.accountDeleted,
  password_revoked_mid_session: sessions.passwordRevoked,
  own_password_changed_mid_session: sessions.ownPasswordChanged,
  admin_demoted_mid_session: sessions.adminDemoted,
  collaborator_role_changed_mid_session: access.collaboratorRoleChanged,
  pg_role_password_changed_outside: access.rolePasswordChangedOutside,
  stored_role_deleted_mid_session: access.storedRoleDeleted,
  logout_then_reuse_cookie: sessions.logoutThenReuse,
  database_disconnected_mid_session: access.databaseDisconnected,
  viewer_publishes_private_form_and_inserts: sharing.viewerPublishesForm,
  viewer_reads_forbidden_table_through_private_form: sharing.viewerReadsThroughForm,
  viewer_changes_shared_objects_of_others: sharing.viewerChangesShared,
  first_login_password_change: sessions.firstLogin,
  admin_not_collaborator_adds_himself: access.adminAddsHimself,
  connect_existing_ignores_password_of_stored_role: access.connectIgnoresPassword,
  duplicate_collaborator: access.duplicateCollaborator,
  standard_user_cannot_make_himself_admin: sessions.selfPromotion,
  error_on_exhausted_or_bad_ids: badIdentifiers,
  upgrade,
};

/** How a run of scenarios went. */
export interface Played {
  compared: number;
  leftOut: number;
  /** One line for every step that is not as recorded, and every driver that failed. */
  failures: string[];
}

/**
 * Plays the scenarios whose names begin as asked, one after the other, each in a world of its own.
 * @throws InstallError or CallFailed when the run can not be provisioned
 */
export async function playOrdinary(target: Target, only: string): Promise<Played> {
  const played: Played = { compared: 0, leftOut: 0, failures: [] };
  const chosen = [...readRecorded()].filter(([name]) => name in DRIVERS && name.startsWith(only));
  if (chosen.length === 0) return played;
  let state: RunState | undefined;
  try {
    state = await provision(target, (growing) => {
      state = growing;
    });
    if (state.witness === undefined) throw new Error('scenarios need the SQL witness');
    const witness = new SqlWitness(state.witness, state.databases);
    for (const [index, [name, steps]] of chosen.entries()) {
      const world = await buildWorld(state, `${state.prefix}_s${String(index)}`, 'owner', state.seed + index);
      const scene = new Scene(steps, () => witness.look(world.scope(false)));
      await playOne(name, steps, scene, played, () => DRIVERS[name]?.({ scene, world }) ?? Promise.resolve());
      await world.end();
    }
    await witness.close();
  } finally {
    if (state) played.failures.push(...(await teardown(state)).map((line) => `residue: ${line}`));
  }
  return played;
}

/** Runs a driver to its end and counts what it compared. */
export async function playOne(
  name: string,
  steps: readonly Step[],
  scene: Scene,
  played: Played,
  drive: () => Promise<void>,
): Promise<void> {
  try {
    await drive();
    scene.end();
  } catch (error) {
    played.failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  played.compared += scene.compared;
  played.leftOut += steps.filter(({ leftOut }) => leftOut).length;
  for (const { step, seen } of scene.differences) {
    played.failures.push(
      `${place(step)}  ${step.actor} ${step.call}: recorded ${step.recorded}, seen ${seen}`,
    );
  }
}
