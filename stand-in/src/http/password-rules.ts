import type { UserRow } from '../store/rows';

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
