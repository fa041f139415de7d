import type { Action } from './action';

/** How the verbs of metadata are tried. */
export const METADATA_ACTIONS: Action[] = [];
