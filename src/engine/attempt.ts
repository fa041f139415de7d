import type { Attempt, Request } from '../actions/action';
import type { Role } from '../roles';
import { Client, InstallError, isReading } from '../target/client';
import { pastConflicts } from '../target/conflict';
import { AUTHENTICATION, outcomeOfHttp, outcomeOfRpc, type Outcome } from '../target/outcome';
import { accountOf, type RunState } from '../target/state';
import type { Change } from '../target/snapshot';
import type { Stated } from '../target/stated';
import type { Witness } from '../target/witness';
import { proveActor } from './sessions';
import type { Course } from './situation';
import type { WaysSeen } from './ways';

/** The result of an attempt: the outcome and the whole answer. */
export interface Answered {
  outcome: Outcome;
  text: string;
  /** What other forms of a read were answered, if they were asked. */
  ways?: WaysSeen;
}

/** Everything observed about one attempt. */
export interface Observation {
  request: Request;
  outcome: Outcome;
  /** The whole body of the answer. */
  answer: string;
  /** What looked for changes; undefined where nothing did. */
  witness?: Witness['kind'];
  /** The changes that the witness saw, except those that the attempt tolerates. */
  changes: Change[];
  /** Whether the canary was in the answer; undefined for an attempt without one. */
  canarySeen: boolean | undefined;
  /** All that an allowed attempt changes; undefined for reads. */
  stated: readonly Stated[] | undefined;
  /** For `hide`: whether the answer differs from the one for a missing object; undefined when not compared. */
  differsFromMissing?: {
    missing: Outcome;
    differs: boolean;
    /** The attempt names no object, so both are the same. */
    namesNothing?: true;
  };
  /** For a rule with a situation: what was seen before, of which this is the end. */
  course?: Course;
  /** For reads: what other forms of it were answered. */
  ways?: WaysSeen;
}

/** Whether a text holds a canary; undefined without one. */
export const holds = (text: string, canary: string | RegExp | undefined) =>
  typeof canary === 'string' ? text.includes(canary) : canary?.test(text);

/** A client for a role's own account, or an anonymous one. @throws Error as {@link accountOf} */
export function clientOf(state: RunState, role: Role): Client {
  return new Client(state, accountOf(state, role)?.session);
}

/**
 * Sends an attempt as the role, or as the attempt's own account.
 * @throws InstallError without an answer; SessionEnded when the role was not signed in
 */
export async function send(attempt: Attempt, state: RunState, role: Role): Promise<Answered> {
  const answered = await sendOnce(attempt, state, role);
  const { username, session } = attempt.as ?? {};
  if (!attempt.as) await proveActor(state, role.name, state.accounts[role.name]);
  // What is allowed may be the end of the throw-away account.
  else if (username !== undefined && session && answered.outcome.kind !== 'allowed')
    await proveActor(state, role.name, { username, session });
  return answered;
}

async function sendOnce(attempt: Attempt, state: RunState, role: Role): Promise<Answered> {
  const client = attempt.as ?? clientOf(state, role);
  const { request } = attempt;
  if ('http' in request) {
    const answer = await client.http(request.http);
    return { outcome: outcomeOfHttp(answer), text: answer.text };
  }
  const call = async () => {
    if (!request.batchedWith) return client.call(request.rpc, request.params);
    const answers = await client.batch([
      ...request.batchedWith,
      { method: request.rpc, params: request.params },
    ]);
    const last = answers.at(-1);
    if (!last) throw new InstallError('the answer to a batch is empty');
    return last;
  };
  const answer = await pastConflicts(request.params, call);
  const refused = !answer.ok && answer.code === AUTHENTICATION;
  const nobody = client.anonymous || (refused && attempt.as !== undefined && !(await signedIn(client)));
  return { outcome: outcomeOfRpc(answer, nobody), text: answer.text };
}

/**
 * Whether the client is signed in: the same code refuses anonymous callers and callers who are not administrators.
 * The session or password of a throw-away account may have ended; a call open to every login shows this.
 */
async function signedIn(client: Client): Promise<boolean> {
  const probe = await client.call('databases.configured.list', {});
  return probe.ok || probe.code !== AUTHENTICATION;
}

/** Whether a call only reads, judged by its name: `list`, `get` and downloads. */
export const onlyReads = ({ request }: Pick<Attempt, 'request'>): boolean =>
  'http' in request ? request.http.method === 'GET' : isReading(request.rpc);
