/** Rows of the install's own tables, as `pg` returns them. */
export interface UserRow {
  id: number;
  username: string;
  password: string;
  email: string | null;
  full_name: string | null;
  display_language: string;
  is_superuser: boolean;
  password_change_needed: boolean;
}

export interface ServerRow {
  id: number;
  host: string;
  port: number | null;
  sslmode: string;
}

export interface DatabaseRow {
  id: number;
  name: string;
  nickname: string | null;
  server_id: number;
  last_confirmed_sql_version: string;
}

export interface ConfiguredRoleRow {
  id: number;
  name: string;
  server_id: number;
  password: string | null;
}

export interface SessionRow {
  session_key: string;
  user_id: number;
}
