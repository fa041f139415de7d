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

/** A connection for each request: one that is kept may be closed by the install just as it is used again. */
const ALONE = { agent: false } as const;

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
    const { method = 'GET', url = '/', headers: sent } = request;
    const onward = http.request(baseUrl + url, { ...ALONE, method, headers: sent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = text(Buffer.concat(chunks).toString());
        const {
          'content-length': _length,
          'transfer-encoding': _encoding,
          ...rest
        } = headers(answer.headers);
        response.writeHead(answer.statusCode ?? 500, rest).end(body);
      });
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
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
      const options = { ...ALONE, method: request.method, headers };
      const onward = http.request(baseUrl + (request.url ?? '/'), options, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const { 'content-length': _answered, 'transfer-encoding': _encoding, ...told } = answer.headers;
          const whole = Buffer.concat(parts);
          response.writeHead(answer.statusCode ?? 500, told);
          if (refusals.length === 0) response.end(whole);
          else response.end(JSON.stringify([...(JSON.parse(whole.toString()) as unknown[]), ...refusals]));
        });
      });
      onward.on('error', () => response.destroy());
      onward.end(refusals.length > 0 ? JSON.stringify(rest) : body);
    });
  };

/** The RPC calls in a request, if it is one. */
function rpcCalls(type: string | undefined, body: string): { calls: RpcCall[]; isBatch: boolean } {
  if (!type?.startsWith('application/json')) return { calls: [], isBatch: false };
  const sent = JSON.parse(body) as RpcCall | RpcCall[];
  return { calls: [sent].flat(), isBatch: Array.isArray(sent) };
}
