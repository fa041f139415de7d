import type { Action } from './action';

/** How the verbs of columns are tried. */
export const COLUMNS_ACTIONS: Action[] = [];
