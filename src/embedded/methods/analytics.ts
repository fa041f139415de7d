import type { AnyMethod } from '../method';

/** `analytics` methods. */
export const ANALYTICS_METHODS: Record<string, AnyMethod> = {};
