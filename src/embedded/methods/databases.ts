import type { AnyMethod } from '../method';

/** `databases` methods. */
export const DATABASES_METHODS: Record<string, AnyMethod> = {};
