import type { StoredRoleInfo } from './roles';

/** A connected database as the install knows it. */
export interface ConnectedDatabaseInfo {
  id: number;
  name: string;
  server_id: number;
  last_confirmed_sql_version: string;
  needs_upgrade_attention: boolean;
  nickname: string | null;
}

/** A database as PostgreSQL knows it, and the privileges of the caller's role on it. */
export interface DatabaseInfo {
  oid: number;
  name: string;
  owner_oid: number;
  current_role_priv: string[];
  current_role_owns: boolean;
}

interface Target {
  database_id: number;
}

/** What connecting a database created or found. */
interface ConnectionInfo {
  server: ServerInfo;
  database: ConnectedDatabaseInfo;
  configured_role: StoredRoleInfo;
}

/** `databases` methods, except privileges. */
export interface DatabasesMethods {
  'databases.get': { params: Target; result: DatabaseInfo };
  'databases.delete': { params: Target & { database_oid: number }; result: null };
  'databases.upgrade_sql': { params: Target & { username?: string; password?: string }; result: null };
  'databases.setup.create_new': {
    params: { database: string; nickname?: string | null; sample_data?: string[] };
    result: ConnectionInfo;
  };
  'databases.setup.connect_existing': {
    params: {
      host: string;
      port?: number | null;
      database: string;
      role: string;
      password: string;
      nickname?: string | null;
      sslmode?: string;
    };
    result: ConnectionInfo;
  };
  'databases.configured.list': { params: { server_id?: number }; result: ConnectedDatabaseInfo[] };
  'databases.configured.patch': {
    params: Target & { patch: { name?: string; nickname?: string | null } };
    result: ConnectedDatabaseInfo;
  };
  'databases.configured.disconnect': {
    params: Target & {
      strict?: boolean;
      role_name?: string;
      password?: string;
      disconnect_db_server?: boolean;
    };
    /** Whether the install's own functions could be removed from the database. */
    result: { sql_cleaned: boolean };
  };
}

/** A PostgreSQL server as the endpoint returns it. */
export interface ServerInfo {
  id: number;
  host: string;
  port: number | null;
  sslmode: string;
}

/** `servers` methods. */
export interface ServersMethods {
  'servers.configured.list': { params: Record<string, never>; result: ServerInfo[] };
  'servers.configured.patch': {
    params: { server_id: number; patch: { host?: string; port?: number | null; sslmode?: string } };
    result: ServerInfo;
  };
}
