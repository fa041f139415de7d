import type { AnalyticsMethods } from './analytics';
import type { CollaboratorsMethods } from './collaborators';
import type { ColumnsMethods } from './columns';
import type { ConstraintsMethods } from './constraints';
import type { DataModelingMethods } from './data-modeling';
import type { DatabasesMethods, ServersMethods } from './databases';
import type { ExplorationsMethods } from './explorations';
import type { FormsMethods } from './forms';
import type { PrivilegesMethods } from './privileges';
import type { RecordsMethods } from './records';
import type { RolesMethods, StoredRolesMethods } from './roles';
import type { SchemasMethods } from './schemas';
import type { TablesMethods } from './tables';
import type { MetadataMethods } from './metadata';
import type { UsersMethods } from './users';

/** Parameters and results of the install's JSON-RPC methods, by name; one file per area, next to this one. */
export type Methods = AnalyticsMethods &
  CollaboratorsMethods &
  ColumnsMethods &
  ConstraintsMethods &
  DataModelingMethods &
  DatabasesMethods &
  ExplorationsMethods &
  FormsMethods &
  PrivilegesMethods &
  RecordsMethods &
  RolesMethods &
  StoredRolesMethods &
  SchemasMethods &
  ServersMethods &
  TablesMethods &
  MetadataMethods &
  UsersMethods;

export type MethodName = keyof Methods;
export type Params<M extends MethodName> = Methods[M]['params'];
export type Result<M extends MethodName> = Methods[M]['result'];
