import type { Action } from './action';

/** How the verbs of roles are tried. */
export const ROLES_ACTIONS: Action[] = [];
