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
}

export interface Server {
  id: number;
  host: string;
  port: number | null;
  sslmode: string;
}

/** Who owns an object and what the caller may do with it; all gating of controls follows from these. */
export interface Access {
  owner_oid: number;
  current_role_priv: string[];
  current_role_owns: boolean;
}

export interface Schema extends Access {
  oid: number;
  name: string;
  description: string | null;
  table_count: number;
}

export interface Table extends Access {
  oid: number;
  name: string;
  description: string | null;
  metadata: { column_order?: number[] | null; record_summary_template?: unknown } | null;
}

export interface Exploration {
  id: number;
  database_id: number;
  name: string;
  description: string | null;
  base_table_oid: number;
}

/** A PostgreSQL role of the database's server. */
export interface Role {
  oid: number;
  name: string;
  login: boolean;
  members: { oid: number }[] | null;
}

/** A role whose password is stored in the install. */
export interface StoredRole {
  id: number;
  name: string;
}

export interface Collaborator {
  id: number;
  user_id: number;
  configured_role_id: number;
}
