import type { IncomingMessage, ServerResponse } from 'node:http';
import { fakeHost, handOn } from './fake-hosts';

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
  const { url, stop } = await fakeHost((request, response) => {
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
          answerBy(baseUrl, request, response, false);
        }, SLOW_MS);
        return;
      default:
        answerBy(baseUrl, request, response, fault === 'cut');
    }
  });
  const proxy: FaultyProxy = {
    url,
    spoiled: 0,
    get fault() {
      return rule;
    },
    set fault(next) {
      count = 0;
      rule = next;
    },
    stop,
  };
  return proxy;
}

/** @param cut sends the first half of the answer, and closes the connection */
function answerBy(baseUrl: string, request: IncomingMessage, response: ServerResponse, cut: boolean): void {
  handOn(baseUrl, request, response, ({ status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': body.length });
    if (!cut) response.end(body);
    else
      response.write(body.subarray(0, body.length / 2), () => {
        response.destroy();
      });
  });
}
