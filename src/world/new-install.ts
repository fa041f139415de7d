import { queryRows } from '../target/postgres';
import { startStandIn } from '../target/stand-in';
import type { World } from './world';

/**
 * An install on which nobody has an account yet: one more stand-in, which ends with the world's objects.
 * @returns its address
 * @throws Error when it does not start
 */
export async function newInstall(world: World): Promise<string> {
  // Kept data and a given database, if there are any, are those of the run's own stand-in.
  const { baseUrl, databaseUrl, stop } = await startStandIn({ QA_PLAN_DATA: '', QA_PLAN_DATABASE_URL: '' });
  world.onEnd(stop);
  await queryRows(databaseUrl, 'DELETE FROM mathesar_user');
  return baseUrl;
}
