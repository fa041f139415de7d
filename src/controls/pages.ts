import type { Page } from '@playwright/test';
import {
  AdministrationSettingsPage,
  AdministrationUpdatePage,
  DataExplorerPage,
  DatabasePage,
  ExplorationPage,
  FormBuilderPage,
  HomePage,
  ImportPage,
  ProfilePage,
  RecordPage,
  SchemaPage,
  SettingsCollaboratorsPage,
  SettingsRolesPage,
  SettingsStoredRolesPage,
  SharedFormPage,
  TablePage,
  UserPage,
  UsersPage,
} from '../../pages';
import { Banner } from '../../pages/components/banner';

/** The page objects of one browser page. */
export function pageObjects(page: Page) {
  return {
    page,
    banner: new Banner(page),
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
    users: new UsersPage(page),
    user: new UserPage(page),
    settings: new AdministrationSettingsPage(page),
    update: new AdministrationUpdatePage(page),
    profile: new ProfilePage(page),
  };
}

/** All page objects of one browser page. */
export type PageObjects = ReturnType<typeof pageObjects>;
