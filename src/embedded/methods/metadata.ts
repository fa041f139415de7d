import type { AnyMethod } from '../method';

/** `metadata` methods. */
export const METADATA_METHODS: Record<string, AnyMethod> = {};
