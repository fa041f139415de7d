import type { Action } from './action';

/** How the verbs of users are tried. */
export const USERS_ACTIONS: Action[] = [];
