import type { AnyMethod } from '../method';

/** `explorations` methods. */
export const EXPLORATIONS_METHODS: Record<string, AnyMethod> = {};
