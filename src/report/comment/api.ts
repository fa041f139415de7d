import { GitHubError } from './github';

/** Where GitHub's API is and by which token it is asked, as a job has it. @throws GitHubError where nothing may be sent */
export function apiOfJob(env: NodeJS.ProcessEnv): { api: string; token: string } {
  const { GITHUB_API_URL: api = 'https://api.github.com', GITHUB_TOKEN: token = '' } = env;
  if (token === '') throw new GitHubError('GITHUB_TOKEN is not set: give the token by which to ask');
  requireSafe(api);
  return { api, token };
}

/** A token is sent by HTTPS, or to this machine. */
function requireSafe(api: string): void {
  const url = URL.canParse(api) ? new URL(api) : undefined;
  const isHere = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url?.protocol !== 'https:' && !isHere)
    throw new GitHubError('GITHUB_API_URL is no address of an API by https; nothing was sent');
}
