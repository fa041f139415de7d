import type { ConnectedDatabaseInfo } from '../../wire/databases';
import type { UserInfo } from '../../wire/users';
import type { Client } from './client';

/** The part that the suite reads of the data that every page contains for its logged-in user. */
export interface CommonData {
  current_release_tag_name?: string;
  per_user_databases_enabled?: boolean;
  databases?: ConnectedDatabaseInfo[];
  internal_db?: { host: string; port: number; database_name: string };
  user?: UserInfo;
}

/** The data in a page; empty when it has none. */
export function commonDataIn(page: string): CommonData {
  const data = /<script id="common-data" type="application\/json">(.*?)<\/script>/s.exec(page)?.[1];
  try {
    return JSON.parse(data ?? '{}') as CommonData;
  } catch {
    return {};
  }
}

/**
 * The data in the home page of an account.
 * @returns empty data when the page has none
 * @throws InstallError when there is no answer
 */
export async function readCommonData(client: Client): Promise<CommonData> {
  return commonDataIn((await client.http({ method: 'GET', path: '/' })).text);
}
