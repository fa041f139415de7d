import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { randomBytes } from 'node:crypto';
import type { Install } from '../install';
import { findSession } from '../sessions';
import type { Env } from './app';

export const SESSION_COOKIE = 'sessionid';
export const CSRF_COOKIE = 'csrftoken';
const YEAR = 365 * 24 * 3600;
const FORTNIGHT = 14 * 24 * 3600;

/** Reads the session cookie; every request looks user and session up anew, so that a revocation is immediate. */
export function identify(install: Install): MiddlewareHandler<Env> {
  return async (c, next) => {
    const key = getCookie(c, SESSION_COOKIE);
    const found = key ? await findSession(install, key) : undefined;
    c.set('caller', { user: found?.user, session: found?.session });
    await next();
  };
}

export const PASSWORD_CHANGE_PATH = '/auth/password_reset_confirm/';

/** While a password change is due, every request of the session leads to it, RPC and logout included. */
export function requirePasswordChange(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.get('caller').user?.password_change_needed && c.req.path !== PASSWORD_CHANGE_PATH) {
      return c.redirect(PASSWORD_CHANGE_PATH);
    }
    return next();
  };
}

/** To the login page, and from there back to this address. */
export function toLogin(c: Context<Env>): Response {
  const { pathname, search } = new URL(c.req.url);
  // Like the real program, keep "/" readable in the parameter.
  return c.redirect(`/auth/login/?next=${encodeURIComponent(pathname + search).replaceAll('%2F', '/')}`);
}

/** Sends who has no session to the login page, as all pages and files but the RPC endpoint do. */
export function requireLogin(): MiddlewareHandler<Env> {
  return async (c, next) => (c.get('caller').user ? next() : toLogin(c));
}

/** Gives the browser its session. */
export function setSession(c: Context<Env>, key: string): void {
  setCookie(c, SESSION_COOKIE, key, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: FORTNIGHT });
}

/** The CSRF token of the browser, set as a cookie when it has none. */
export function csrfToken(c: Context<Env>, { renew = false } = {}): string {
  const known = getCookie(c, CSRF_COOKIE);
  if (known && !renew) return known;
  const token = randomBytes(24).toString('hex').slice(0, 32);
  setCookie(c, CSRF_COOKIE, token, { path: '/', sameSite: 'Lax', maxAge: YEAR });
  return token;
}

/** Refuses a change whose token (header, or field of the form) is not the cookie's, with 403 and a page. */
export function requireCsrf(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const cookie = getCookie(c, CSRF_COOKIE);
    let token: unknown = c.req.header('X-CSRFToken');
    if (!token && c.req.header('content-type')?.includes('form')) {
      token = (await c.req.parseBody()).csrfmiddlewaretoken;
    }
    if (!cookie || token !== cookie) return c.html('<h1>Forbidden</h1><p>CSRF verification failed.</p>', 403);
    return next();
  };
}
