import type { Route } from '../router';
import { HomePage } from './home/home-page';

/** Pages of databases, accounts and the install. */
export const administrationRoutes: readonly Route[] = [{ pattern: '/', page: HomePage, title: 'Home' }];
