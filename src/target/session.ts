import { again } from './again';
import { InstallError, TIMEOUT_S, type Credentials, type Session } from './client';
import { commonDataIn } from './common-data';
import { exchange, type Incoming } from './exchange';
import { installOf, type Install } from './install';
import { messageOf } from './message';

/** The cookies set by the two pages of a login; a missing cookie is undefined. */
interface Cookies {
  sessionid?: string;
  csrftoken?: string;
}

/** The install refused a login. The message never contains the password. */
export class LoginFailed extends Error {}

const LOGIN = '/auth/login/';
const PASSWORD_CHANGE = '/auth/password_reset_confirm/';
/** Where the login leads to while the install has no administrator. */
export const FIRST_INSTALLATION = '/complete_installation/';

/**
 * Logs in through the login form.
 *
 * @param options.token as {@link tryLogin}
 * @param options.changeDue whether a password change is due, if known: finding out takes a page
 * @returns the session, and whether the install requires a password change first.
 * @throws LoginFailed when the credentials are not accepted; InstallError when the pages are not Mathesar's.
 */
export async function login(
  install: string | Install,
  username: string,
  password: string,
  options: { token?: string | undefined; changeDue?: boolean | undefined } = {},
): Promise<{ session: Session; passwordChangeDue: boolean }> {
  const { session, status } = await tryLogin(install, username, password, options);
  if (!session) throw notAccepted(install, username, status);
  if (options.changeDue !== undefined) return { session, passwordChangeDue: options.changeDue };
  const home = await request(install, '/', { sessionid: session.sessionId, csrftoken: session.csrfToken });
  return { session, passwordChangeDue: home.location?.includes(PASSWORD_CHANGE) ?? false };
}

/**
 * Logs in an account that the suite was given.
 * @throws Error when it must change its password first; as {@link login}
 */
export async function enter(baseUrl: string, { username, password }: Credentials): Promise<Session> {
  const { session, passwordChangeDue } = await login(baseUrl, username, password);
  if (!passwordChangeDue) return session;
  await logOut(baseUrl, session);
  throw new Error(`${baseUrl}: "${username}" must change the password first; log in once in a browser`);
}

interface TryOptions {
  withoutToken?: boolean;
  token?: string | undefined;
  instead?: Session;
}

/**
 * Submits the login form once.
 *
 * @param options.withoutToken omits the form's token, like a request from another site
 * @param options.token of any page loaded before; without it the login page is loaded to get one
 * @param options.instead a dead session, which the install then removes
 * @returns the session, if the install opened one, and the answer's status
 * @throws InstallError when the login page is not Mathesar's
 */
export async function tryLogin(
  install: string | Install,
  username: string,
  password: string,
  { withoutToken = false, token, instead }: TryOptions = {},
): Promise<{ session: Session | undefined; status: number }> {
  const csrftoken = token ?? (await again(() => loginToken(install)));
  const sessionid = instead?.sessionId;
  const cookies = withoutToken ? {} : { csrftoken, ...(sessionid !== undefined && { sessionid }) };
  const { status, cookies: set } = await request(install, LOGIN, cookies, { username, password });
  const opened = status === 302 && set.sessionid !== undefined;
  if (opened) installOf(install).hearing?.signedIn(set.sessionid ?? '', username);
  return {
    session: opened ? { sessionId: set.sessionid ?? '', csrfToken: set.csrftoken ?? csrftoken } : undefined,
    status,
  };
}

async function loginToken(install: string | Install): Promise<string> {
  const { csrftoken } = (await request(install, LOGIN, {})).cookies;
  if (csrftoken) return csrftoken;
  throw new InstallError(
    `${installOf(install).baseUrl}${LOGIN}: sets no csrftoken cookie; is this a Mathesar install?`,
  );
}

/**
 * Logs in a user whose password an administrator set; changes it first if the install requires that.
 * @param options as {@link login}
 * @returns the session, the password that is valid from now on, and whether a change was due
 * @throws as {@link login}
 */
export async function firstLogin(
  install: string | Install,
  username: string,
  password: string,
  newPassword: string,
  options: { token?: string | undefined; changeDue?: boolean | undefined } = {},
): Promise<{ session: Session; password: string; changeDue: boolean }> {
  const first = await login(install, username, password, options);
  const changeDue = first.passwordChangeDue;
  if (!changeDue) return { session: first.session, password, changeDue };
  const cookies = { sessionid: first.session.sessionId, csrftoken: first.session.csrfToken };
  const answer = await request(install, PASSWORD_CHANGE, cookies, {
    new_password1: newPassword,
    new_password2: newPassword,
  });
  if (answer.status !== 302) {
    throw new LoginFailed(
      `${installOf(install).baseUrl}: the first password change of "${username}" was not accepted`,
    );
  }
  const again = await tryLogin(install, username, newPassword, {
    token: first.session.csrfToken,
    instead: first.session,
  });
  if (!again.session) throw notAccepted(install, username, again.status);
  return { session: again.session, password: newPassword, changeDue };
}

/** Ends a session, even that of an account that is gone. Never throws. */
export async function logOut(install: string | Install, { sessionId, csrfToken }: Session): Promise<void> {
  const cookies = { sessionid: sessionId, csrftoken: csrfToken };
  await request(install, '/auth/logout/', cookies).catch(() => undefined);
}

/**
 * The name of the user whom the install takes a session for, as its home page tells.
 * @returns undefined when the session has ended
 * @throws InstallError when the answer tells neither
 */
export async function userOf(install: string | Install, session: Session): Promise<string | undefined> {
  const cookies = { sessionid: session.sessionId, csrftoken: session.csrfToken };
  return again(async () => userIn(installOf(install).baseUrl, await request(install, '/', cookies)));
}

/** The user for whom a page was made; as {@link userOf}. */
export function userIn(
  baseUrl: string,
  { status, location, text }: { status: number; location: string | undefined; text: string },
): string | undefined {
  if (location?.includes(LOGIN) || location?.includes(FIRST_INSTALLATION)) return undefined;
  const { user } = commonDataIn(text);
  if (status === 200 && user) return user.username;
  throw new InstallError(
    `${baseUrl}/: HTTP ${String(status)} ${location ?? ''}, which does not tell whether a session is alive`,
  );
}

const notAccepted = (install: string | Install, username: string, status: number) =>
  new LoginFailed(
    `${installOf(install).baseUrl}: the login of "${username}" was not accepted (HTTP ${String(status)})`,
  );

async function request(
  install: string | Install,
  path: string,
  cookies: Cookies,
  form?: Record<string, string>,
): Promise<{ status: number; location: string | undefined; cookies: Cookies; text: string }> {
  const { baseUrl, hearing } = installOf(install);
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('; ');
  const headers: Record<string, string> = { cookie, referer: baseUrl + path };
  let body: string | undefined;
  if (form) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
    body = new URLSearchParams({ ...form, csrfmiddlewaretoken: cookies.csrftoken ?? '' }).toString();
  }
  let answer: Incoming;
  try {
    answer = await exchange(
      {
        method: form ? 'POST' : 'GET',
        url: baseUrl + path,
        headers,
        ...(body === undefined ? {} : { body }),
      },
      TIMEOUT_S * 1000,
    );
  } catch (error) {
    const cause = messageOf(error);
    throw new InstallError(
      `${baseUrl}${path}: no answer (${cause}); is the install running at this address?`,
    );
  }
  const asked = `${form ? 'POST' : 'GET'} ${path}`;
  hearing?.hear({ by: { sessionId: cookies.sessionid }, asked, sent: JSON.stringify(form ?? ''), ...answer });
  const set: Cookies = {};
  for (const line of answer.cookies) {
    const [pair = ''] = line.split(';');
    const [name, value = ''] = pair.split('=');
    if (name === 'sessionid') set.sessionid = value;
    if (name === 'csrftoken') set.csrftoken = value;
  }
  return { status: answer.status, location: answer.location, cookies: set, text: answer.text };
}
