import pg from 'pg';
import { inDatabase } from '../target/postgres';

/** Statements on an install's server, over one kept connection a database; to be closed before a database is dropped. */
export class Databases {
  private readonly clients = new Map<string, Promise<pg.Client>>();

  /** @param dsn of the install's internal database, with a role that may do everything */
  constructor(private readonly dsn: string) {}

  /** @param database its name, or `internal`. @throws the driver's error */
  async rows<Row extends pg.QueryResultRow>(
    database: string,
    sql: string,
    values?: unknown[],
  ): Promise<Row[]> {
    const known = this.clients.get(database) ?? this.connect(database);
    this.clients.set(database, known);
    known.catch(() => this.clients.delete(database));
    return (await (await known).query<Row>(sql, values)).rows;
  }

  /** Without a name, all. */
  async close(database?: string): Promise<void> {
    for (const [name, client] of this.clients) {
      if (database !== undefined && name !== database) continue;
      this.clients.delete(name);
      await client.then((open) => open.end()).catch(() => undefined);
    }
  }

  private async connect(database: string): Promise<pg.Client> {
    const connectionString = database === 'internal' ? this.dsn : inDatabase(this.dsn, database);
    const client = new pg.Client({ connectionString });
    client.on('error', () => this.clients.delete(database));
    await client.connect();
    return client;
  }
}
