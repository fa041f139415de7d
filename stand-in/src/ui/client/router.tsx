import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { ExplorationPage, ExplorerPage } from './content/explorer/explorer-page';
import { FormBuilderPage } from './content/forms/form-builder-page';
import { SharedFormPage } from './content/forms/shared-form-page';
import { ImportPage, ImportPreviewPage } from './content/import/import-page';
import { RecordPage } from './content/record/record-page';
import { SchemaPage } from './content/schema/schema-page';
import { TablePage } from './content/table/table-page';
import { navigate } from './navigation';
import { ProfilePage } from './pages/account/profile-page';
import { SettingsPage, UpdatePage } from './pages/administration/administration';
import { EditUserPage, NewUserPage, UsersPage } from './pages/administration/users';
import { DatabasePage } from './pages/database/database-page';
import { HomePage } from './pages/home/home-page';
import { CollaboratorsPage } from './pages/settings/collaborators-page';
import { RolesPage } from './pages/settings/roles-page';
import { StoredRolesPage } from './pages/settings/stored-roles-page';

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

const SCHEMA = '/db/:database/schemas/:schema/';

/** A page that only leads to another address; `:name` in it stands for the same part of its own address. */
function redirectTo(pattern: string) {
  return function Redirect({ params }: PageProps) {
    useEffect(() => {
      navigate(
        pattern.replace(/:(\w+)/g, (_, name: string) => params[name] ?? ''),
        { replace: true },
      );
    }, []);
    return null;
  };
}

/** All pages; for each address the first one that it fits. */
export const ROUTES: readonly Route[] = [
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
  { pattern: SCHEMA, page: SchemaPage, title: 'Schema' },
  { pattern: `${SCHEMA}tables/:table/`, page: TablePage, title: 'Table' },
  { pattern: `${SCHEMA}tables/:table/:record/`, page: RecordPage, title: 'Record' },
  { pattern: `${SCHEMA}data-explorer/`, page: ExplorerPage, title: 'Data Explorer' },
  { pattern: `${SCHEMA}explorations/:exploration/`, page: ExplorationPage, title: 'Exploration' },
  { pattern: `${SCHEMA}forms/:form/`, page: FormBuilderPage, title: 'Form' },
  { pattern: `${SCHEMA}import/`, page: ImportPage, title: 'Import' },
  { pattern: `${SCHEMA}import/:table/`, page: ImportPreviewPage, title: 'Import' },
  { pattern: '/shares/forms/:token/', page: SharedFormPage, title: 'Form', bare: true },
];
