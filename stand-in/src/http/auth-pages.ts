import { html } from 'hono/html';
import { Hono, type Context } from 'hono';
import { shell } from './shell';
import type { Install } from '../install';
import { openSession } from '../sessions';
import { withIntegrity } from '../errors';
import { hashPassword, passwordProblems } from '../passwords';
import type { UserRow } from '../store/schema';
import type { Env } from './app';
import { csrfToken, requireCsrf, setSession } from './middleware';

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

/** The field for the name of the one who comes in. */
export const usernameField = html`<label
  ><span>Username</span> <input type="text" name="username" autocomplete="username" required autofocus
/></label>`;

/** The login page; a failed attempt names neither the user nor the password as the cause. */
export function loginPage(token: string, { failed }: { failed: boolean }) {
  return shell(
    'Login',
    html`<div class="sheet">
      <h1>Log in to Mathesar</h1>
      <form method="post">
        <input type="hidden" name="csrfmiddlewaretoken" value="${token}" />
        ${usernameField}
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

const PATH = '/auth/signup/';

/** The form by which the real program, too, lets people make an account of their own; a weakness that is kept. */
export function signUpRoutes(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  const page = (c: Context<Env>, problems: string[]) =>
    c.html(
      shell(
        'Sign Up',
        html`<h1>Sign Up</h1>
          <form method="post">
            <input type="hidden" name="csrfmiddlewaretoken" value="${csrfToken(c)}" />
            <label>E-mail <input name="email" type="email" /></label>
            <label>Username <input name="username" required /></label>
            <label>Password <input name="password1" type="password" required /></label>
            <label>Password again <input name="password2" type="password" required /></label>
            ${problems.map((problem) => html`<p role="alert">${problem}</p>`)}
            <button>Sign Up</button>
          </form>`,
      ),
    );

  app.get(PATH, (c) => (c.get('caller').user ? c.redirect('/') : page(c, [])));
  app.post(PATH, requireCsrf(), async (c) => {
    if (c.get('caller').user) return c.redirect('/');
    const form = await c.req.parseBody();
    const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
    const [username, email, password] = [text('username'), text('email'), text('password1')];
    const known = await install.store.row('SELECT 1 FROM mathesar_user WHERE username = $1', [username]);
    const problems = [
      ...(known || username === '' ? ['Choose another user name.'] : []),
      ...passwordProblems(password, text('password2'), { username, email, full_name: null }),
    ];
    if (problems.length > 0) return page(c, problems);
    const hash = await hashPassword(password);
    const user = await withIntegrity(() =>
      install.store.row<UserRow>(
        `INSERT INTO mathesar_user (username, email, password, password_change_needed) VALUES ($1, $2, $3, false)
         RETURNING *`,
        [username, email, hash],
      ),
    );
    if (user) setSession(c, await openSession(install, user));
    return c.redirect('/');
  });
  return app;
}
