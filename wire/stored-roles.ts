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
