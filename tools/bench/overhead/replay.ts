import http from 'node:http';
import type { StandInDetails } from '../../../src/target/stand-in';
import type { Recorded, Recording, Wave } from './recording';
import { kindOfMethod, SameObjects } from './same-objects';

/** What came of sending a recording again. */
export interface Replayed {
  seconds: number;
  /** How many answers there were, each of a batch counted, and how many of them were as recorded. */
  answers: number;
  alike: number;
}

interface Answer {
  status: number;
  cookies: string[];
  text: string;
}

interface Call {
  jsonrpc?: string;
  id?: unknown;
  method?: string;
  params?: unknown;
}

interface CallAnswer {
  id?: unknown;
  result?: unknown;
  error?: { code?: number };
}

/**
 * Sends all requests of a run again to another install of the same kind, and does nothing else: no witness, no verdict,
 * no test. Within a lane a wave waits for the one before, as it did in the run.
 *
 * An answer is as recorded when it has the same status and, of a call, the same error code or none.
 *
 * @param recordedAdmin of the install on which the run was recorded
 */
export async function replay(
  { before, lanes, after }: Recording,
  { baseUrl, admin }: StandInDetails,
  recordedAdmin: StandInDetails['admin'],
): Promise<Replayed> {
  const same = new SameObjects({ [recordedAdmin.password]: admin.password });
  const agent = new http.Agent({ keepAlive: true });
  const counts = { answers: 0, alike: 0 };
  const inOrder = async (waves: readonly Wave[]) => {
    for (const wave of waves) await Promise.all(wave.map(sendAgain));
  };
  const sendAgain = async (recorded: Recorded) => {
    const body = bodyNow(recorded, same);
    const headers = Object.fromEntries(
      Object.entries(recorded.headers)
        .filter(([name]) => name.toLowerCase() !== 'content-length')
        .map(([name, value]) => [name, same.inText(String(value))]),
    );
    const answer = await send(agent, baseUrl + same.inText(recorded.path), recorded.method, headers, body);
    const { answers, alike } = compare(recorded, answer, same);
    counts.answers += answers;
    counts.alike += alike;
  };
  const started = performance.now();
  await inOrder(before);
  await Promise.all(lanes.map(inOrder));
  await inOrder(after);
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return { seconds, ...counts };
}

function bodyNow({ body }: Recorded, same: SameObjects): string {
  const calls = callsIn(body);
  if (!calls) return same.inText(body);
  const now = calls.map((call) => ({ ...call, params: same.inParams(call.params) }));
  return JSON.stringify(body.startsWith('[') ? now : now[0]);
}

/** The calls of a JSON-RPC request; undefined for anything else. */
function callsIn(body: string): Call[] | undefined {
  if (!/^[[{]/.test(body) || !body.includes('"jsonrpc"')) return undefined;
  try {
    const parsed = JSON.parse(body) as Call | Call[];
    return [parsed].flat();
  } catch {
    return undefined;
  }
}

function compare(recorded: Recorded, answer: Answer, same: SameObjects): { answers: number; alike: number } {
  same.learnCookies(recorded.cookies, answer.cookies);
  const calls = callsIn(recorded.body);
  const [before, now] = [answersIn(recorded.text), answersIn(answer.text)];
  if (!calls || before.size === 0) return { answers: 1, alike: recorded.status === answer.status ? 1 : 0 };
  let alike = 0;
  for (const [id, was] of before) {
    const is = now.get(id);
    if (is?.error?.code === was.error?.code && is !== undefined) alike += 1;
    const method = calls.find((call) => call.id === id)?.method ?? '';
    same.learn(kindOfMethod(method), was.result, is?.result);
  }
  return { answers: before.size, alike };
}

function answersIn(text: string): Map<unknown, CallAnswer> {
  try {
    const parsed = JSON.parse(text) as CallAnswer | CallAnswer[] | null;
    return new Map([parsed ?? []].flat().map((answer) => [answer.id, answer]));
  } catch {
    return new Map();
  }
}

/** @throws Error when there is no answer */
function send(
  agent: http.Agent,
  url: string,
  method: string,
  headers: Record<string, string>,
  body: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
    const request = http.request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers: answered } = response;
        const text = Buffer.concat(chunks).toString();
        resolve({ status, cookies: answered['set-cookie'] ?? [], text });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
