import { AsFound } from '../as-found';
import { readCommonData } from '../common-data';
import type { Client } from '../client';
import type { DemoTarget, Target } from '../target';
import { logOut } from '../session';
import { checkLogin } from './account';
import { checkAdministrator, checkSetUp } from './admin';
import { checkClock } from './clock';
import { isWrong, warning, wrong, type PreflightCheck } from './check';
import { checkFeedback } from './feedback';
import { checkOrphans } from './orphans';
import { checkReach } from './reach';
import { checkRelease } from './release';
import { checkData, checkMode, checkNotice, checkVisitor } from './visitor';
import { checkWitness } from './witness';
import { messageOf } from '../message';

/**
 * Checks whether an install is fit to be tested, before anything is made on it. Takes under 3 s and changes
 * nothing except sessions that it opens and closes, and without SQL the time of the last login. Skips checks that an earlier problem makes impossible.
 * @returns one result per check; never throws
 */
export async function preflight(target: Target | DemoTarget): Promise<PreflightCheck[]> {
  const variable = target.install === 'local' ? 'LOCAL_URL' : 'DEMO_URL';
  const { check, date } = await checkReach(target.baseUrl, variable);
  if (isWrong(check)) return [check];
  const checks = [check, checkClock(date)];
  const sessions: Client[] = [];
  // Where SQL does not lead there, the check of the witness says so.
  const found = await AsFound.look(target).catch(() => undefined);
  try {
    if (target.install === 'local') checks.push(...(await checkLocal(target, sessions)));
    else checks.push(...(await checkDemo(target, sessions)));
  } catch (error) {
    const says = messageOf(error);
    checks.push(wrong('answers', says, 'read the install’s log'));
  } finally {
    for (const { session } of sessions) if (session) await logOut(target.baseUrl, session);
    // A role that may not do it is what the check of the witness tells.
    const failure = await found
      ?.enter()
      .then(() => found.putBack())
      .catch(messageOf);
    if (failure !== undefined && !checks.some(isWrong))
      checks.push(wrong('sql', failure, 'see what changed in the internal database'));
  }
  return checks;
}

async function checkLocal(target: Target, sessions: Client[]): Promise<PreflightCheck[]> {
  const { baseUrl, admin, witness, allowedEffects } = target;
  const { check, client } = await checkLogin(baseUrl, admin, 'login', 'LOCAL_ADMIN');
  if (!client?.session) return [check];
  sessions.push(client);
  const [data, seen] = await Promise.all([
    readCommonData(client),
    checkWitness(witness, client.session, 'LOCAL_DATABASE_URL'),
  ]);
  const administrator = checkAdministrator(data, admin.username, 'LOCAL_ADMIN');
  const release = checkRelease(data);
  if (isWrong(release)) return [release];
  const checks = [release, check, administrator, seen];
  if (isWrong(administrator)) return checks;
  checks.push(...(await checkFeedback(client, allowedEffects)));
  const setUp = await checkSetUp(client, admin.username);
  checks.push(...setUp.checks);
  if (!setUp.maintenance) return checks;
  const reach = {
    setupAdmin: client,
    setupAdminId: data.user?.id ?? 0,
    maintenanceDatabaseId: setUp.maintenance.databaseId,
    witness: isWrong(seen) ? undefined : witness,
  };
  return [...checks, await checkOrphans(reach, target.install)];
}

async function checkDemo(target: DemoTarget, sessions: Client[]): Promise<PreflightCheck[]> {
  const { baseUrl, visitors, admin, witness, mayChange } = target;
  const logins = await Promise.all([
    checkLogin(baseUrl, visitors.visitor, 'visitor', 'DEMO_VISITOR'),
    checkLogin(baseUrl, visitors.neighbour, 'neighbour', 'DEMO_NEIGHBOUR'),
    ...(admin ? [checkLogin(baseUrl, admin, 'login', 'DEMO_ADMIN')] : []),
  ]);
  sessions.push(...logins.flatMap(({ client }) => (client ? [client] : [])));
  const [visitor, neighbour, setupAdmin] = logins;
  const checks: PreflightCheck[] = [];
  const homes: number[] = [];
  for (const [login, variables] of [
    [visitor, 'DEMO_VISITOR'],
    [neighbour, 'DEMO_NEIGHBOUR'],
  ] as const) {
    const { check, client } = login;
    if (!client?.session) {
      checks.push(check);
      continue;
    }
    const data = await readCommonData(client);
    if (login === visitor) checks.push(checkRelease(data), checkMode(data), ...(await checkNotice(client)));
    const { checks: ofVisitor, home } = await checkVisitor(client, data, check.check, variables);
    checks.push(...ofVisitor);
    if (home) {
      homes.push(home.id);
      checks.push(...(await checkData(client, data.user?.username ?? '', home, mayChange)));
    }
    if (login === visitor && witness !== undefined)
      checks.push(await checkWitness(witness, client.session, 'DEMO_DATABASE_URL'));
  }
  if (homes[0] !== undefined && homes[0] === homes[1])
    checks.push(
      wrong(
        'neighbour',
        'visitor and neighbour have the same database, so nothing tells whether they are kept apart',
        'name two users in DEMO_VISITOR_USERNAME and DEMO_NEIGHBOUR_USERNAME who each have one',
      ),
    );
  if (setupAdmin && admin) {
    checks.push(setupAdmin.check);
    if (setupAdmin.client)
      checks.push(...(await checkDemoAdmin(setupAdmin.client, admin.username, mayChange && !witness)));
  }
  if (!mayChange) checks.push(onlySafe(baseUrl));
  return checks;
}

/** @param mustRemove whether what the administrator makes can only be removed from a database of the administrator's */
async function checkDemoAdmin(
  client: Client,
  username: string,
  mustRemove: boolean,
): Promise<PreflightCheck[]> {
  const check = checkAdministrator(await readCommonData(client), username, 'DEMO_ADMIN');
  if (isWrong(check) || !mustRemove) return [check];
  const { checks, maintenance } = await checkSetUp(client, username);
  if (maintenance) return [check, ...checks];
  const says = checks.map((each) => warning(each.check, each.says, each.todo ?? ''));
  const until = 'until then, rules by which an administrator makes something are not run';
  return [check, ...says.map((each) => ({ ...each, todo: `${each.todo ?? ''}; ${until}` }))];
}

function onlySafe(baseUrl: string): PreflightCheck {
  const { hostname } = new URL(baseUrl);
  return warning(
    'changes',
    `no changes are sent to ${hostname}: only rules marked safe run`,
    `to run all, set QA_PLAN_ALLOWED_HOSTS=${hostname}`,
  );
}
