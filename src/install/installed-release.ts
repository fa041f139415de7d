import { Client, InstallError } from './client';

/** What every page of Mathesar is told, as JSON in a script element. */
const PAGE_DATA = /<script id="common-data" type="application\/json">(.*?)<\/script>/s;

/**
 * Which release an install says that it is, e.g. `0.11.0`.
 * @param client of somebody who may open the home page
 * @throws InstallError when there is no answer, or the page does not say
 */
export async function installedRelease(client: Client): Promise<string> {
  const page = await client.http({ method: 'GET', path: '/' });
  const data = PAGE_DATA.exec(page.text)?.[1];
  const told = data === undefined ? undefined : (JSON.parse(data) as { current_release_tag_name?: unknown });
  if (typeof told?.current_release_tag_name === 'string') return told.current_release_tag_name;
  throw new InstallError(
    `${client.baseUrl}/: HTTP ${String(page.status)}, a page that does not say which release the install is; ` +
      'is this a Mathesar, and is the session still good?',
  );
}
