import type { Remediation } from '../checks';
import { checkDeployment } from '../preflight';
import type { Requirement } from '../plan/page';
import { inventory } from './inventory';
import type { DeploymentEnvironment } from './environment';
import { endingOf, flawsOf, type Ending } from './refusal';
import type { Scenario } from './scenario';

/** What is listed only before, and what only after. */
export function difference(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
  ];
}

/**
 * The requirements that the preflight reports as missing: their IDs, with the remediation of each.
 * @param asked the requirements of the deployment
 */
export async function missingOf(
  scenario: Scenario,
  asked: readonly Requirement[],
): Promise<Map<string, Remediation>> {
  if (!scenario.address) throw new Error('the password of the role is not known');
  const { checks } = await checkDeployment(asked, scenario.address);
  return new Map(
    checks.flatMap((check) => (check.state === 'missing' ? [[check.requirement.id, check.remediation]] : [])),
  );
}

/** How an attempt ended, the flaws of that, and what it left. */
export interface Refused {
  ending: Ending;
  flaws: string[];
  left: string[];
}

/** Makes an attempt that must be refused, with an inventory before and after. */
export async function refused(
  environment: DeploymentEnvironment,
  scenario: Scenario,
  requirement: Requirement,
  work: () => Promise<unknown>,
): Promise<Refused> {
  const { internal, databases } = scenario;
  const place = {
    superuser: environment.superuser,
    internal,
    mine: environment.alone ? '' : environment.prefix,
  };
  const before = await inventory(place, databases);
  const ending = await endingOf(work);
  const left = difference(before, await inventory(place, databases));
  return { ending, flaws: flawsOf(ending, requirement, left), left };
}

/** Follows the preflight's advice. */
export async function follow(
  { superuser }: DeploymentEnvironment,
  advice: Remediation | undefined,
): Promise<void> {
  if (advice?.statement === undefined) throw new Error('the preflight gives no statement');
  await superuser.run(advice.database ?? 'postgres', advice.statement);
}
