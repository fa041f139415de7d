import { Client, type Credentials } from '../client';
import { logOut, login, LoginFailed } from '../session';
import { ok, wrong, type PreflightCheck } from './check';
import { messageOf } from '../message';

/** A logged-in account, or why the login failed. */
export interface LoggedIn {
  check: PreflightCheck;
  client: Client | undefined;
}

/**
 * Logs an account in.
 * @param check name of the check
 * @param variables prefix of the two variables that name it
 */
export async function checkLogin(
  baseUrl: string,
  { username, password }: Credentials,
  check: string,
  variables: string,
): Promise<LoggedIn> {
  const failed = (says: string, todo: string) => ({ check: wrong(check, says, todo), client: undefined });
  try {
    const { session, passwordChangeDue } = await login(baseUrl, username, password);
    const client = new Client(baseUrl, session);
    if (!passwordChangeDue) return { check: ok(check, `"${username}" logs in`), client };
    await logOut(baseUrl, session);
    return failed(
      `"${username}" must change the password before anything else`,
      `log in once in a browser, then correct ${variables}_PASSWORD`,
    );
  } catch (error) {
    if (error instanceof LoginFailed) {
      return failed(
        `the login of "${username}" was refused`,
        `correct ${variables}_USERNAME or ${variables}_PASSWORD; give a user name, not an e-mail address`,
      );
    }
    return failed(messageOf(error), 'read the install’s log');
  }
}
