import type { AnyMethod } from '../method';

/** `privileges` methods. */
export const PRIVILEGES_METHODS: Record<string, AnyMethod> = {};
