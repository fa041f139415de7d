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

/** PostgreSQL lets a role in no more: who looks is told so, and it is no fault of the install. */
const LOGIN_REFUSED = -30193;

/** The parts of the data in a page that the install could not load, but for want of a login in the database. */
export const failuresIn = (page: string): { code: number; message: string }[] =>
  Object.values(commonDataIn(page) as Record<string, unknown>).flatMap((part) => {
    const { state, error } = (part ?? {}) as Loaded;
    return state === 'failure' && error && error.code !== LOGIN_REFUSED ? [error] : [];
  });

/** A part of the data as a page has it. */
interface Loaded {
  state?: unknown;
  error?: { code: number; message: string };
}

/**
 * The data in the home page of an account.
 * @returns empty data when the page has none
 * @throws InstallError when there is no answer
 */
export async function readCommonData(client: Client): Promise<CommonData> {
  return commonDataIn((await client.http({ method: 'GET', path: '/' })).text);
}
