import type { Route } from '../router';
import { ProfilePage } from './account/profile-page';
import { EditUserPage } from './administration/edit-user-page';
import { NewUserPage } from './administration/new-user-page';
import { SettingsPage } from './administration/settings-page';
import { UpdatePage } from './administration/update-page';
import { UsersPage } from './administration/users-page';
import { DatabasePage } from './database/database-page';
import { HomePage } from './home/home-page';
import { redirectTo } from './redirect';
import { CollaboratorsPage } from './settings/collaborators-page';
import { RolesPage } from './settings/roles-page';
import { StoredRolesPage } from './settings/stored-roles-page';

/** Pages of databases, accounts and the install. */
export const administrationRoutes: readonly Route[] = [
  { pattern: '/', page: HomePage, title: 'Home' },
  { pattern: '/profile/', page: ProfilePage, title: 'User Profile' },
  { pattern: '/db/:database/', page: redirectTo('/db/:database/schemas/') },
  { pattern: '/db/:database/schemas/', page: DatabasePage, title: 'Database' },
  { pattern: '/db/:database/settings/', page: redirectTo('/db/:database/settings/roles/') },
  { pattern: '/db/:database/settings/roles/', page: RolesPage, title: 'Roles' },
  { pattern: '/db/:database/settings/role-configuration/', page: StoredRolesPage, title: 'Stored Roles' },
  { pattern: '/db/:database/settings/collaborators/', page: CollaboratorsPage, title: 'Collaborators' },
  { pattern: '/administration/', page: redirectTo('/administration/update/'), admin: true },
  { pattern: '/administration/update/', page: UpdatePage, title: 'Software Update', admin: true },
  { pattern: '/administration/settings/', page: SettingsPage, title: 'Settings', admin: true },
  { pattern: '/administration/users/', page: UsersPage, title: 'Users', admin: true },
  { pattern: '/administration/users/new/', page: NewUserPage, title: 'New User', admin: true },
  { pattern: '/administration/users/:user/', page: EditUserPage, title: 'Edit User', admin: true },
];
