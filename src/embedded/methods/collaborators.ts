import type { AnyMethod } from '../method';

/** `collaborators` methods. */
export const COLLABORATORS_METHODS: Record<string, AnyMethod> = {};
