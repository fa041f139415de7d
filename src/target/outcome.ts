import type { Reason } from '../plan/types';
import type { HttpAnswer, RpcAnswer } from './client';

/** The result of an attempt. `error` proves nothing: a crash or a validation error is not a denial. */
export type Outcome =
  | { kind: 'allowed' }
  | { kind: 'denied'; reason: Exclude<Reason, 'silent'>; code: number; message: string }
  | { kind: 'error'; code: number; message: string };

/** An application rule that is not met, with words that say which. */
const ASSERTION = -31002;

/** Codes of the JSON-RPC endpoint that are denials; recorded on release 0.11.0. */
const DENIALS: Readonly<Record<number, Exclude<Reason, 'silent'>>> = {
  [-28030]: 'collaborator',
  [-30101]: 'privilege',
  [ASSERTION]: 'refused',
  [-28002]: 'refused',
  [-28009]: 'not-found',
  [-30259]: 'not-found',
  [-30149]: 'not-found',
  // Redirected to the password change, which must come first.
  [302]: 'refused',
};

/** -32603 means "not logged in" or "not an administrator"; only the session tells which. */
export const AUTHENTICATION = -32603;
/** Any exception without a code of its own: a wrong old password, or a crash; only the text tells which. */
const EXCEPTION = -31000;
/** An exploration reports every database error with this code; PostgreSQL's text identifies a denial. */
const EXPLORATION = -26037;

/** What a proxy answers that does not reach the install. */
const GATEWAY = [502, 503, 504];

/** What PostgreSQL's clients say when a connection is ended under them. */
const CONNECTION_ENDED =
  /terminating connection|connection terminated|server closed the connection|AdminShutdown|ECONNRE/i;

/** Whether an error comes from what stands between: the same request may be answered otherwise the next time. */
export const isFromBetween = ({ code, message }: { code: number; message: string }): boolean =>
  GATEWAY.includes(code) || CONNECTION_ENDED.test(message);

/** Reads a JSON-RPC answer. `anonymous`: whether the call had no session. */
export function outcomeOfRpc(
  answer: { ok: true } | Pick<Extract<RpcAnswer, { ok: false }>, 'ok' | 'code' | 'message'>,
  anonymous: boolean,
): Outcome {
  if (answer.ok) return { kind: 'allowed' };
  const { code, message } = answer;
  if (code === AUTHENTICATION && message.startsWith('Authentication failed')) {
    return { kind: 'denied', reason: anonymous ? 'login' : 'admin', code, message };
  }
  if (code === EXPLORATION && message.includes('permission denied')) {
    return { kind: 'denied', reason: 'privilege', code, message };
  }
  // An assertion without words was not written for a caller.
  if (code === ASSERTION && /^AssertionError:\s*$/.test(message)) return { kind: 'error', code, message };
  if (code === EXCEPTION && /^Exception: .*\bold password\b/i.test(message)) {
    return { kind: 'denied', reason: 'refused', code, message };
  }
  const reason = DENIALS[code];
  return reason ? { kind: 'denied', reason, code, message } : { kind: 'error', code, message };
}

/**
 * Reads a plain HTTP answer. A redirect to the login with a return path is a denial, and so is 401; 403 is
 * the application's refusal (e.g. CSRF); 404 means that the object does not exist; 5xx is a crash. A 400 with
 * PostgreSQL's "permission denied" is a denial by privilege, and one that names the OID of a relation that is not there
 * means just that.
 */
export function outcomeOfHttp(answer: Pick<HttpAnswer, 'status' | 'location' | 'text'>): Outcome {
  const { status, location, text } = answer;
  const message = `HTTP ${String(status)}${location ? ` → ${location}` : ''}`;
  if (status === 302 && location?.includes('/auth/login/?next=')) {
    return { kind: 'denied', reason: 'login', code: status, message };
  }
  if (status === 302 && location?.includes('/auth/password_reset_confirm/')) {
    return { kind: 'denied', reason: 'refused', code: status, message };
  }
  if (status === 401) return { kind: 'denied', reason: 'login', code: status, message };
  if (status === 403) return { kind: 'denied', reason: 'refused', code: status, message };
  if (status === 404) return { kind: 'denied', reason: 'not-found', code: status, message };
  if (status === 400 && text.includes('permission denied')) {
    return { kind: 'denied', reason: 'privilege', code: status, message };
  }
  if (status === 400 && /\bOID \d+ does not exist/.test(text)) {
    return { kind: 'denied', reason: 'not-found', code: status, message };
  }
  if (status === 400 && text.includes('NoConnectionAvailable')) {
    return { kind: 'denied', reason: 'collaborator', code: status, message };
  }
  return status < 400 ? { kind: 'allowed' } : { kind: 'error', code: status, message };
}
