import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { withIntegrity } from '../errors';
import type { Install } from '../install';
import { hashPassword, passwordProblems } from '../passwords';
import { closeSession, openSession } from '../sessions';
import type { UserRow } from '../store/schema';
import type { Env } from './app';
import { usernameField } from './auth-pages';
import { csrfToken, requireCsrf, setSession } from './middleware';
import { shell } from './shell';

const PATH = '/complete_installation/';

/** Sends everybody to the page of the first installation while the install has no administrator. */
export function requireAdministrator(install: Install): MiddlewareHandler<Env> {
  return async (c, next) => ((await install.hasAdministrator()) ? next() : c.redirect(PATH));
}

function installationPage(token: string, problems: readonly string[]) {
  return shell(
    'Complete Installation',
    html`<div class="sheet">
      <h1>Finish Setting Up Mathesar</h1>
      <p>Make the account of an administrator, who may do everything here.</p>
      <form method="post">
        <input type="hidden" name="csrfmiddlewaretoken" value="${token}" />
        ${usernameField}
        <label
          ><span>Password</span> <input name="password1" type="password" autocomplete="new-password" required
        /></label>
        <label
          ><span>Confirm Password</span>
          <input name="password2" type="password" autocomplete="new-password" required
        /></label>
        ${problems.map((problem) => html`<p role="alert">${problem}</p>`)}
        <p><button class="button primary">Complete Installation</button></p>
      </form>
    </div>`,
  );
}

/** The page on which somebody becomes the first administrator: open to everybody while there is none. */
export function firstInstallationRoutes(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  const whileOpen: MiddlewareHandler<Env> = async (c, next) =>
    (await install.opensFirstInstallation()) ? next() : c.redirect('/');
  const page = (c: Context<Env>, problems: readonly string[]) =>
    c.html(installationPage(csrfToken(c), problems));

  app.get(PATH, whileOpen, (c) => page(c, []));
  app.post(PATH, requireCsrf(), whileOpen, async (c) => {
    const form = await c.req.parseBody();
    const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
    const username = text('username');
    const known = await install.store.row('SELECT 1 FROM mathesar_user WHERE username = $1', [username]);
    const problems = [
      ...(known || username === '' ? ['Choose another user name.'] : []),
      ...passwordProblems(text('password1'), text('password2'), { username, email: '', full_name: null }),
    ];
    if (problems.length > 0) return page(c, problems);
    const hash = await hashPassword(text('password1'));
    const user = await withIntegrity(() =>
      install.store.row<UserRow>(
        `INSERT INTO mathesar_user (username, email, password, is_superuser, password_change_needed)
         VALUES ($1, '', $2, true, false) RETURNING *`,
        [username, hash],
      ),
    );
    // Whoever was signed in goes on as the new administrator.
    const { session } = c.get('caller');
    if (session) await closeSession(install, session.session_key);
    if (user) setSession(c, await openSession(install, user));
    csrfToken(c, { renew: true });
    return c.redirect('/auth/login/');
  });
  return app;
}
