import type { AnyMethod } from '../method';
import { ANALYTICS_METHODS } from './analytics';
import { COLLABORATORS_METHODS } from './collaborators';
import { COLUMNS_METHODS } from './columns';
import { CONSTRAINTS_METHODS } from './constraints';
import { DATA_MODELING_METHODS } from './data-modeling';
import { DATABASES_METHODS } from './databases';
import { EXPLORATIONS_METHODS } from './explorations';
import { FORMS_METHODS } from './forms';
import { PRIVILEGES_METHODS } from './privileges';
import { RECORDS_METHODS } from './records';
import { ROLES_METHODS } from './roles';
import { STORED_ROLES_METHODS } from './stored-roles';
import { SCHEMAS_METHODS } from './schemas';
import { SERVERS_METHODS } from './servers';
import { TABLES_METHODS } from './tables';
import { METADATA_METHODS } from './metadata';
import { USERS_METHODS } from './users';
import { SYSTEM_METHODS } from './system';

/** Every method of the endpoint, by name: one file per area beside this one. */
export function createMethods(): Map<string, AnyMethod> {
  return new Map(
    Object.entries<AnyMethod>({
      ...ANALYTICS_METHODS,
      ...COLLABORATORS_METHODS,
      ...COLUMNS_METHODS,
      ...CONSTRAINTS_METHODS,
      ...DATA_MODELING_METHODS,
      ...DATABASES_METHODS,
      ...EXPLORATIONS_METHODS,
      ...FORMS_METHODS,
      ...PRIVILEGES_METHODS,
      ...RECORDS_METHODS,
      ...ROLES_METHODS,
      ...STORED_ROLES_METHODS,
      ...SCHEMAS_METHODS,
      ...SERVERS_METHODS,
      ...TABLES_METHODS,
      ...METADATA_METHODS,
      ...USERS_METHODS,
      ...SYSTEM_METHODS,
    }),
  );
}
