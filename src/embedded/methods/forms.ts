import type { AnyMethod } from '../method';

/** `forms` methods. */
export const FORMS_METHODS: Record<string, AnyMethod> = {};
