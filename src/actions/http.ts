import type { Action } from './action';

/** How the verbs of http are tried. */
export const HTTP_ACTIONS: Action[] = [];
