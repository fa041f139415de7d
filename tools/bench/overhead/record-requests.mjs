// Loaded into every process of a run (`node --import`): writes what the process sends to one install, and what comes back,
// to a file of its own.
import { appendFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const { BENCH_RECORD_FOLDER: folder = '', BENCH_RECORD_URL: url = '' } = process.env;

/** Milliseconds since 1970, with fractions: the processes of a run are compared. */
const now = () => performance.timeOrigin + performance.now();

function write(entry) {
  // Playwright tells a worker its place only after it has started.
  const lane = process.env.TEST_PARALLEL_INDEX ?? 'runner';
  const file = path.join(folder, `${lane}-${String(process.pid)}.ndjson`);
  // It holds sessions and passwords.
  appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}

const isRecorded = (target) => typeof target === 'string' && target.startsWith(url);

const { request } = http;
http.request = (target, options, ...rest) => {
  const sent = request(target, options, ...rest);
  if (!isRecorded(target)) return sent;
  const start = now();
  let body = '';
  const { end } = sent;
  sent.end = (data, ...more) => {
    body = data ?? '';
    return end.call(sent, data, ...more);
  };
  sent.prependListener('response', (response) => {
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('end', () => {
      const { statusCode: status, headers: answered } = response;
      write({
        start,
        end: now(),
        method: options.method,
        path: target.slice(url.length),
        headers: options.headers,
        body,
        status,
        cookies: answered['set-cookie'] ?? [],
        text: Buffer.concat(chunks).toString(),
      });
    });
  });
  return sent;
};

const { fetch } = globalThis;
globalThis.fetch = async (target, init = {}) => {
  if (!isRecorded(target)) return fetch(target, init);
  const start = now();
  const answer = await fetch(target, init);
  const { method = 'GET', body = '' } = init;
  write({
    start,
    end: now(),
    method,
    path: target.slice(url.length),
    headers: Object.fromEntries(new Headers(init.headers)),
    body: typeof body === 'string' ? body : Buffer.from(body).toString(),
    status: answer.status,
    cookies: answer.headers.getSetCookie(),
    text: await answer.clone().text(),
  });
  return answer;
};
