import type { AnyMethod } from '../method';

/** `data-modeling` methods. */
export const DATA_MODELING_METHODS: Record<string, AnyMethod> = {};
