import type { AsFound } from './as-found';
import { messageOf } from './message';
import { logOut } from './session';
import type { RunState } from './state';

/**
 * Ends the sessions of a run, and puts back what it changed beyond its own objects.
 * @param found undefined without SQL
 * @returns what could not be put back, one line each
 */
export async function leave(
  { baseUrl, setupAdmin, accounts }: Pick<RunState, 'baseUrl' | 'setupAdmin' | 'accounts'>,
  found: AsFound | undefined,
): Promise<string[]> {
  for (const { session } of [setupAdmin, ...Object.values(accounts)]) await logOut(baseUrl, session);
  try {
    await found?.putBack();
    return [];
  } catch (error) {
    return [`what was changed beyond the run is not put back: ${messageOf(error)}`];
  }
}

/**
 * What is left of a run that nobody can remove from outside.
 * @returns one line each
 * @throws the driver's error
 */
export async function staying(
  { prefix, allowedEffects }: Pick<RunState, 'prefix' | 'allowedEffects'>,
  found: AsFound | undefined,
): Promise<string[]> {
  const where = `in the folders ${prefix}_… of the install's media folder: Mathesar forgets the files of deleted users, and deletes none`;
  if (found) {
    const files = await found.forgottenFiles();
    return files > 0 ? [`${String(files)} uploaded files ${where}`] : [];
  }
  return [
    `the files that the run uploaded, if any, ${where}`,
    'rows of sessions that let nobody in, because their users are deleted, until they expire; LOCAL_DATABASE_URL removes them',
    ...(allowedEffects.includes('usage-data')
      ? [
          'another installation id, if usage data were on and are in the plan that ran; LOCAL_DATABASE_URL keeps it',
        ]
      : []),
  ];
}
