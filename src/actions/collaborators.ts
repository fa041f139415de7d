import type { Action } from './action';

/** How the verbs of collaborators are tried. */
export const COLLABORATORS_ACTIONS: Action[] = [];
