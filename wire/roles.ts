/** A PostgreSQL role as the endpoint returns it. */
export interface RoleInfo {
  oid: number;
  name: string;
  super: boolean;
  inherits: boolean;
  create_role: boolean;
  create_db: boolean;
  login: boolean;
  description: string | null;
  /** Roles that are direct members of this one; null when there are none. */
  members: { oid: number; admin: boolean }[] | null;
}

interface Target {
  database_id: number;
}

/** `roles` methods. */
export interface RolesMethods {
  'roles.list': { params: Target; result: RoleInfo[] };
  'roles.get_current_role': { params: Target; result: { current_role: RoleInfo; parent_roles: RoleInfo[] } };
  'roles.add': {
    params: Target & { rolename: string; password?: string; login?: boolean };
    result: RoleInfo;
  };
  'roles.delete': { params: Target & { role_oid: number }; result: null };
  'roles.set_members': {
    params: Target & { parent_role_oid: number; members: number[] };
    result: RoleInfo;
  };
}

/** A PostgreSQL role that the install may connect as; its password is never returned. */
export interface StoredRoleInfo {
  id: number;
  name: string;
  server_id: number;
}

/** `roles.configured` methods. */
export interface StoredRolesMethods {
  'roles.configured.list': { params: { database_id: number; server_id: number }; result: StoredRoleInfo[] };
  'roles.configured.add': {
    params: { server_id: number; name: string; password: string };
    result: StoredRoleInfo;
  };
  'roles.configured.delete': { params: { configured_role_id: number }; result: null };
  'roles.configured.set_password': { params: { configured_role_id: number; password: string }; result: null };
}
