import { Hono, type Context } from 'hono';
import { deleteCookie } from 'hono/cookie';
import type { Install } from '../install';
import { authenticate, closeSession, openSession } from '../sessions';
import { hashPassword, passwordProblems } from '../passwords';
import type { Env } from './app';
import {
  PASSWORD_CHANGE_PATH,
  SESSION_COOKIE,
  csrfToken,
  requireCsrf,
  requireLogin,
  setSession,
} from './middleware';
import { firstInstallationRoutes, requireAdministrator } from './first-installation';
import { loginPage, passwordChangePage, signUpRoutes } from './auth-pages';

/** Login, logout, the forced password change, and the page of the first installation. */
export function authRoutes(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  app.route('/', signUpRoutes(install));
  app.route('/', firstInstallationRoutes(install));

  app.get('/auth/login/', requireAdministrator(install), (c) => {
    if (c.get('caller').user) return c.redirect(nextOf(c));
    return c.html(loginPage(csrfToken(c), { failed: false }));
  });
  app.post('/auth/login/', requireCsrf(), requireAdministrator(install), async (c) => {
    if (c.get('caller').user) return c.redirect(nextOf(c));
    const form = await c.req.parseBody();
    const user = await authenticate(install, text(form.username), text(form.password));
    if (!user) return c.html(loginPage(csrfToken(c), { failed: true }));
    const key = await openSession(install, user);
    setSession(c, key);
    csrfToken(c, { renew: true });
    return c.redirect(nextOf(c));
  });

  const logout = async (c: Context<Env>) => {
    const session = c.get('caller').session;
    if (session) await closeSession(install, session.session_key);
    deleteCookie(c, SESSION_COOKIE, { path: '/' });
    return c.redirect('/auth/login/');
  };
  app.get('/auth/logout/', logout);
  app.post('/auth/logout/', requireCsrf(), logout);

  app.get(PASSWORD_CHANGE_PATH, requireLogin(), (c) => c.html(passwordChangePage(csrfToken(c), [])));
  app.post(PASSWORD_CHANGE_PATH, requireLogin(), requireCsrf(), async (c) => {
    const { user, session } = c.get('caller');
    if (!user || !session) return c.redirect('/auth/login/');
    const form = await c.req.parseBody();
    const password = text(form.new_password1);
    const problems = passwordProblems(password, text(form.new_password2), user);
    if (problems.length > 0) return c.html(passwordChangePage(csrfToken(c), problems));
    await install.store.run(
      'UPDATE mathesar_user SET password = $2, password_change_needed = false WHERE id = $1',
      [user.id, await hashPassword(password)],
    );
    await closeSession(install, session.session_key);
    deleteCookie(c, SESSION_COOKIE, { path: '/' });
    return c.redirect('/auth/login/');
  });

  return app;
}

/** Where to go after the login: a local path given by `next`, else the home page. */
function nextOf(c: Context<Env>): string {
  const next = c.req.query('next') ?? '/';
  return next.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
