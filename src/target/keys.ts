/**
 * Keys of what witnesses see, the same by SQL and by the API. What belongs to something has that one's key before its
 * own, with a slash between.
 */
export const KEYS = {
  schema: (oid: number) => `s${String(oid)}`,
  table: (oid: number) => `t${String(oid)}`,
  column: (table: number, attnum: number) => `t${String(table)}/c${String(attnum)}`,
  constraint: (table: number, oid: number) => `t${String(table)}/k${String(oid)}`,
  /** Of a world's table: by the value of its first column. */
  row: (table: number, id: number | string) => `t${String(table)}/r${String(id)}`,
  tableMetadata: (table: number, database: number) => `t${String(table)}/db${String(database)}`,
  columnMetadata: (table: number, attnum: number, database: number) =>
    `t${String(table)}/c${String(attnum)}/db${String(database)}`,
  /** What a role may do with something; PUBLIC has the OID 0. */
  grants: (on: string, role: number) => `${on}/g${String(role)}`,
  role: (oid: number) => `r${String(oid)}`,
  member: (role: number, member: number) => `r${String(role)}/r${String(member)}`,
  /** A database of the PostgreSQL server. */
  database: (name: string) => `pg:${name}`,
  /** A connection to one. */
  connected: (id: number) => `db${String(id)}`,
  storedRole: (id: number) => `cr${String(id)}`,
  user: (id: number) => `u${String(id)}`,
  collaborator: (id: number) => `k${String(id)}`,
  exploration: (id: number) => `e${String(id)}`,
  form: (id: number) => `f${String(id)}`,
  dataFile: (id: number) => `file${String(id)}`,
  server: (id: number) => `sv${String(id)}`,
  usageData: 'usage data',
} as const;
