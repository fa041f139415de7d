import type { AnyMethod } from '../method';

/** `tables` methods. */
export const TABLES_METHODS: Record<string, AnyMethod> = {};
