import type { Page } from '@playwright/test';
import { AdministrationSettingsPage, AdministrationUpdatePage } from './administration-pages';
import { DatabasePage } from './database-page';
import {
  SettingsCollaboratorsPage,
  SettingsRolesPage,
  SettingsStoredRolesPage,
} from './database-settings-pages';
import { DataExplorerPage, ExplorationPage } from './exploration-pages';
import { FirstInstallationPage } from './first-installation-page';
import { FormBuilderPage, SharedFormPage } from './form-pages';
import { HomePage } from './home-page';
import { ImportPage } from './import-page';
import { ProfilePage } from './profile-page';
import { RecordPage } from './record-page';
import { SchemaPage } from './schema-page';
import { TablePage } from './table-page';
import { UserPage, UsersPage } from './user-pages';

export { controlState, type ControlState } from './control-state';
export { ErrorPage } from './error-page';
export { LoginPage } from './login-page';
export { DatabasePage, HomePage, SchemaPage, TablePage, UsersPage };

/** The page objects of one browser page. */
export const pageObjects = (page: Page) => ({
  page,
  home: new HomePage(page),
  database: new DatabasePage(page),
  schema: new SchemaPage(page),
  importing: new ImportPage(page),
  table: new TablePage(page),
  record: new RecordPage(page),
  explorer: new DataExplorerPage(page),
  exploration: new ExplorationPage(page),
  formBuilder: new FormBuilderPage(page),
  sharedForm: new SharedFormPage(page),
  roles: new SettingsRolesPage(page),
  storedRoles: new SettingsStoredRolesPage(page),
  collaborators: new SettingsCollaboratorsPage(page),
  firstInstallation: new FirstInstallationPage(page),
  users: new UsersPage(page),
  user: new UserPage(page),
  settings: new AdministrationSettingsPage(page),
  update: new AdministrationUpdatePage(page),
  profile: new ProfilePage(page),
});

export type PageObjects = ReturnType<typeof pageObjects>;
