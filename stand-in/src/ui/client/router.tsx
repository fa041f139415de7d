import type { ComponentType } from 'preact';
import { contentRoutes } from './content/routes';
import { administrationRoutes } from './pages/routes';

/** What a page is given: the parts of its address that its pattern names. */
export interface PageProps {
  params: Record<string, string>;
}

/** A page and its addresses. */
export interface Route {
  /** `/db/:database/schemas/:schema/`: a `:name` stands for one part of the address; the last `/` may be missing. */
  pattern: string;
  page: ComponentType<PageProps>;
  /** In the title of the window. */
  title?: string;
  /** Only for administrators; for others it does not exist. */
  admin?: true;
  /** Without banner, for people without an account too. */
  bare?: true;
}

/** All pages. */
export const ROUTES: readonly Route[] = [...administrationRoutes, ...contentRoutes];

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
}

/** The page of an address. */
export function routeOf(path: string): { route: Route; params: Record<string, string> } | undefined {
  for (const route of ROUTES) {
    const params = match(route.pattern, path);
    if (params) return { route, params };
  }
  return undefined;
}
