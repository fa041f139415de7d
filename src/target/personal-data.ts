import { createHash } from 'node:crypto';

/** The part of an account's full name that is planted, and so tells whom an answer names. */
export const nameCanaryOf = (username: string): string =>
  `canary-${createHash('sha256').update(username).digest('hex').slice(0, 10)}`;

/** The full name of an account that the suite adds. */
export const fullNameOf = (username: string): string => `Person ${nameCanaryOf(username)}`;

/** The e-mail address of an account that the suite adds. */
export const addressOf = (username: string): string => `${username}@example.com`;
