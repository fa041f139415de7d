import type { AnyMethod } from '../method';

/** `constraints` methods. */
export const CONSTRAINTS_METHODS: Record<string, AnyMethod> = {};
