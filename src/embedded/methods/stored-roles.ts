import type { AnyMethod } from '../method';

/** `stored-roles` methods. */
export const STORED_ROLES_METHODS: Record<string, AnyMethod> = {};
