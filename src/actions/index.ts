import type { Action } from './action';
import { ANALYTICS_ACTIONS } from './analytics';
import { COLLABORATORS_ACTIONS } from './collaborators';
import { COLUMNS_ACTIONS } from './columns';
import { CONSTRAINTS_ACTIONS } from './constraints';
import { DATA_MODELING_ACTIONS } from './data-modeling';
import { DATABASES_ACTIONS } from './databases';
import { EXPLORATIONS_ACTIONS } from './explorations';
import { FORMS_ACTIONS } from './forms';
import { PRIVILEGES_ACTIONS } from './privileges';
import { RECORDS_ACTIONS } from './records';
import { ROLES_ACTIONS } from './roles';
import { STORED_ROLES_ACTIONS } from './stored-roles';
import { SCHEMAS_ACTIONS } from './schemas';
import { SERVERS_ACTIONS } from './servers';
import { TABLES_ACTIONS } from './tables';
import { METADATA_ACTIONS } from './metadata';
import { USERS_ACTIONS } from './users';
import { HTTP_ACTIONS } from './http';
import { SIGN_IN_ACTIONS } from './sign-in';

/** Every verb that a plan may use, by name. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map(
  [
    ...ANALYTICS_ACTIONS,
    ...COLLABORATORS_ACTIONS,
    ...COLUMNS_ACTIONS,
    ...CONSTRAINTS_ACTIONS,
    ...DATA_MODELING_ACTIONS,
    ...DATABASES_ACTIONS,
    ...EXPLORATIONS_ACTIONS,
    ...FORMS_ACTIONS,
    ...PRIVILEGES_ACTIONS,
    ...RECORDS_ACTIONS,
    ...ROLES_ACTIONS,
    ...STORED_ROLES_ACTIONS,
    ...SCHEMAS_ACTIONS,
    ...SERVERS_ACTIONS,
    ...TABLES_ACTIONS,
    ...METADATA_ACTIONS,
    ...USERS_ACTIONS,
    ...HTTP_ACTIONS,
    ...SIGN_IN_ACTIONS,
  ].map((action) => [action.info.name, action]),
);
