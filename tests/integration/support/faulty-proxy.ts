import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a proxy does with a request in place of handing it on. */
export type ProxyFault = 'bad gateway' | 'reset' | 'cut' | 'slow' | 'hold';

/** A proxy between the suite and an install, which fails as it is told. */
export interface FaultyProxy {
  url: string;
  /** How many requests it spoiled. */
  spoiled: number;
  /**
   * Which requests fail, and how; all are handed on when not set.
   * @param count of the request since this was set, from 1
   */
  fault: ((request: IncomingMessage, count: number) => ProxyFault | undefined) | undefined;
  stop: () => void;
}

/** Delay of a slow answer in milliseconds: ten times what the install takes. */
const SLOW_MS = 50;

/** Every so many-th request. */
export const every =
  (nth: number, fault: ProxyFault) =>
  (_request: IncomingMessage, count: number): ProxyFault | undefined =>
    count % nth === 0 ? fault : undefined;

/** Starts a proxy on a loopback port of its own. */
export async function faultyProxy(baseUrl: string): Promise<FaultyProxy> {
  let count = 0;
  let rule: FaultyProxy['fault'];
  const server = http.createServer((request, response) => {
    count += 1;
    const fault = rule?.(request, count);
    if (fault !== undefined) proxy.spoiled += 1;
    switch (fault) {
      case 'bad gateway':
        response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
        return;
      case 'reset':
        request.socket.resetAndDestroy();
        return;
      case 'hold':
        return;
      case 'slow':
        setTimeout(() => {
          handOn(baseUrl, request, response, false);
        }, SLOW_MS);
        return;
      default:
        handOn(baseUrl, request, response, fault === 'cut');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    spoiled: 0,
    get fault() {
      return rule;
    },
    set fault(next) {
      count = 0;
      rule = next;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return proxy;
}

/** @param cut sends the first half of the answer, and closes the connection */
function handOn(baseUrl: string, request: IncomingMessage, response: ServerResponse, cut: boolean): void {
  const { method = 'GET', url = '/', headers } = request;
  // A kept connection may be closed by the install just as it is used again.
  const onward = http.request(baseUrl + url, { agent: false, method, headers }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => {
      const body = Buffer.concat(chunks);
      const { 'transfer-encoding': _encoding, ...told } = answer.headers;
      response.writeHead(answer.statusCode ?? 500, { ...told, 'content-length': body.length });
      if (!cut) response.end(body);
      else
        response.write(body.subarray(0, body.length / 2), () => {
          response.destroy();
        });
    });
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
