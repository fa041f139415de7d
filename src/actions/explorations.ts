import type { Action } from './action';

/** How the verbs of explorations are tried. */
export const EXPLORATIONS_ACTIONS: Action[] = [];
