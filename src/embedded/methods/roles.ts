import type { AnyMethod } from '../method';

/** `roles` methods. */
export const ROLES_METHODS: Record<string, AnyMethod> = {};
