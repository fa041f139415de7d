import { ROLES, type Role } from '../roles';
import { CallFailed, InstallError } from '../target/client';
import { messageOf } from '../target/message';
import { finding, ok, wrong, type PreflightCheck } from '../target/preflight/check';
import type { RunState } from '../target/state';
import { buildWorld } from './build';
import { expectedRights, rightsOf, type Right } from './expected-rights';
import { standingsByApi } from './standing-by-api';
import { standingsBySql } from './standing-by-sql';
import { tryRights, type Tried } from './tried-rights';
import type { TrueStanding } from './true-standing';
import { worldOwnerFor, type World, type WorldOwner } from './world';

/**
 * Checks in worlds like those of the cells that every provisioned role has exactly the rights that its name says. A
 * role is wrong if PostgreSQL or the install's own tables say so: a viewer who may write, for whatever reason, must not
 * lead to a green run. Where they say that the role is set up right, what the install answers is a finding.
 * @returns a check per role, and one per kind of world that can not be made
 * @throws the driver's error when PostgreSQL does not answer
 */
export async function checkRoles(state: RunState): Promise<PreflightCheck[]> {
  const owners: readonly WorldOwner[] = ['owner', 'manager'];
  const made = ROLES.filter(({ name }) => state.unmade?.[name] === undefined);
  const unmade = Object.entries(state.unmade ?? {});
  const refused = unmade.map(([name, why]) => finding(name, `could not be set up: ${why}`));
  const checks = await Promise.all(
    owners.map((owner) =>
      checkInWorld(
        state,
        owner,
        made.filter((role) => worldOwnerFor(role) === owner),
      ),
    ),
  );
  return [...refused, ...checks.flat()];
}

async function checkInWorld(
  state: RunState,
  owner: WorldOwner,
  roles: readonly Role[],
): Promise<PreflightCheck[]> {
  if (roles.length === 0) return [];
  try {
    const world = await buildWorld(state, `${state.prefix}_rights_${owner}`, owner, state.seed);
    try {
      return await checkAll(world, roles);
    } finally {
      await world.end();
    }
  } catch (error) {
    // A type error: the install answered OK, and with nothing.
    const known = [CallFailed, InstallError, TypeError].some((kind) => error instanceof kind);
    if (!known) throw error;
    return [finding('set-up admin', `can not make what ${nameAll(roles)} act on: ${messageOf(error)}`)];
  }
}

const nameAll = (roles: readonly Role[]) => roles.map(({ name }) => name).join(', ');

async function checkAll(world: World, roles: readonly Role[]): Promise<PreflightCheck[]> {
  const { witness } = world.state;
  const standings =
    witness === undefined ? await standingsByApi(world, roles) : await standingsBySql(world, roles, witness);
  const tried = await tryRights(world, roles);
  return roles.flatMap((role) => {
    const [standing, seen] = [standings.get(role.name), tried.get(role.name)];
    return standing && seen ? [checkRole(role, standing, seen, witness !== undefined)] : [];
  });
}

/** @param sure whether the standing is PostgreSQL's word; else it counts only where it explains what was answered */
function checkRole(role: Role, standing: TrueStanding, tried: Tried, sure: boolean): PreflightCheck {
  const [should, is] = [expectedRights(role), rightsOf(standing.standing)];
  const counts = (right: Right) => sure || is[right] === tried.answered[right];
  const setUp = [
    ...disagreements(should, is).filter(({ right }) => counts(right)),
    ...standing.powers.map((power) => ({ text: `its PostgreSQL role has ${power}` })),
  ];
  const faults = [...setUp, ...disagreements(should, tried.answered), ...effects(should, tried)];
  const texts = [...new Set([...standing.grants, ...faults.map(({ text }) => text)])];
  if (texts.length === 0) return ok(role.name, 'has the rights that its name says, and no more');
  const isAsAsked = standing.grants.length === 0;
  if (setUp.length === 0 || !isAsAsked) return finding(role.name, texts.join('; '), !isAsAsked);
  return wrong(
    role.name,
    texts.join('; '),
    'it would prove nothing: check default privileges, memberships, and changes to src/roles.ts',
  );
}

interface Disagreement {
  right: Right;
  text: string;
}

function disagreements(should: Record<Right, string>, is: Record<Right, string>): Disagreement[] {
  return (Object.entries(should) as [Right, string][]).flatMap(([right, expected]) => {
    const seen = is[right];
    if (seen === expected) return [];
    if (seen === 'allowed') return [{ right, text: `may ${right}, and should not` }];
    if (expected === 'allowed') return [{ right, text: `may not ${right} (${seen}), and should` }];
    return [{ right, text: `may not ${right} because of ${seen}, and should not because of ${expected}` }];
  });
}

/** Answers can be wrong: compare them with what happened. */
function effects(should: Record<Right, string>, { happened, answered }: Tried): Disagreement[] {
  return (Object.entries(happened) as [Right, boolean][]).flatMap(([right, did]) =>
    did === (should[right] === 'allowed') || did === (answered[right] === 'allowed')
      ? []
      : [{ right, text: `${did ? 'did' : 'did not'} ${right}, whatever the answer said` }],
  );
}
