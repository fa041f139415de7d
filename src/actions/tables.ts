import type { Action } from './action';

/** How the verbs of tables are tried. */
export const TABLES_ACTIONS: Action[] = [];
