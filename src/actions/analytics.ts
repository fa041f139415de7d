import type { Action } from './action';

/** How the verbs of analytics are tried. */
export const ANALYTICS_ACTIONS: Action[] = [];
