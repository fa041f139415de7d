import http from 'node:http';
import https from 'node:https';

/** A request; its body, if any, is text. */
export interface Outgoing {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** An answer, with its body as text. */
export interface Incoming {
  status: number;
  location: string | undefined;
  headers: http.IncomingHttpHeaders;
  /** The `Set-Cookie` lines. */
  cookies: string[];
  /** The install's clock, as in the `Date` header. */
  date: string | undefined;
  text: string;
}

/** Connections stay open between calls: `fetch` costs more than twice as much per call. */
const AGENTS = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

/**
 * Sends a request and returns the answer; redirects are not followed.
 *
 * If the install closes a kept connection at the moment of its reuse, it has accepted nothing, so the request
 * is sent once more on a new connection.
 *
 * @param timeoutMs timeout in milliseconds
 * @throws Error when there is no answer
 */
export async function exchange(outgoing: Outgoing, timeoutMs: number): Promise<Incoming> {
  try {
    return await exchangeOnce(outgoing, timeoutMs);
  } catch (error) {
    // Other kept connections may be as old as this one.
    if (error instanceof StaleConnection) return exchangeOnce(outgoing, timeoutMs, { kept: false });
    throw error;
  }
}

class StaleConnection extends Error {}

function exchangeOnce(
  { method, url, headers, body }: Outgoing,
  timeoutMs: number,
  { kept = true } = {},
): Promise<Incoming> {
  const secure = url.startsWith('https:');
  const send = secure ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method,
      agent: kept && (secure ? AGENTS.https : AGENTS.http),
      headers: body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        request.reusedSocket && error.code === 'ECONNRESET' ? new StaleConnection(error.message) : error,
      );
    });
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers: answered } = response;
        const { location, 'set-cookie': cookies = [], date } = answered;
        resolve({
          status,
          location,
          cookies,
          date,
          headers: answered,
          text: Buffer.concat(chunks).toString(),
        });
      });
    });
    request.end(body);
  });
}
