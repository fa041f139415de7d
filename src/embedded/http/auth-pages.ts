import { html } from 'hono/html';
import { shell } from './shell';

/** The login page; a failed attempt names neither the user nor the password as the cause. */
export function loginPage(token: string, { failed }: { failed: boolean }) {
  return shell(
    'Login',
    html`<h1>Login to Mathesar</h1>
      ${failed ? html`<p role="alert">The user name or the password is wrong.</p>` : ''}
      <form method="post">
        <input type="hidden" name="csrfmiddlewaretoken" value="${token}" />
        <label>Username <input name="username" autocomplete="username" required /></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required /></label>
        <button>Login</button>
      </form>`,
  );
}

/** The forced change of a password that somebody else chose. */
export function passwordChangePage(token: string, problems: string[]) {
  return shell(
    'Change Password',
    html`<h1>Change Password</h1>
      <p>An administrator chose your password. Choose an own one to go on.</p>
      ${problems.map((problem) => html`<p role="alert">${problem}</p>`)}
      <form method="post">
        <input type="hidden" name="csrfmiddlewaretoken" value="${token}" />
        <label>New password <input name="new_password1" type="password" required /></label>
        <label>New password again <input name="new_password2" type="password" required /></label>
        <button>Change Password</button>
      </form>`,
  );
}
