import { CallFailed, type Client } from './client';
import type { RunDatabase } from './state';

/** What is known of the database that a user of a demo owns. */
export interface Home {
  /** Undefined when the user owns none of those that are listed. */
  home: (RunDatabase & { serverId: number }) | undefined;
  /** Names of all databases that the user is shown. */
  listed: readonly string[];
  /** What the install refused to say, where another answer told. */
  refused: string | undefined;
}

/**
 * Finds the database that a user of a demo owns. If the install does not say of a database that the user owns it, one
 * that has the user's name and can be used counts.
 * @throws CallFailed, InstallError
 */
export async function findHome(client: Client, username: string): Promise<Home> {
  const databases = await client.rpc('databases.configured.list', {});
  const listed = databases.map(({ name }) => name);
  let refused: string | undefined;
  for (const { id, name, server_id: serverId } of databases) {
    const home = { id, name, serverId };
    const answer = await client.call('databases.get', { database_id: id });
    if (answer.ok) {
      const { current_role_owns } = answer.result as { current_role_owns: boolean };
      if (current_role_owns) return { home, listed, refused };
    } else if (name === username && (await client.call('schemas.list', { database_id: id })).ok) {
      refused = new CallFailed('databases.get', answer.code, answer.message).message;
      return { home, listed, refused };
    }
  }
  return { home: undefined, listed, refused };
}
