import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { UserRow } from './store/schema';

const derive = promisify<string, string, number, { N: number }, Buffer>(scrypt);

/** scrypt's cost. Low on purpose: the accounts live for one run on loopback, and every cell must stay cheap. */
const COST = { N: 64 };

/** A salted hash of a password, for `mathesar_user.password`, as Django writes one: algorithm, cost, salt, hash. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(12).toString('hex');
  return `scrypt$${String(COST.N)}$${salt}$${(await derive(password, salt, 32, COST)).toString('hex')}`;
}

/** Whether a password is the one that was hashed; false for a hash that is not ours. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, , salt, expected] = hash.split('$');
  if (!salt || !expected) return false;
  const derived = await derive(password, salt, 32, COST);
  const wanted = Buffer.from(expected, 'hex');
  return derived.length === wanted.length && timingSafeEqual(derived, wanted);
}

const COMMON = new Set([
  'password',
  'password1',
  '12345678',
  'qwertyui',
  'iloveyou',
  'abcd1234',
  'letmein123',
]);

/**
 * What is wrong with a new password; empty when nothing is. The kinds of rules are the real program's: length,
 * likeness to the user's own data, common, all digits. They hold for this form only, not over RPC.
 */
export function passwordProblems(
  password: string,
  repeated: string,
  user: Pick<UserRow, 'username' | 'email' | 'full_name'>,
): string[] {
  const problems: string[] = [];
  if (password !== repeated) problems.push('The two passwords differ.');
  if (password.length < 8) problems.push('The password is shorter than 8 characters.');
  const own = [user.username, user.email, user.full_name].filter((value): value is string => Boolean(value));
  if (own.some((value) => value.length > 2 && password.toLowerCase() === value.toLowerCase())) {
    problems.push('The password is too much like your own data.');
  }
  if (COMMON.has(password.toLowerCase())) problems.push('The password is too common.');
  if (/^\d+$/.test(password)) problems.push('The password is all digits.');
  return problems;
}
