/** What the endpoint answers, as far as the pages read it. */

export interface User {
  id: number;
  username: string;
  is_superuser: boolean;
  email: string;
  full_name: string;
  display_language: string;
}

export interface Database {
  id: number;
  name: string;
  nickname: string | null;
  server_id: number;
  needs_upgrade_attention: boolean;
  last_confirmed_sql_version: string;
}

export interface Server {
  id: number;
  host: string;
  port: number | null;
  sslmode: string;
}

export type Privilege = string;

/** Who owns an object and what the caller may do with it; all gating of controls follows from these. */
export interface Access {
  owner_oid: number;
  current_role_priv: Privilege[];
  current_role_owns: boolean;
}

export interface Schema extends Access {
  oid: number;
  name: string;
  description: string | null;
  table_count: number;
}

export interface TableMetadata {
  data_import_complete?: boolean;
  import_verified?: boolean | null;
  column_order?: number[] | null;
  record_summary_template?: Record<string, unknown> | null;
  mathesar_added_pkey_attnum?: number | null;
}

export interface Table extends Access {
  oid: number;
  name: string;
  schema: number;
  description: string | null;
  type?: string;
  metadata: TableMetadata | null;
}

export interface Exploration {
  id: number;
  database_id: number;
  name: string;
  description: string | null;
  schema_oid: number;
  base_table_oid: number;
  initial_columns: unknown[];
  transformations?: unknown[] | null;
  display_options?: unknown[] | null;
  display_names?: Record<string, string> | null;
}

/** A PostgreSQL role of the database's server. */
export interface Role {
  oid: number;
  name: string;
  super: boolean;
  inherits: boolean;
  create_role: boolean;
  create_db: boolean;
  login: boolean;
  description: string | null;
  members: { oid: number; admin: boolean }[] | null;
}

/** A role whose password is stored in the install. */
export interface StoredRole {
  id: number;
  name: string;
  server_id: number;
}

export interface Collaborator {
  id: number;
  user_id: number;
  database_id: number;
  configured_role_id: number;
}
