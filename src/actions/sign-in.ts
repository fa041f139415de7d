import type { Action } from './action';

/** How the verbs of sign-in are tried. */
export const SIGN_IN_ACTIONS: Action[] = [];
