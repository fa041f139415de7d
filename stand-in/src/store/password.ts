import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, string, number, { N: number }, Buffer>(scrypt);

/** scrypt's cost. Low on purpose: the accounts live for one run on loopback, and every cell must stay cheap. */
const COST = { N: 64 };

/** A salted hash of a password, for `mathesar_user.password`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(12).toString('hex');
  return `${salt}$${(await derive(password, salt, 32, COST)).toString('hex')}`;
}

/** Whether a password is the one that was hashed; false for a hash that is not ours. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [salt, expected] = hash.split('$');
  if (!salt || !expected) return false;
  const derived = await derive(password, salt, 32, COST);
  const wanted = Buffer.from(expected, 'hex');
  return derived.length === wanted.length && timingSafeEqual(derived, wanted);
}
