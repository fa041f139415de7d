/** What begins the name of everything the suite makes on an install; `sweep` looks for it. */
export const RUN_PREFIX = 'qaplan';
