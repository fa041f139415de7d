import type { TargetName } from './target';

const URL_VARIABLES: Record<TargetName, string> = { local: 'LOCAL_URL', demo: 'DEMO_URL' };

/** Whether the user's own install is tested, not the stand-in. */
export const isGiven = (target: TargetName): boolean => Boolean(process.env[URL_VARIABLES[target]]);

/** The targets of a run: those whose address is given, else both on stand-ins. */
export function chosenTargets(): TargetName[] {
  const all: TargetName[] = ['local', 'demo'];
  const given = all.filter(isGiven);
  return given.length > 0 ? given : all;
}

/** The names of the targets in the summary. */
export function nameOfTargets(): string {
  const given = chosenTargets().filter(isGiven);
  if (given.length === 0) return 'the stand-in';
  return given.map((target) => process.env[URL_VARIABLES[target]] ?? '').join(' and ');
}
