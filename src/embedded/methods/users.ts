import type { AnyMethod } from '../method';

/** `users` methods. */
export const USERS_METHODS: Record<string, AnyMethod> = {};
