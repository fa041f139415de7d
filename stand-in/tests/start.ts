import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { MethodName, Params, Result } from '../../wire/index';
import type { StandInDetails } from '../src/start';

export interface StandIn extends StandInDetails {
  /** Where faults are applied; undefined unless the options ask for it. */
  controlUrl?: string;
  /** A folder that ends with the stand-in, readable by this user only. */
  folder: string;
  pid: number;
  stop(): Promise<void>;
}

const MAIN = '../src/main.ts';

/** The program that starts PostgreSQL alone; of a stand-in's details it has `databaseUrl` only. */
export const POSTGRES = '../src/postgres/main.ts';
const TSX = import.meta.resolve('tsx');

/**
 * Starts a stand-in of its own process; it ends with this process, whatever happens to it.
 * @param env its options, as environment variables
 * @throws Error with the process's own words when it does not start
 */
export async function startStandIn(env: Record<string, string> = {}, program = MAIN): Promise<StandIn> {
  const child = spawn(process.execPath, ['--import', TSX, path.join(import.meta.dirname, program)], {
    env: { ...process.env, QA_PLAN_WATCH_PID: String(process.pid), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const file = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /details=(.+)\n/.exec(output);
      if (ready?.[1]) resolve(ready[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`the stand-in did not start:\n${output}`)));
  });
  return {
    ...(JSON.parse(readFileSync(file, 'utf8')) as StandInDetails),
    folder: path.dirname(file),
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** What keeps a login: the session cookie, and the CSRF token that plain HTTP changes want. */
export interface Session {
  sessionId: string;
  csrfToken: string;
}

/**
 * Sends the login form once, as a browser does.
 * @param withoutToken leave the form's token out, as a foreign page would
 * @returns the session where one was opened, and the answer's status
 */
export async function signIn(
  { baseUrl }: StandIn,
  username: string,
  password: string,
  { withoutToken = false } = {},
): Promise<{ session: Session | undefined; status: number }> {
  const login = `${baseUrl}/auth/login/`;
  const token = cookiesOf(await fetch(login)).csrftoken ?? '';
  const body = new URLSearchParams({ username, password });
  if (!withoutToken) body.set('csrfmiddlewaretoken', token);
  const headers = withoutToken ? {} : { cookie: `csrftoken=${token}` };
  const answer = await fetch(login, { method: 'POST', redirect: 'manual', headers, body });
  const { sessionid, csrftoken = token } = cookiesOf(answer);
  const opened = answer.status === 302 && sessionid !== undefined;
  return {
    session: opened ? { sessionId: sessionid, csrfToken: csrftoken } : undefined,
    status: answer.status,
  };
}

/** The same for who must get in. @throws Error otherwise */
export async function signInAs(standIn: StandIn, username: string, password: string): Promise<Session> {
  const { session, status } = await signIn(standIn, username, password);
  if (!session) throw new Error(`${username} did not get in: HTTP ${String(status)}`);
  return session;
}

const cookiesOf = (answer: Response): Record<string, string | undefined> =>
  Object.fromEntries(
    answer.headers.getSetCookie().map((line) => line.split(';', 1)[0]?.split('=', 2) as [string, string]),
  );

/** Calls one method that must succeed. @throws Error with the endpoint's answer otherwise */
export async function rpc<M extends MethodName>(
  { baseUrl }: StandIn,
  session: Session,
  method: M,
  params: Params<M>,
): Promise<Result<M>> {
  const answer = await fetch(`${baseUrl}/api/rpc/v0/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookieOf(session) },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const body = (await answer.json()) as { result: Result<M>; error?: { message: string } };
  if (body.error) throw new Error(`${method}: ${body.error.message}`);
  return body.result;
}

/** The cookies of a session, as a header. */
export const cookieOf = ({ sessionId, csrfToken }: Session): string =>
  `sessionid=${sessionId}; csrftoken=${csrfToken}`;
