/** The role under which all composed roles are reported. */
export const COMPOSED = 'composed';

/** The name of a role that one row of the plan describes. */
export const ROLE_OF_ROW = 'the role of the row';

/** The name of one of the composed roles, counted from 0. */
export const nameOfComposed = (index: number): string =>
  `composed role ${String(index + 1).padStart(2, '0')}`;
