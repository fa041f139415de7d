import http from 'node:http';
import https from 'node:https';

/** A request whose body, if any, is text. */
export interface Outgoing {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** What came back; the body as text. */
export interface Incoming {
  status: number;
  location: string | undefined;
  /** The `Set-Cookie` lines. */
  cookies: string[];
  /** What the install's clock said, as it wrote it. */
  date: string | undefined;
  text: string;
}

/** Connections that stay open between calls: `fetch` costs more than twice as much per call. */
const AGENTS = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

/**
 * Sends a request and returns the answer; redirects are not followed.
 *
 * A connection that the install closed at the very moment it was used again is no answer: nothing was accepted, so
 * the request is sent once more on a new one.
 *
 * @param timeoutMs after which the answer is given up
 * @throws Error when there is no answer
 */
export async function exchange(outgoing: Outgoing, timeoutMs: number): Promise<Incoming> {
  try {
    return await exchangeOnce(outgoing, timeoutMs);
  } catch (error) {
    // Not one of those kept: they may all be as old as this one.
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
        resolve({ status, location, cookies, date, text: Buffer.concat(chunks).toString() });
      });
    });
    request.end(body);
  });
}
