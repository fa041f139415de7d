import { z } from 'zod';
import { Client, InstallError } from './client';
import { commonDataIn, readCommonData } from './common-data';
import type { Install } from './install';
import { RPC_METHODS } from './methods';
import { isNewer, tooOld } from './releases';
import type { RunState } from './state';

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

/**
 * What a run needs to know of the release that it is provisioned on. Of a release that the suite was not tried on, the
 * install itself is asked which methods it has.
 * @throws Error when it is too old; InstallError without an answer
 */
export async function releaseOf(setupAdmin: Client): Promise<Pick<RunState, 'release' | 'lackedMethods'>> {
  const { current_release_tag_name: release } = await readCommonData(setupAdmin);
  if (release === undefined) return {};
  const old = tooOld(release);
  if (old) throw new Error(`${setupAdmin.baseUrl}: release ${old.says}; ${old.todo}`);
  if (!isNewer(release)) return { release };
  const has = await listedMethods(setupAdmin);
  return { release, lackedMethods: has ? RPC_METHODS.filter((method) => !has.includes(method)) : [] };
}

/**
 * The methods of an install's endpoint, as it lists them to everybody.
 * @returns undefined where it does not list them
 * @throws InstallError without an answer
 */
export async function listedMethods(install: Install): Promise<string[] | undefined> {
  const answer = await new Client(install, undefined).call('system.listMethods', {});
  return answer.ok ? z.array(z.string()).catch([]).parse(answer.result) : undefined;
}
