import type { DatabaseInfo } from './databases';
import type { SchemaInfo } from './schemas';
import type { TableInfo } from './tables';

/** A role's direct grants on an object; `replace_for_roles` revokes what the list leaves out. */
export interface DirectPrivileges {
  role_oid: number;
  direct: string[];
}

interface InDatabase {
  database_id: number;
}
type InSchema = InDatabase & { schema_oid: number };
type InTable = InDatabase & { table_oid: number };

interface Replace {
  privileges: DirectPrivileges[];
}
interface NewOwner {
  new_owner_oid: number;
}

/** `privileges` methods of databases, schemas and tables. */
export interface PrivilegesMethods {
  'databases.privileges.list_direct': { params: InDatabase; result: DirectPrivileges[] };
  'databases.privileges.replace_for_roles': { params: InDatabase & Replace; result: DirectPrivileges[] };
  'databases.privileges.transfer_ownership': { params: InDatabase & NewOwner; result: DatabaseInfo };
  'schemas.privileges.list_direct': { params: InSchema; result: DirectPrivileges[] };
  'schemas.privileges.replace_for_roles': { params: InSchema & Replace; result: DirectPrivileges[] };
  'schemas.privileges.transfer_ownership': { params: InSchema & NewOwner; result: SchemaInfo };
  'tables.privileges.list_direct': { params: InTable; result: DirectPrivileges[] };
  'tables.privileges.replace_for_roles': { params: InTable & Replace; result: DirectPrivileges[] };
  'tables.privileges.transfer_ownership': { params: InTable & NewOwner; result: TableInfo };
}
