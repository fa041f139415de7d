import type { Route } from '../router';

/** Pages of schemas and of what is in them; patterns name the parts `:database` and `:schema`. */
export const contentRoutes: readonly Route[] = [];
