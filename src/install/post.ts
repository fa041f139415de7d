import http from 'node:http';
import https from 'node:https';

/** What came back; the body as text. */
export interface Posted {
  status: number;
  location: string | undefined;
  text: string;
}

/** Connections that stay open between calls: `fetch` costs more than twice as much per call. */
const AGENTS = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

/**
 * Posts a body and returns the answer; redirects are not followed.
 *
 * A connection that the install closed at the very moment it was used again is no answer: nothing was accepted, so
 * the request is sent once more on a new one.
 *
 * @param timeoutMs after which the answer is given up
 * @throws Error when there is no answer
 */
export async function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
): Promise<Posted> {
  try {
    return await postOnce(url, headers, body, timeoutMs);
  } catch (error) {
    if (error instanceof StaleConnection) return postOnce(url, headers, body, timeoutMs);
    throw error;
  }
}

class StaleConnection extends Error {}

function postOnce(
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
): Promise<Posted> {
  const secure = url.startsWith('https:');
  const send = secure ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: 'POST',
      agent: secure ? AGENTS.https : AGENTS.http,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
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
        resolve({ status, location: answered.location, text: Buffer.concat(chunks).toString() });
      });
    });
    request.end(body);
  });
}
