import pRetry from 'p-retry';
import { RUN_PREFIX } from './run-name';

/** How often a call is retried after a conflict. */
const RETRIES = 4;

/** PostgreSQL's refusal of two concurrent changes to one catalog row. */
const AT_ONCE = /tuple concurrently (updated|deleted)/;

/** A query over all roles hit one that another attempt is dropping. */
const DROPPED_MEANWHILE = new RegExp(String.raw`role "(${RUN_PREFIX}\w+)" does not exist`);

/**
 * Whether a refusal was caused by a concurrent attempt. It decides no permission and changed nothing, so the
 * call is sent again.
 * @param asked the call's parameters: when they name the missing role, the refusal is genuine
 */
export function isConflict(message: string, asked: unknown): boolean {
  const [, dropped] = DROPPED_MEANWHILE.exec(message) ?? [];
  if (dropped !== undefined) return !JSON.stringify(asked).includes(dropped);
  return AT_ONCE.test(message);
}

class Conflict extends Error {}

/**
 * Sends a call, and retries it after a conflict.
 * @param asked the call's parameters
 * @returns the first answer that is not a conflict, or the last one
 * @throws whatever the call throws, without a retry
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
