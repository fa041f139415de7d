import type pg from 'pg';
import type { Requirement } from './plan/page';
import type { Need } from './plan/words';
import type { Address } from './address';
import { lacking, remediation, type Remediation } from './checks';
import { openReadOnly, Unreachable } from './connect';
import { messageOf } from '../target/message';

/** The state of one requirement. `unknown`: it could not be checked; `why` gives the reason. */
export type PrivilegeCheck = { requirement: Requirement } & (
  { state: 'has' } | { state: 'missing'; remediation: Remediation } | { state: 'unknown'; why: string }
);

export interface DeploymentReport {
  /** As the server reports it, e.g. `18.4`; undefined when it could not be asked. */
  server: string | undefined;
  /** Why there was no connection; undefined if there was one. */
  unreachable: string | undefined;
  checks: PrivilegeCheck[];
}

/**
 * Checks each privilege that a deployment needs, connected as the role that needs them. Changes nothing.
 * @param requirements those of one deployment
 */
export async function checkDeployment(
  requirements: readonly Requirement[],
  address: Address,
): Promise<DeploymentReport> {
  let client: pg.Client;
  try {
    client = await openReadOnly(address);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return withoutConnection(requirements, error, address);
  }
  const others = new Connections(address);
  try {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    const checks: PrivilegeCheck[] = [];
    for (const requirement of requirements) {
      checks.push(await find(requirement, client, others, address));
    }
    return { server: rows[0]?.server_version.split(' ')[0], unreachable: undefined, checks };
  } catch (error) {
    const reason = messageOf(error);
    const lost = new Unreachable(`${address.host}:${String(address.port)} stopped answering: ${reason}`);
    return withoutConnection(requirements, lost, address);
  } finally {
    await Promise.allSettled([client.end(), others.end()]);
  }
}

/** The refusal may reveal one missing privilege; the others stay unknown. */
function withoutConnection(
  requirements: readonly Requirement[],
  { message, lacks }: Unreachable,
  grantee: Address,
): DeploymentReport {
  const checks = requirements.map((requirement): PrivilegeCheck => {
    const { need } = requirement;
    return lacks !== undefined && isNeed(need, lacks)
      ? { requirement, state: 'missing', remediation: remediation(need, grantee) }
      : { requirement, state: 'unknown', why: 'there is no connection' };
  });
  return { server: undefined, unreachable: message, checks };
}

const isNeed = (need: Need, lacks: 'LOGIN' | 'CONNECT') =>
  (need.kind === 'attribute' && need.attribute === lacks) ||
  (need.kind === 'database' && need.privilege === lacks);

async function find(
  requirement: Requirement,
  client: pg.Client,
  others: Connections,
  address: Address,
): Promise<PrivilegeCheck> {
  const { need } = requirement;
  const template = need.kind === 'language' ? need.template : undefined;
  try {
    const remediations = await lacking(
      template === undefined ? client : await others.to(template),
      need,
      address,
    );
    return remediations
      ? { requirement, state: 'missing', remediation: remediations }
      : { requirement, state: 'has' };
  } catch (error) {
    // The privilege is inside a database that the role does not need to access otherwise.
    if (error instanceof Unreachable) return { requirement, state: 'unknown', why: error.message };
    throw error;
  }
}

/** Connections to other databases of the same server, each opened when first needed. */
class Connections {
  private readonly opened = new Map<string, Promise<pg.Client>>();

  constructor(private readonly address: Address) {}

  to(database: string): Promise<pg.Client> {
    let client = this.opened.get(database);
    if (!client) this.opened.set(database, (client = openReadOnly({ ...this.address, database })));
    return client;
  }

  async end(): Promise<void> {
    await Promise.allSettled([...this.opened.values()].map(async (client) => (await client).end()));
  }
}
