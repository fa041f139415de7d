import type { Action } from './action';
import { ADMINISTRATION_ACTIONS } from './administration';
import { ANALYTICS_ACTIONS } from './analytics';
import { BULK_INSERT_ACTIONS } from './bulk-insert';
import { COLLABORATORS_ACTIONS } from './collaborators';
import { COLUMNS_ACTIONS } from './columns';
import { CONSTRAINTS_ACTIONS } from './constraints';
import { DATA_FILES_ACTIONS } from './data-files';
import { DATA_MODELING_ACTIONS } from './data-modeling';
import { DATABASES_ACTIONS } from './databases';
import { EXPLORATIONS_ACTIONS } from './explorations';
import { EXPORT_ACTIONS } from './export';
import { FORMS_ACTIONS } from './forms';
import { IMPORT_ACTIONS } from './import';
import { LAST_ADMINISTRATOR_ACTIONS } from './last-administrator';
import { METADATA_ACTIONS } from './metadata';
import { PRIVILEGES_ACTIONS } from './privileges';
import { PROFILE_ACTIONS } from './profile';
import { RECORD_SUMMARIES_ACTIONS } from './record-summaries';
import { RECORDS_ACTIONS } from './records';
import { ROLES_ACTIONS } from './roles';
import { SCHEMAS_ACTIONS } from './schemas';
import { SERVERS_ACTIONS } from './servers';
import { SHARED_FORMS_ACTIONS } from './shared-forms';
import { SIGN_IN_ACTIONS } from './sign-in';
import { STORED_ROLES_ACTIONS } from './stored-roles';
import { TABLES_ACTIONS } from './tables';
import { USERS_ACTIONS } from './users';

/** How each verb of the plan is tried, by the area of the plan that it belongs to: `<area>.ts` for `qa-plan/<area>.md`. */
export const ACTIONS_BY_AREA = {
  administration: ADMINISTRATION_ACTIONS,
  analytics: ANALYTICS_ACTIONS,
  'bulk-insert': BULK_INSERT_ACTIONS,
  collaborators: COLLABORATORS_ACTIONS,
  columns: COLUMNS_ACTIONS,
  constraints: CONSTRAINTS_ACTIONS,
  'data-files': DATA_FILES_ACTIONS,
  'data-modeling': DATA_MODELING_ACTIONS,
  databases: DATABASES_ACTIONS,
  explorations: EXPLORATIONS_ACTIONS,
  export: EXPORT_ACTIONS,
  forms: FORMS_ACTIONS,
  import: IMPORT_ACTIONS,
  'last-administrator': LAST_ADMINISTRATOR_ACTIONS,
  metadata: METADATA_ACTIONS,
  privileges: PRIVILEGES_ACTIONS,
  profile: PROFILE_ACTIONS,
  'record-summaries': RECORD_SUMMARIES_ACTIONS,
  records: RECORDS_ACTIONS,
  roles: ROLES_ACTIONS,
  schemas: SCHEMAS_ACTIONS,
  servers: SERVERS_ACTIONS,
  'shared-forms': SHARED_FORMS_ACTIONS,
  'sign-in': SIGN_IN_ACTIONS,
  'stored-roles': STORED_ROLES_ACTIONS,
  tables: TABLES_ACTIONS,
  users: USERS_ACTIONS,
} as const satisfies Record<string, readonly Action[]>;

/** Every verb that a plan may use, by name. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map(
  Object.values<readonly Action[]>(ACTIONS_BY_AREA)
    .flat()
    .map((action) => [action.info.name, action]),
);
