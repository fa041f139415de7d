/** Where a stand-in is, and its first administrator; it writes them to the file that its "ready" line names. */
export interface StandInDetails {
  baseUrl: string;
  admin: { username: string; password: string };
  /** The internal database, as the role that owns everything. */
  databaseUrl: string;
}
