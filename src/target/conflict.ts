import { RUN_PREFIX } from './run-name';

/** How often a call that met a conflict is sent in all. */
export const CONFLICT_TRIES = 5;

/** PostgreSQL's way to refuse two changes of one catalog row at once. */
const AT_ONCE = /tuple concurrently (updated|deleted)/;

/** A query over all roles that meets one which another attempt is just dropping. */
const DROPPED_MEANWHILE = new RegExp(String.raw`role "(${RUN_PREFIX}\w+)" does not exist`);

/**
 * Whether a refusal comes from what another attempt does at the same moment. No permission is decided by it, and
 * nothing has happened, so the same call is sent again.
 * @param asked the call's parameters: a missing role that they name is the answer to the question
 */
export function isConflict(message: string, asked: unknown): boolean {
  const [, dropped] = DROPPED_MEANWHILE.exec(message) ?? [];
  if (dropped !== undefined) return !JSON.stringify(asked).includes(dropped);
  return AT_ONCE.test(message);
}
