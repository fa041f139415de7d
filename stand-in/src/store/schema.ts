/**
 * The install's own tables. Their names, and the columns by which rows are found, are those of the real program, so
 * that one SQL witness reads both.
 */
export const SCHEMA = `
CREATE TABLE mathesar_user (
  id serial PRIMARY KEY, username text NOT NULL UNIQUE, password text NOT NULL, email text, full_name text,
  display_language text NOT NULL DEFAULT 'en', is_superuser boolean NOT NULL DEFAULT false,
  password_change_needed boolean NOT NULL DEFAULT true, last_login timestamptz, created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE django_session (
  session_key text PRIMARY KEY, session_data text NOT NULL, user_id integer NOT NULL, stamp text NOT NULL,
  download_links jsonb NOT NULL DEFAULT '[]', expire_date timestamptz NOT NULL DEFAULT now() + interval '14 days');
CREATE TABLE mathesar_server (
  id serial PRIMARY KEY, host text NOT NULL, port integer, sslmode text NOT NULL DEFAULT 'prefer',
  created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(), UNIQUE (host, port));
CREATE TABLE mathesar_database (
  id serial PRIMARY KEY, name text NOT NULL, nickname text,
  server_id integer NOT NULL REFERENCES mathesar_server ON DELETE CASCADE,
  last_confirmed_sql_version text NOT NULL DEFAULT '0.0.0',
  created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (name, server_id));
CREATE TABLE mathesar_configuredrole (
  id serial PRIMARY KEY, name text NOT NULL, server_id integer NOT NULL REFERENCES mathesar_server ON DELETE CASCADE,
  password text, UNIQUE (name, server_id));
CREATE TABLE mathesar_userdatabaserolemap (
  id serial PRIMARY KEY, user_id integer NOT NULL REFERENCES mathesar_user ON DELETE CASCADE,
  database_id integer NOT NULL REFERENCES mathesar_database ON DELETE CASCADE,
  configured_role_id integer NOT NULL REFERENCES mathesar_configuredrole ON DELETE CASCADE,
  server_id integer NOT NULL REFERENCES mathesar_server ON DELETE CASCADE, UNIQUE (user_id, database_id));
CREATE TABLE mathesar_datafile (
  id serial PRIMARY KEY, user_id integer REFERENCES mathesar_user ON DELETE CASCADE, file text NOT NULL,
  content text NOT NULL, base_name text, header boolean NOT NULL DEFAULT true, delimiter text NOT NULL DEFAULT ',',
  escapechar text NOT NULL DEFAULT '', quotechar text NOT NULL DEFAULT '"', created_from text NOT NULL DEFAULT 'file',
  type text NOT NULL DEFAULT 'csv', max_level integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE mathesar_tablemetadata (
  id serial PRIMARY KEY, database_id integer NOT NULL REFERENCES mathesar_database ON DELETE CASCADE,
  table_oid bigint NOT NULL, data_file_id integer REFERENCES mathesar_datafile ON DELETE SET NULL,
  import_verified boolean, column_order jsonb, record_summary_template jsonb, mathesar_added_pkey_attnum integer,
  user_tracking_attnum integer, UNIQUE (database_id, table_oid));
CREATE TABLE mathesar_columnmetadata (
  id serial PRIMARY KEY, database_id integer NOT NULL REFERENCES mathesar_database ON DELETE CASCADE,
  table_oid bigint NOT NULL, attnum integer NOT NULL, settings jsonb NOT NULL DEFAULT '{}',
  UNIQUE (database_id, table_oid, attnum));
CREATE TABLE mathesar_explorations (
  id serial PRIMARY KEY, database_id integer NOT NULL REFERENCES mathesar_database ON DELETE CASCADE,
  name text NOT NULL UNIQUE, base_table_oid bigint NOT NULL, schema_oid bigint NOT NULL, initial_columns jsonb NOT NULL,
  transformations jsonb, display_options jsonb, display_names jsonb, description text);
CREATE TABLE mathesar_form (
  id serial PRIMARY KEY, token uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(), name text NOT NULL, description text,
  version integer NOT NULL, database_id integer NOT NULL REFERENCES mathesar_database ON DELETE CASCADE,
  server_id integer NOT NULL REFERENCES mathesar_server ON DELETE CASCADE, schema_oid bigint NOT NULL,
  base_table_oid bigint NOT NULL,
  associated_role_id integer REFERENCES mathesar_configuredrole ON DELETE SET NULL, header_title jsonb NOT NULL,
  header_subtitle jsonb, publish_public boolean NOT NULL DEFAULT false, submit_message jsonb,
  submit_redirect_url text, submit_button_label text,
  created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE mathesar_formfield (
  id serial PRIMARY KEY, key text NOT NULL, form_id integer NOT NULL REFERENCES mathesar_form ON DELETE CASCADE,
  index integer NOT NULL, label text, help text, kind text NOT NULL, column_attnum integer NOT NULL,
  related_table_oid bigint, fk_interaction_rule text, styling jsonb, is_required boolean NOT NULL DEFAULT false,
  parent_field_id integer REFERENCES mathesar_formfield ON DELETE CASCADE, UNIQUE (form_id, key),
  CHECK (kind = 'scalar_column' OR (related_table_oid IS NOT NULL AND fk_interaction_rule IS NOT NULL)));
CREATE TABLE mathesar_installationid (
  id integer PRIMARY KEY DEFAULT 1, value uuid NOT NULL DEFAULT gen_random_uuid(),
  created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE mathesar_analyticsreport (
  id serial PRIMARY KEY, installation_id_id integer NOT NULL DEFAULT 1 REFERENCES mathesar_installationid ON DELETE CASCADE,
  mathesar_version text NOT NULL, user_count integer, uploaded boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE mathesar_downloadlink (
  mash text NOT NULL, uri text NOT NULL, session_key text NOT NULL REFERENCES django_session ON DELETE CASCADE,
  PRIMARY KEY (mash, session_key));
CREATE TABLE mathesar_storedfile (uri text PRIMARY KEY, content text NOT NULL);
`;

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
