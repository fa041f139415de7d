import type { AnyMethod } from '../method';

/** `records` methods. */
export const RECORDS_METHODS: Record<string, AnyMethod> = {};
