import pRetry from 'p-retry';
import { RUN_PREFIX } from './run-name';

/** How often a call that met a conflict is sent again. */
const RETRIES = 4;

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

class Conflict extends Error {}

/**
 * Sends a call, and sends it again where it met a conflict.
 * @param asked the call's parameters
 * @returns the first answer that is no conflict, or the last one
 * @throws whatever the call throws, at once
 */
export async function pastConflicts<Answer extends { ok: true } | { ok: false; message: string }>(
  asked: unknown,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const attempt = async (count: number) => {
    const answer = await call();
    if (count <= RETRIES && !answer.ok && isConflict(answer.message, asked)) throw new Conflict();
    return answer;
  };
  const shouldRetry = ({ error }: { error: Error }) => error instanceof Conflict;
  return pRetry(attempt, { retries: RETRIES, minTimeout: 0, shouldRetry });
}
