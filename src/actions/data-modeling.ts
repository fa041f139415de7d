import type { Action } from './action';

/** How the verbs of data-modeling are tried. */
export const DATA_MODELING_ACTIONS: Action[] = [];
