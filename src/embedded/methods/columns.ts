import type { AnyMethod } from '../method';

/** `columns` methods. */
export const COLUMNS_METHODS: Record<string, AnyMethod> = {};
