import type { Action } from './action';

/** How the verbs of databases are tried. */
export const DATABASES_ACTIONS: Action[] = [];
