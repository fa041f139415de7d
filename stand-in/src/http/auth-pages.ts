import { html } from 'hono/html';
import { shell } from './shell';

const LANGUAGES = [
  ['en', 'English (en)'],
  ['es', 'español (es)'],
  ['fr', 'français (fr)'],
  ['ja', '日本語 (ja)'],
] as const;

/** The stand-in speaks English only; the choice is there because the real pages have it. */
const languageChoice = html`<select aria-label="Display Language">
  ${LANGUAGES.map(([code, name]) => html`<option value="${code}">${name}</option>`)}
</select>`;

/** The login page; a failed attempt names neither the user nor the password as the cause. */
export function loginPage(token: string, { failed }: { failed: boolean }) {
  return shell(
    'Login',
    html`<div class="sheet">
      <h1>Log in to Mathesar</h1>
      <form method="post">
        <input type="hidden" name="csrfmiddlewaretoken" value="${token}" />
        <label
          ><span>Username</span>
          <input type="text" name="username" autocomplete="username" required autofocus
        /></label>
        <label
          ><span>Password</span>
          <input name="password" type="password" autocomplete="current-password" required
        /></label>
        ${failed ? html`<p role="alert">The user name or the password is wrong.</p>` : ''}
        <p><button class="button primary">Log In</button></p>
      </form>
      ${languageChoice}
    </div>`,
  );
}

/** The forced change of a password that somebody else chose. */
export function passwordChangePage(token: string, problems: string[]) {
  return shell(
    'Change Password',
    html`<div class="sheet">
      <h1>Update Your Password</h1>
      <p>An administrator chose your password. Choose an own one to go on; then log in with it.</p>
      <form method="post">
        <input type="hidden" name="csrfmiddlewaretoken" value="${token}" />
        <label
          ><span>New Password</span>
          <input name="new_password1" type="password" autocomplete="new-password" required autofocus
        /></label>
        <label
          ><span>Confirm</span>
          <input name="new_password2" type="password" autocomplete="new-password" required
        /></label>
        ${problems.map((problem) => html`<p role="alert">${problem}</p>`)}
        <p><button class="button primary">Update Password</button></p>
      </form>
      ${languageChoice}
    </div>`,
  );
}
