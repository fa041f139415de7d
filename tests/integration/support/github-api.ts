import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A comment as the API has it. */
export interface StubComment {
  id: number;
  body: string;
  user: { login: string };
}

/** What a test makes the API answer. */
export interface StubOptions {
  /** Whose the token is; a name with `[bot]` is an app's, which `/user` refuses. */
  login?: string;
  /** In place of an answer, by what was asked, such as `POST /repos/o/n/issues/1/comments`. */
  refuse?: Record<string, { status: number; headers?: Record<string, string> }>;
}

/** As much of GitHub's API as a comment takes, on loopback. */
export class GitHubApi {
  readonly comments = new Map<number, StubComment[]>();
  /** All that was asked, in order. */
  readonly asked: { what: string; authorization: string | undefined; body: unknown }[] = [];
  private last = 0;

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly options: StubOptions,
  ) {}

  static async start(options: StubOptions = {}): Promise<GitHubApi> {
    const server = createServer();
    const api = new GitHubApi(server, options);
    server.on('request', (request, response) => void api.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  /** Somebody comments. */
  say(pullRequest: number, login: string, body: string): StubComment {
    this.last += 1;
    const comment = { id: this.last, body, user: { login } };
    this.comments.set(pullRequest, [...this.on(pullRequest), comment]);
    return comment;
  }

  on(pullRequest: number): StubComment[] {
    return this.comments.get(pullRequest) ?? [];
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const what = `${request.method ?? ''} ${url.pathname}`;
    const text = await textOf(request);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    this.asked.push({ what, authorization: request.headers.authorization, body });
    const refused = this.options.refuse?.[what];
    const [status, result] = refused ? [refused.status, { message: 'no' }] : this.result(what, url, body);
    response.writeHead(status, { 'content-type': 'application/json', ...refused?.headers });
    response.end(JSON.stringify(result));
  }

  private result(what: string, url: URL, given: unknown): [number, unknown] {
    const { login = 'qa-bot[bot]' } = this.options;
    if (what === 'GET /user')
      return login.endsWith('[bot]')
        ? [403, { message: 'Resource not accessible by integration' }]
        : [200, { login }];
    if (what === 'POST /graphql') return [200, { data: { viewer: { login } } }];
    const [, list] = /^\w+ \/repos\/[\w.-]+\/[\w.-]+\/issues\/(\d+)\/comments$/.exec(what) ?? [];
    const { body = '' } = (given ?? {}) as { body?: string };
    if (body.length > 65_536) return [422, { message: 'Body is too long' }];
    if (list !== undefined && what.startsWith('POST')) return [201, this.say(Number(list), login, body)];
    if (list !== undefined) {
      const [page, size] = ['page', 'per_page'].map((name) => Number(url.searchParams.get(name)));
      const from = ((page || 1) - 1) * (size || 30);
      return [200, this.on(Number(list)).slice(from, from + (size || 30))];
    }
    const [, id] = /^PATCH \/repos\/[\w.-]+\/[\w.-]+\/issues\/comments\/(\d+)$/.exec(what) ?? [];
    const comment = [...this.comments.values()].flat().find((each) => each.id === Number(id));
    if (!comment) return [404, { message: 'Not Found' }];
    comment.body = body;
    return [200, comment];
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
