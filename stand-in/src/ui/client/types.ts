/** What the endpoint answers, by the names that the pages have for it. */

import type { TableInfo } from '../../../../wire/tables';
import type { TableMetadata } from '../../../../wire/metadata';

export type { CollaboratorInfo as Collaborator } from '../../../../wire/collaborators';
export type { ConnectedDatabaseInfo as Database } from '../../../../wire/databases';
export type { Exploration } from '../../../../wire/explorations';
export type { TableMetadata } from '../../../../wire/metadata';
export type { RoleInfo as Role } from '../../../../wire/roles';
export type { SchemaInfo as Schema } from '../../../../wire/schemas';
export type { ServerInfo as Server } from '../../../../wire/databases';
export type { StoredRoleInfo as StoredRole } from '../../../../wire/roles';
export type { UserInfo as User } from '../../../../wire/users';

/** Who owns an object and what the caller may do with it; all gating of controls follows from these. */
export interface Access {
  owner_oid: number;
  current_role_priv: string[];
  current_role_owns: boolean;
}

export type Table = TableInfo & { metadata: TableMetadata | null };
