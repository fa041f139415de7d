import type { Mend } from '../checks';
import { checkDeployment } from '../preflight';
import type { Requirement } from '../plan/page';
import { footprint } from './footprint';
import type { Ground } from './ground';
import { endingOf, flawsOf, type Ending } from './refusal';
import type { Trial } from './trial';

/** What is listed before and is not after, and the other way round. */
export function difference(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
  ];
}

/**
 * What the preflight says is missing of some requirements: their IDs, with what mends each.
 * @param asked the requirements of the deployment
 */
export async function missingOf(trial: Trial, asked: readonly Requirement[]): Promise<Map<string, Mend>> {
  if (!trial.address) throw new Error('the password of the role is not known');
  const { findings } = await checkDeployment(asked, trial.address);
  return new Map(
    findings.flatMap((finding) =>
      finding.state === 'missing' ? [[finding.requirement.id, finding.mend]] : [],
    ),
  );
}

/** How something ended, what is wrong with that, and what it left. */
export interface Refused {
  ending: Ending;
  flaws: string[];
  left: string[];
}

/** Does what must be refused, and lists what is there before and after. */
export async function refused(
  ground: Ground,
  trial: Trial,
  requirement: Requirement,
  work: () => Promise<unknown>,
): Promise<Refused> {
  const { internal, databases } = trial;
  const place = { superuser: ground.superuser, internal, mine: ground.alone ? '' : ground.prefix };
  const before = await footprint(place, databases);
  const ending = await endingOf(work);
  const left = difference(before, await footprint(place, databases));
  return { ending, flaws: flawsOf(ending, requirement, left), left };
}

/** Does what the preflight advises. */
export async function follow({ superuser }: Ground, advice: Mend | undefined): Promise<void> {
  if (advice?.statement === undefined) throw new Error('the preflight advises no statement');
  await superuser.run(advice.database ?? 'postgres', advice.statement);
}
