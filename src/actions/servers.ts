import type { Action } from './action';

/** How the verbs of servers are tried. */
export const SERVERS_ACTIONS: Action[] = [];
