import { type StandInDetails, standInTarget } from '../../../src/target/stand-in';
import { withStandIn } from '../../../tests/integration/support/with-stand-in';
import { SqlWitness } from '../../../src/target/witness';
import { withRun } from '../../../src/target/run';
import { buildWorld } from '../../../src/world/build';
import * as access from './access';
import type { ScenarioContext } from './cast';
import { fileBackend } from './file-backend';
import { badIdentifiers } from './identifiers';
import { type Step, readRecorded } from './recorded';
import { Scene, place } from './scene';
import { NEW_USER, ownDatabases } from './own-databases';
import * as sessions from './sessions';
import * as sharing from './sharing';
import { upgrade } from './upgrade';
import { messageOf } from '../../../src/target/message';

/** Plays one scenario in a world of its own. */
type Driver = (context: ScenarioContext) => Promise<void>;

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

/** Those that want a place for files. */
const FILE_DRIVERS: Readonly<Record<string, Driver>> = { file_backend: fileBackend };

const OWN_DATABASES = 'per_user_databases';

/** How a run of scenarios went. */
export interface Played {
  compared: number;
  leftOut: number;
  /** One line for every step that is not as recorded, and every driver that failed. */
  failures: string[];
}

const none = (): Played => ({ compared: 0, leftOut: 0, failures: [] });

/**
 * Plays the recorded scenarios whose names begin as asked, each kind on a stand-in of its own.
 * @throws InstallError or CallFailed when a run can not be provisioned; Error when an install does not start
 */
export async function playScenarios(only: string): Promise<Played> {
  const scenarios = [...readRecorded()].filter(([name]) => name.startsWith(only));
  const total = none();
  const kinds = [
    { env: {}, drivers: DRIVERS },
    { env: { QA_PLAN_FILES: '1' }, drivers: FILE_DRIVERS },
  ];
  for (const { env, drivers } of kinds) {
    const chosen = scenarios.filter(([name]) => name in drivers);
    if (chosen.length > 0) await withStandIn(env, (install) => playInWorlds(install, chosen, drivers, total));
  }
  const own = scenarios.find(([name]) => name === OWN_DATABASES);
  if (own) await withStandIn({ QA_PLAN_DEMO: '1' }, (install) => playOwnDatabases(install, own[1], total));
  return total;
}

/** Plays scenarios one after the other, each in a world of its own. */
async function playInWorlds(
  standIn: StandInDetails,
  chosen: [string, Step[]][],
  drivers: Readonly<Record<string, Driver>>,
  total: Played,
): Promise<void> {
  const left = await withRun(standInTarget(standIn), async (state) => {
    const witness = new SqlWitness(standIn.databaseUrl, state);
    for (const [index, [name, steps]] of chosen.entries()) {
      const world = await buildWorld(state, `${state.prefix}_s${String(index)}`, 'owner', state.seed + index);
      const scene = new Scene(steps, () => witness.look(world.scope(false)));
      await playOne(name, steps, scene, total, () => drivers[name]?.({ scene, world }) ?? Promise.resolve());
      await world.end();
    }
    await witness.close();
  });
  total.failures.push(...left.map((line) => `orphan: ${line}`));
}

async function playOwnDatabases(install: StandInDetails, steps: Step[], total: Played): Promise<void> {
  const internal = { id: 0, name: new URL(install.databaseUrl).pathname.slice(1) };
  const witness = new SqlWitness(install.databaseUrl, {
    databases: { main: internal, other: internal },
    ...{ prefix: '', accounts: {}, postgresRoles: {} },
  });
  const scope = { prefix: NEW_USER, schemaOids: [], scratchDatabases: [], shared: false };
  const scene = new Scene(steps, () => witness.look(scope));
  await playOne(OWN_DATABASES, steps, scene, total, () => ownDatabases(scene, install));
  await witness.close();
}

/** Runs a driver to its end and counts what it compared. */
async function playOne(
  name: string,
  steps: readonly Step[],
  scene: Scene,
  total: Played,
  drive: () => Promise<void>,
): Promise<void> {
  try {
    await drive();
    scene.end();
  } catch (error) {
    total.failures.push(`${name}: ${messageOf(error)}`);
  }
  total.compared += scene.compared;
  total.leftOut += steps.filter(({ leftOut }) => leftOut).length;
  for (const { step, seen } of scene.differences) {
    total.failures.push(
      `${place(step)}  ${step.actor} ${step.call}: recorded ${step.recorded}, seen ${seen}`,
    );
  }
}
