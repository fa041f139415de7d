import { randomBytes, createHash } from 'node:crypto';
import type { Install } from './install';
import type { SessionRow, UserRow } from './store/schema';
import { verifyPassword } from './passwords';

/** Ties a session to the password it was opened with: a new password ends every session. */
const stampOf = (user: UserRow) => createHash('sha256').update(user.password).digest('hex').slice(0, 32);

/** What the real program keeps of a session: JSON, a time and a signature, which nobody checks here. */
const sessionData = ({ id }: UserRow) =>
  `${Buffer.from(JSON.stringify({ _auth_user_id: String(id) })).toString('base64url')}:0:unsigned`;

/** The user with these credentials, or undefined. Costs the same for unknown users. */
export async function authenticate(
  install: Install,
  username: string,
  password: string,
): Promise<UserRow | undefined> {
  const user = await install.store.row<UserRow>('SELECT * FROM mathesar_user WHERE username = $1', [
    username,
  ]);
  const matches = await verifyPassword(password, user?.password ?? 'scrypt$64$none$00');
  return matches ? user : undefined;
}

/** Opens a session; returns its key, the value of the `sessionid` cookie. */
export async function openSession(install: Install, user: UserRow): Promise<string> {
  const key = randomBytes(24).toString('base64url');
  await install.store.run(
    'INSERT INTO django_session (session_key, session_data, user_id, stamp) VALUES ($1, $2, $3, $4)',
    [key, sessionData(user), user.id, stampOf(user)],
  );
  await install.store.run('UPDATE mathesar_user SET last_login = clock_timestamp() WHERE id = $1', [user.id]);
  return key;
}

/** The session and its user; undefined for an unknown, ended or outdated key. Every request reads both anew. */
export async function findSession(
  install: Install,
  key: string,
): Promise<{ user: UserRow; session: SessionRow } | undefined> {
  const row = await install.store.row<UserRow & { session_stamp: string }>(
    `SELECT u.*, s.stamp AS session_stamp FROM django_session s JOIN mathesar_user u ON u.id = s.user_id
     WHERE s.session_key = $1 AND s.expire_date > now()`,
    [key],
  );
  if (!row) return undefined;
  const outdated = row.session_stamp !== stampOf(row);
  return outdated ? undefined : { user: row, session: { session_key: key, user_id: row.id } };
}

/** Ends a session. */
export async function closeSession(install: Install, key: string): Promise<void> {
  await install.store.run('DELETE FROM django_session WHERE session_key = $1', [key]);
}
