import pRetry from 'p-retry';
import { RUN_PREFIX } from './run-name';

/** How often a call is retried after a conflict. */
const RETRIES = 4;

/** PostgreSQL's refusal of two concurrent changes to one catalog row. */
const AT_ONCE = /tuple concurrently (updated|deleted)/;

/** What a query over a whole database misses when another attempt is dropping it: an object of a run, or its OID. */
const DROPPED_MEANWHILE = [
  new RegExp(String.raw`\b\w+ "(?:[^"]+\.)?(${RUN_PREFIX}\w+)" does not exist`),
  /\b(?:with OID|cache lookup failed for \w+) (\d+)\b/,
];

/** Mathesar's own rows that it looks up for each line of a list, and the parameters that name one. */
const ROW_GONE = /\bDoesNotExist: (\w+) matching query does not exist/;
const NAMED_BY: Readonly<Record<string, RegExp>> = {
  User: /"user_id"/,
  ConfiguredRole: /"(configured|associated)_role_id"/,
  Database: /"database_id"/,
  Server: /"server_id"/,
};

/**
 * Whether a refusal was caused by a concurrent attempt. It decides no permission and changed nothing, so the
 * call is sent again.
 * @param asked the call's parameters: when they name what is missing, the refusal is genuine
 */
export function isConflict(message: string, asked: unknown): boolean {
  if (AT_ONCE.test(message)) return true;
  const parameters = JSON.stringify(asked);
  const [, row = ''] = ROW_GONE.exec(message) ?? [];
  if (NAMED_BY[row]?.test(parameters) === false) return true;
  return DROPPED_MEANWHILE.some((pattern) => {
    const [, name] = pattern.exec(message) ?? [];
    return name !== undefined && !new RegExp(`\\b${name}\\b`).test(parameters);
  });
}

/** Concurrent attempts got in the way each time, so nothing is proven. */
class Conflict extends Error {}

/**
 * Sends a call, and retries it after a conflict.
 * @param asked the call's parameters
 * @returns the first answer that is not a conflict
 * @throws Conflict when there is none after all retries; whatever the call throws, without a retry
 */
export async function pastConflicts<Answer extends { ok: true } | { ok: false; message: string }>(
  asked: unknown,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const attempt = async () => {
    const answer = await call();
    if (answer.ok || !isConflict(answer.message, asked)) return answer;
    throw new Conflict(`concurrent attempts got in the way ${String(RETRIES + 1)} times: ${answer.message}`);
  };
  const shouldRetry = ({ error }: { error: Error }) => error instanceof Conflict;
  return pRetry(attempt, { retries: RETRIES, minTimeout: 0, shouldRetry });
}
