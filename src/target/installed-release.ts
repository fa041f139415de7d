import { type Client, InstallError } from './client';
import { commonDataIn } from './common-data';

/**
 * The release that an install reports, e.g. `0.11.0`.
 * @param client of an account that may open the home page
 * @throws InstallError when there is no answer, or the page does not say
 */
export async function installedRelease(client: Client): Promise<string> {
  const page = await client.http({ method: 'GET', path: '/' });
  const { current_release_tag_name: release } = commonDataIn(page.text);
  if (release !== undefined) return release;
  throw new InstallError(
    `${client.baseUrl}/: HTTP ${String(page.status)}, a page that does not name the release; ` +
      'is this Mathesar, and is the session still valid?',
  );
}
