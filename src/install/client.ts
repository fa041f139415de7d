import type { Params, Result, MethodName } from './api';

/** What keeps a login: the session cookie, and the CSRF token that plain HTTP changes want. */
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

/** One plain HTTP request. A body that is an object of strings and files travels as a multipart form. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  form?: Record<string, string | { filename: string; content: string }>;
  json?: unknown;
  /** Leave the CSRF token out, as a foreign page would. */
  withoutCsrf?: boolean;
}

/** The install could not be talked to, or did not answer as the protocol wants; never a verdict. */
export class InstallError extends Error {}

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

/** Seconds after which an answer is given up. */
const TIMEOUT_S = 30;

/** Talks to one install as one account, or as nobody without a session. Keeps no state but the session. */
export class Client {
  constructor(
    readonly baseUrl: string,
    readonly session: Session | undefined,
  ) {}

  /**
   * Sends one JSON-RPC call and returns the answer, denied or not.
   * @throws InstallError when there is no answer, or one that is not JSON-RPC.
   */
  async call(method: string, params: unknown): Promise<RpcAnswer> {
    const response = await this.fetch('/api/rpc/v0/', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    const text = await response.text();
    if (response.status !== 200) {
      const location = response.headers.get('location') ?? '';
      throw new InstallError(`${method}: HTTP ${String(response.status)} ${location} instead of a JSON-RPC answer`);
    }
    return readAnswer(method, text, response.status);
  }

  /**
   * Calls a method that must succeed, and returns its result.
   * @throws CallFailed when the install answers with an error; InstallError as {@link call}.
   */
  async rpc<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    const answer = await this.call(method, params);
    if (!answer.ok) throw new CallFailed(method, answer.code, answer.message);
    return answer.result as Result<M>;
  }

  /**
   * Sends a plain HTTP request, with the CSRF token unless told not to.
   * @throws InstallError when there is no answer.
   */
  async http(request: HttpRequest): Promise<HttpAnswer> {
    const headers: Record<string, string> = {};
    let body: FormData | string | undefined;
    if (request.json !== undefined) {
      headers['content-type'] = 'application/json';
      body = JSON.stringify(request.json);
    } else if (request.form) {
      body = new FormData();
      for (const [name, value] of Object.entries(request.form)) {
        if (typeof value === 'string') body.set(name, value);
        else body.set(name, new Blob([value.content], { type: 'text/csv' }), value.filename);
      }
    }
    if (this.session && !request.withoutCsrf) headers['X-CSRFToken'] = this.session.csrfToken;
    const response = await this.fetch(request.path, {
      method: request.method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      location: response.headers.get('location') ?? undefined,
      contentType: response.headers.get('content-type') ?? '',
      text: await response.text(),
    };
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.session) {
      headers.set('cookie', `sessionid=${this.session.sessionId}; csrftoken=${this.session.csrfToken}`);
      headers.set('referer', this.baseUrl);
    }
    try {
      return await fetch(this.baseUrl + path, {
        ...init,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_S * 1000),
      });
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new InstallError(`${init.method ?? 'GET'} ${this.baseUrl}${path}: no answer (${cause})`);
    }
  }
}

function readAnswer(method: string, text: string, status: number): RpcAnswer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new InstallError(`${method}: the answer is not JSON: ${text.slice(0, 200)}`);
  }
  if (typeof body === 'object' && body !== null) {
    if ('result' in body) return { ok: true, result: body.result, text, status };
    if ('error' in body && typeof body.error === 'object' && body.error !== null) {
      const { code, message } = body.error as { code?: unknown; message?: unknown };
      return { ok: false, code: Number(code), message: String(message), text, status };
    }
  }
  throw new InstallError(`${method}: the answer is not JSON-RPC: ${text.slice(0, 200)}`);
}
