import { z } from 'zod';

/** GitHub did not do what was asked; the message says what, and what to do. */
export class GitHubError extends Error {}

const TIMEOUT_MS = 30_000;
const PER_PAGE = 100;
/** A pull request with more is none that a person reads. */
const MOST_PAGES = 50;

const commentSchema = z.object({
  id: z.int(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
});
export type Comment = z.infer<typeof commentSchema>;

/** Where a comment is posted, and as whom. */
export interface GitHubOptions {
  /** Such as `https://api.github.com`. */
  api: string;
  token: string;
  /** `owner/name`. */
  repository: string;
}

/** The few calls of GitHub's API that a comment takes. */
export class GitHub {
  constructor(private readonly options: GitHubOptions) {}

  /** The name of whoever the token belongs to; of an app, with `[bot]`. */
  async login(): Promise<string> {
    const user = await this.ask('GET', '/user', undefined, [403]);
    const named = z.object({ login: z.string() });
    const own = named.safeParse(user);
    if (own.success) return own.data.login;
    // The token of an app, such as that of a workflow, is no user's.
    const answer = await this.ask('POST', '/graphql', { query: '{ viewer { login } }' });
    const viewer = z.object({ data: z.object({ viewer: named }) }).safeParse(answer);
    if (viewer.success) return viewer.data.data.viewer.login;
    throw new GitHubError(
      'GitHub does not say whose token GITHUB_TOKEN is, so no comment is known to be its own',
    );
  }

  /** All comments on a pull request, the oldest first. */
  async comments(pullRequest: number): Promise<Comment[]> {
    const all: Comment[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const query = `per_page=${String(PER_PAGE)}&page=${String(page)}`;
      const answer = await this.ask('GET', `${this.issue(pullRequest)}/comments?${query}`);
      const read = z.array(commentSchema).safeParse(answer);
      if (!read.success) throw new GitHubError('GitHub answered something else than a list of comments');
      all.push(...read.data);
      if (read.data.length < PER_PAGE) break;
    }
    return all;
  }

  /** @param path of the API, with its query */
  get(path: string): Promise<unknown> {
    return this.ask('GET', path);
  }

  async add(pullRequest: number, body: string): Promise<void> {
    await this.ask('POST', `${this.issue(pullRequest)}/comments`, { body });
  }

  async change(id: number, body: string): Promise<void> {
    await this.ask('PATCH', `/repos/${this.options.repository}/issues/comments/${String(id)}`, { body });
  }

  private issue(pullRequest: number): string {
    return `/repos/${this.options.repository}/issues/${String(pullRequest)}`;
  }

  /** @param accepted statuses whose answer is no error */
  private async ask(
    method: string,
    path: string,
    body?: unknown,
    accepted: readonly number[] = [],
  ): Promise<unknown> {
    const { api, token } = this.options;
    const what = `${method} ${path.split('?')[0] ?? ''}`;
    let answer: Response;
    try {
      answer = await fetch(`${path === '/graphql' ? graphql(api) : api}${path}`, {
        method,
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'user-agent': 'qa-plan',
          'x-github-api-version': '2022-11-28',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new GitHubError(`GitHub can not be reached at ${api}: ${reasonOf(error)} (${what})`);
    }
    const text = await answer.text();
    if (!answer.ok && !accepted.includes(answer.status))
      throw new GitHubError(`${explain(answer, this.options)} (${what} answered ${String(answer.status)})`);
    try {
      return JSON.parse(text);
    } catch {
      throw new GitHubError(`GitHub answered something else than JSON (${what})`);
    }
  }
}

/** On a server of one's own it is beside the REST API: `/api/v3`, `/api/graphql`. */
const graphql = (api: string) => api.replace(/\/v3$/, '');

function explain({ status, headers }: Response, { repository, api }: GitHubOptions): string {
  const reset = Number(headers.get('x-ratelimit-reset'));
  if (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after') || status === 429) {
    const until =
      reset > 0 ? new Date(reset * 1000).toISOString() : `${headers.get('retry-after') ?? 'some'} seconds`;
    return `GitHub takes no more calls with this token for now (until ${until}): run it again then`;
  }
  switch (status) {
    case 401:
      return 'GitHub does not know the token in GITHUB_TOKEN: give one that has not ended';
    case 403:
      return `GITHUB_TOKEN may not comment in ${repository}: give it the permission "pull-requests: write"`;
    case 404:
      return `there is no such pull request in ${repository}, or GITHUB_TOKEN may not see it`;
    case 410:
    case 422:
      return 'GitHub refused the comment: the conversation may be locked';
    default:
      return status >= 300 && status < 400
        ? `${repository} has another name now, or ${api} is not the API's address`
        : 'GitHub did not do it';
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}
