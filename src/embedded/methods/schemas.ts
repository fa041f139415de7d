import type { AnyMethod } from '../method';

/** `schemas` methods. */
export const SCHEMAS_METHODS: Record<string, AnyMethod> = {};
