import type { AnyMethod } from '../method';

/** `servers` methods. */
export const SERVERS_METHODS: Record<string, AnyMethod> = {};
