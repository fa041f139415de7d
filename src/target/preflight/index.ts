import { readCommonData } from '../common-data';
import type { Client } from '../client';
import type { DemoTarget, Target } from '../target';
import { checkLogin, logOut } from './account';
import { checkAdministrator, checkSetUp } from './admin';
import { checkClock } from './clock';
import { isWrong, warning, wrong, type Finding } from './finding';
import { checkLeftovers } from './orphans';
import { checkReach } from './reach';
import { checkRelease } from './release';
import { checkMode, checkVisitor } from './visitor';
import { checkWitness } from './witness';
import { messageOf } from '../message';

/**
 * Looks whether an install is fit to be tested, before anything is made on it; takes under 3 s, and changes nothing
 * but the sessions that it opens and closes again. What can not be looked at because of something wrong is left out.
 * @returns a finding per check; never throws
 */
export async function preflight(target: Target | DemoTarget): Promise<Finding[]> {
  const variable = target.install === 'local' ? 'LOCAL_URL' : 'DEMO_URL';
  const { finding, date } = await checkReach(target.baseUrl, variable);
  if (isWrong(finding)) return [finding];
  const findings = [finding, checkClock(date)];
  const sessions: Client[] = [];
  try {
    if (target.install === 'local') findings.push(...(await checkLocal(target, sessions)));
    else findings.push(...(await checkDemo(target, sessions)));
  } catch (error) {
    const says = messageOf(error);
    findings.push(wrong('answers', says, 'look into the install’s log'));
  } finally {
    await Promise.all(sessions.map(logOut));
  }
  return findings;
}

async function checkLocal(target: Target, sessions: Client[]): Promise<Finding[]> {
  const { baseUrl, admin, witness } = target;
  const { finding, client } = await checkLogin(baseUrl, admin, 'login', 'LOCAL_ADMIN');
  if (!client?.session) return [finding];
  sessions.push(client);
  const [data, seen] = await Promise.all([
    readCommonData(client),
    checkWitness(witness, client.session, 'LOCAL_DATABASE_URL'),
  ]);
  const administrator = checkAdministrator(data, admin.username, 'LOCAL_ADMIN');
  const findings = [checkRelease(data), finding, administrator, seen];
  if (isWrong(administrator)) return findings;
  const setUp = await checkSetUp(client, admin.username);
  findings.push(...setUp.findings);
  if (!setUp.anchor) return findings;
  const reach = {
    steward: client,
    stewardId: data.user?.id ?? 0,
    anchorId: setUp.anchor.databaseId,
    witness: isWrong(seen) ? undefined : witness,
  };
  return [...findings, await checkLeftovers(reach, target.install)];
}

async function checkDemo(target: DemoTarget, sessions: Client[]): Promise<Finding[]> {
  const { baseUrl, visitors, admin, witness, mayChange } = target;
  const logins = await Promise.all([
    checkLogin(baseUrl, visitors.visitor, 'visitor', 'DEMO_VISITOR'),
    checkLogin(baseUrl, visitors.neighbour, 'neighbour', 'DEMO_NEIGHBOUR'),
    ...(admin ? [checkLogin(baseUrl, admin, 'login', 'DEMO_ADMIN')] : []),
  ]);
  sessions.push(...logins.flatMap(({ client }) => (client ? [client] : [])));
  const [visitor, neighbour, steward] = logins;
  const findings: Finding[] = [];
  for (const [login, variables] of [
    [visitor, 'DEMO_VISITOR'],
    [neighbour, 'DEMO_NEIGHBOUR'],
  ] as const) {
    const { finding, client } = login;
    if (!client?.session) {
      findings.push(finding);
      continue;
    }
    const data = await readCommonData(client);
    if (login === visitor) findings.push(checkRelease(data), checkMode(data));
    findings.push(await checkVisitor(client, data, finding.check, variables));
    if (login === visitor && witness !== undefined)
      findings.push(await checkWitness(witness, client.session, 'DEMO_DATABASE_URL'));
  }
  if (steward && admin) {
    findings.push(steward.finding);
    if (steward.client)
      findings.push(checkAdministrator(await readCommonData(steward.client), admin.username, 'DEMO_ADMIN'));
  }
  if (!mayChange) findings.push(onlySafe(baseUrl));
  return findings;
}

function onlySafe(baseUrl: string): Finding {
  const { hostname } = new URL(baseUrl);
  return warning(
    'changes',
    `nothing that changes anything is sent to ${hostname}: only rules marked safe run`,
    `to run all, set QA_PLAN_ALLOWED_HOSTS=${hostname}`,
  );
}
