import type { Action } from './action';

/** How the verbs of stored-roles are tried. */
export const STORED_ROLES_ACTIONS: Action[] = [];
