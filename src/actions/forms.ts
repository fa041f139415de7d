import type { Action } from './action';

/** How the verbs of forms are tried. */
export const FORMS_ACTIONS: Action[] = [];
