import type { Action } from './action';

/** How the verbs of constraints are tried. */
export const CONSTRAINTS_ACTIONS: Action[] = [];
