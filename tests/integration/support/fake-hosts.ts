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
    const onward = http.request(baseUrl + url, { method, headers: sent }, (answer) => {
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

/** Hands everything on to an install, except calls of a method, which it answers with an error of the endpoint. */
export const failing =
  (baseUrl: string, method: string, error: { code: number; message: string }): http.RequestListener =>
  (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (body.includes(`"${method}"`)) {
        const answer = JSON.stringify({ jsonrpc: '2.0', id: 1, error });
        response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
        return;
      }
      const { method: verb = 'GET', url = '/', headers } = request;
      const onward = http.request(baseUrl + url, { method: verb, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      onward.end(body);
    });
  };
