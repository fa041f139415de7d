import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a loopback port of its own. */
export interface FakeHost {
  url: string;
  stop: () => void;
}

/** Starts a server that answers as it is told. */
export async function fakeHost(listener: http.RequestListener): Promise<FakeHost> {
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** An address at which nothing listens. */
export async function closedPort(): Promise<string> {
  const { url, stop } = await fakeHost(() => undefined);
  stop();
  return url;
}

/** Always the same page. */
export const page =
  (status: number, headers: http.OutgoingHttpHeaders = {}, text = '<h1>Hello</h1>'): http.RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(text);
  };

/** What an install answered. */
interface Answer {
  status: number;
  /** Without those that tell how long the body is. */
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/**
 * Hands a request on to an install; without an answer, its connection is closed.
 * @param use gets the answer as soon as it is whole
 * @param sent what is sent in place of the request's own body and headers
 */
export function handOn(
  baseUrl: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  use: (answer: Answer) => void,
  sent?: { headers: http.IncomingHttpHeaders; body: string },
): void {
  const { method = 'GET', url = '/', headers } = request;
  // A connection for each request: one that is kept may be closed by the install just as it is used again.
  const options = { agent: false, method, headers: sent?.headers ?? headers };
  const onward = http.request(baseUrl + url, options, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => {
      const { 'content-length': _length, 'transfer-encoding': _encoding, ...told } = answer.headers;
      use({ status: answer.statusCode ?? 500, headers: told, body: Buffer.concat(chunks) });
    });
  });
  onward.on('error', () => response.destroy());
  if (sent) onward.end(sent.body);
  else request.pipe(onward);
}

/** How what an install answers is changed on its way. */
export interface Alteration {
  headers?: (headers: http.IncomingHttpHeaders) => http.IncomingHttpHeaders;
  text?: (text: string) => string;
}

/** What an install says, as if it were another release. */
export const asRelease = (release: string) => (text: string) =>
  text.replace(/("current_release_tag_name": ?")[^"]*/, `$1${release}`);

/** Hands everything on to an install, and changes what comes back. */
export const altered =
  (baseUrl: string, { headers = (same) => same, text = (same) => same }: Alteration): http.RequestListener =>
  (request, response) => {
    handOn(baseUrl, request, response, ({ status, headers: told, body }) => {
      response.writeHead(status, headers(told)).end(text(body.toString()));
    });
  };

const REFUSAL = { code: -30101, message: 'InsufficientPrivilege: refused by a test' };

interface RpcCall {
  id: number;
  method: string;
}

/** Hands everything on to an install but the calls of one RPC method, which everybody gets an error for: a refusal, or another. */
export const refusing =
  (baseUrl: string, method: string, error = REFUSAL): http.RequestListener =>
  (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { calls, isBatch } = rpcCalls(request.headers['content-type'], body);
      const refusals = calls.filter((call) => call.method === method).map(({ id }) => ({ id, error }));
      const rest = calls.filter((call) => call.method !== method);
      if (refusals.length > 0 && rest.length === 0) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(isBatch ? refusals : refusals[0]));
        return;
      }
      const { 'content-length': _length, ...headers } = request.headers;
      const sent = { headers, body: refusals.length > 0 ? JSON.stringify(rest) : body };
      handOn(
        baseUrl,
        request,
        response,
        ({ status, headers: told, body: whole }) => {
          response.writeHead(status, told);
          if (refusals.length === 0) response.end(whole);
          else response.end(JSON.stringify([...(JSON.parse(whole.toString()) as unknown[]), ...refusals]));
        },
        sent,
      );
    });
  };

/** The RPC calls in a request, if it is one. */
function rpcCalls(type: string | undefined, body: string): { calls: RpcCall[]; isBatch: boolean } {
  if (!type?.startsWith('application/json')) return { calls: [], isBatch: false };
  const sent = JSON.parse(body) as RpcCall | RpcCall[];
  return { calls: [sent].flat(), isBatch: Array.isArray(sent) };
}
