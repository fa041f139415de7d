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
