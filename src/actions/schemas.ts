import type { Action } from './action';

/** How the verbs of schemas are tried. */
export const SCHEMAS_ACTIONS: Action[] = [];
