import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { Install } from '../install';
import { openSession } from '../sessions';
import { withIntegrity } from '../store/integrity';
import { hashPassword } from '../store/password';
import type { UserRow } from '../store/rows';
import type { Env } from './app';
import { csrfToken, requireCsrf, setSession } from './middleware';
import { passwordProblems } from './password-rules';
import { shell } from './shell';

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
