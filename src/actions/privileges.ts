import type { Action } from './action';

/** How the verbs of privileges are tried. */
export const PRIVILEGES_ACTIONS: Action[] = [];
