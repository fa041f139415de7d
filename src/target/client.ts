import { pastConflicts } from './conflict';
import type { Params, Result, MethodName } from '../../wire/index';
import { exchange, type Incoming } from './exchange';
import { InstallError, installOf, type Install } from './install';
import { again } from './again';
import { messageOf } from './message';

/** A login: the session cookie, and the CSRF token that plain HTTP changes need. */
export interface Session {
  sessionId: string;
  csrfToken: string;
}

/** The endpoint's answer to one call. `text` is the whole body, for canaries and reports. */
export type RpcAnswer =
  | { ok: true; result: unknown; text: string; status: number }
  | { ok: false; code: number; message: string; text: string; status: number };

/** A plain HTTP answer; redirects are not followed. */
export interface HttpAnswer {
  status: number;
  location: string | undefined;
  contentType: string;
  text: string;
}

/** One plain HTTP request. A body of strings and files is sent as a multipart form. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  form?: Record<string, string | { filename: string; content: string }>;
  json?: unknown;
  /** Omits the CSRF token, like a request from another site. */
  withoutCsrf?: boolean;
}

/** A request as it goes out, but for the headers that identify the caller. */
export interface Sent {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}

export { InstallError };

/** The endpoint answered an allowed set-up call with an error. */
export class CallFailed extends Error {
  constructor(
    readonly method: string,
    readonly code: number,
    readonly reason: string,
  ) {
    super(`${method} answered ${String(code)}: ${reason}`);
  }
}

/**
 * The CSRF token of a client without a session. The check only compares cookie and header, so any well-formed
 * token passes, and a denial is due to the missing login, not to a missing token.
 */
const ANONYMOUS_TOKEN = 'anonymous'.padEnd(32, '0');

/** Timeout of an answer, in seconds. */
export const TIMEOUT_S = 30;

/** A user name and its password, for HTTP Basic. */
export interface Credentials {
  username: string;
  password: string;
}

/** Redirect target of a session that must change its password first. */
const PASSWORD_CHANGE = '/auth/password_reset_confirm/';

/** Sends requests to one install as one account, or anonymously without a session. Its only state is the session. */
export class Client {
  private readonly install: Install;

  /**
   * @param install which hears the answers, if it is more than an address
   * @param basic sent with every request instead of a session
   * @param username whose session it is, where a denial is to count only while that user is signed in
   */
  constructor(
    install: string | Install,
    readonly session: Session | undefined,
    private readonly basic?: Credentials,
    readonly username?: string,
  ) {
    this.install = installOf(install);
  }

  get baseUrl(): string {
    return this.install.baseUrl;
  }

  /** The name of the user as whom it acts, where it knows. */
  get user(): string | undefined {
    return this.username ?? this.basic?.username;
  }

  /** Whether it sends neither a session nor credentials. */
  get anonymous(): boolean {
    return this.session === undefined && this.basic === undefined;
  }

  /**
   * Sends one JSON-RPC call and returns the answer, denied or not.
   * @throws InstallError when there is no answer, or one that is not JSON-RPC.
   */
  async call(method: string, params: unknown): Promise<RpcAnswer> {
    const { status, location = '', text } = await this.post({ jsonrpc: '2.0', id: 1, method, params });
    if (status !== 200) {
      if (location.includes(PASSWORD_CHANGE)) {
        return { ok: false, code: status, message: `HTTP ${String(status)} to ${location}`, text, status };
      }
      throw new InstallError(`${method}: HTTP ${String(status)} ${location} instead of a JSON-RPC answer`);
    }
    return readAnswer(method, parseJson(method, text), text, status);
  }

  /**
   * Sends several calls as one request.
   * @returns the answers, in the order of the calls
   * @throws InstallError as {@link call}, or when an answer is missing
   */
  async batch(calls: readonly { method: string; params: unknown }[]): Promise<RpcAnswer[]> {
    const { status, text } = await this.post(calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call })));
    const answers = parseJson('batch', text);
    if (!Array.isArray(answers))
      throw new InstallError(`batch: the answer is not a list: ${text.slice(0, 200)}`);
    const byId = new Map(answers.map((answer: { id?: unknown }) => [answer.id, answer]));
    return calls.map(({ method }, id) => readAnswer(method, byId.get(id), text, status));
  }

  /**
   * Calls a method that must succeed, and returns its result; retries conflicts, and {@link again} what only reads.
   * @throws CallFailed when the install answers with an error; InstallError as {@link call}.
   */
  async rpc<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    const call = () => this.call(method, params);
    const answer = await pastConflicts(params, isReading(method) ? () => again(call) : call);
    if (!answer.ok) throw new CallFailed(method, answer.code, answer.message);
    return answer.result as Result<M>;
  }

  /**
   * Calls several methods that must succeed, as one request.
   * @returns their results, in the order of the calls
   * @throws CallFailed for the first that failed; InstallError as {@link batch}
   */
  async all<const M extends readonly MethodName[]>(calls: {
    [K in keyof M]: { method: M[K]; params: Params<M[K]> };
  }): Promise<{ [K in keyof M]: Result<M[K]> }> {
    const answers = await this.batch(calls);
    const results = answers.map((answer, index) => {
      if (!answer.ok) throw new CallFailed(calls[index]?.method ?? '', answer.code, answer.message);
      return answer.result;
    });
    return results as { [K in keyof M]: Result<M[K]> };
  }

  /**
   * Sends a plain HTTP request, by default with the CSRF token.
   * @throws InstallError when there is no answer.
   */
  async http(request: HttpRequest): Promise<HttpAnswer> {
    const headers: Record<string, string> = {};
    let body: string | ArrayBuffer | undefined;
    if (request.json !== undefined) {
      headers['content-type'] = 'application/json';
      body = JSON.stringify(request.json);
    } else if (request.form) {
      const form = new FormData();
      for (const [name, value] of Object.entries(request.form)) {
        if (typeof value === 'string') form.set(name, value);
        else form.set(name, new Blob([value.content], { type: 'text/csv' }), value.filename);
      }
      // In one piece with its headers: an install may refuse by these alone, and close before a second one.
      const encoded = new Response(form);
      headers['content-type'] = encoded.headers.get('content-type') ?? '';
      body = await encoded.arrayBuffer();
    }
    if (!request.withoutCsrf) headers['X-CSRFToken'] = this.session?.csrfToken ?? ANONYMOUS_TOKEN;
    const response = await this.fetch(request.path, {
      method: request.method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const sent = JSON.stringify(request.form ?? request.json ?? '');
    this.hear(`${request.method} ${request.path}`, sent, text, Object.fromEntries(response.headers));
    return {
      status: response.status,
      location: response.headers.get('location') ?? undefined,
      contentType: response.headers.get('content-type') ?? '',
      text,
    };
  }

  private hear(asked: string, sent: string, text: string, headers: Incoming['headers'], besides = ''): void {
    const by = { sessionId: this.session?.sessionId, username: this.basic?.username };
    this.install.hearing?.hear({ by, asked, sent, besides, text, headers });
  }

  private post(payload: unknown): Promise<Incoming> {
    const headers = { 'content-type': 'application/json' };
    return this.send({ method: 'POST', path: '/api/rpc/v0/', headers, body: JSON.stringify(payload) });
  }

  /**
   * Sends a request as it is, with the caller's identity unless its own headers give another one.
   * @throws InstallError when there is no answer
   */
  async send({ method, path, headers: own, body }: Sent): Promise<Incoming> {
    const headers = this.identity();
    // Some servers send a body after all, which would be taken for the beginning of the next answer.
    if (method === 'HEAD') headers.set('connection', 'close');
    for (const [name, value] of Object.entries(own)) headers.set(name, value);
    const url = this.baseUrl + path;
    try {
      const answer = await exchange(
        { method, url, headers: Object.fromEntries(headers), ...(body === undefined ? {} : { body }) },
        TIMEOUT_S * 1000,
      );
      this.hear(`${method} ${path}`, body ?? '', answer.text, answer.headers, JSON.stringify(own));
      return answer;
    } catch (error) {
      throw new InstallError(`${method} ${url}: no answer (${messageOf(error)})`);
    }
  }

  /** The headers that identify the caller. */
  private identity(): Headers {
    const headers = new Headers();
    if (this.basic) {
      const { username, password } = this.basic;
      headers.set('authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
    }
    if (this.session) {
      headers.set('cookie', `sessionid=${this.session.sessionId}; csrftoken=${this.session.csrfToken}`);
      headers.set('referer', this.baseUrl);
    }
    return headers;
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const headers = this.identity();
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    if (!this.session && headers.has('X-CSRFToken')) headers.set('cookie', `csrftoken=${ANONYMOUS_TOKEN}`);
    try {
      return await fetch(this.baseUrl + path, {
        ...init,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_S * 1000),
      });
    } catch (error) {
      const cause =
        error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new InstallError(`${init.method ?? 'GET'} ${this.baseUrl}${path}: no answer (${cause})`);
    }
  }
}

/** Whether a method only reads, judged by its name. */
export const isReading = (method: string): boolean => /\.(list|get|list_\w+)$/.test(method);

function parseJson(method: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InstallError(`${method}: the answer is not JSON: ${text.slice(0, 200)}`);
  }
}

function readAnswer(method: string, body: unknown, text: string, status: number): RpcAnswer {
  if (typeof body === 'object' && body !== null) {
    if ('result' in body) return { ok: true, result: body.result, text, status };
    if ('error' in body && typeof body.error === 'object' && body.error !== null) {
      const { code, message } = body.error as { code?: unknown; message?: unknown };
      return { ok: false, code: Number(code), message: String(message), text, status };
    }
  }
  throw new InstallError(`${method}: the answer is not JSON-RPC: ${text.slice(0, 200)}`);
}
