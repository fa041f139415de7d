import type { Page, Request } from '@playwright/test';
import { answered, isQuestion } from '../../../pages/components/answers';
import { isConflict } from '../../target/conflict';
import { outcomeOfHttp, outcomeOfRpc, type Outcome } from '../../target/outcome';
import { inTime } from './patience';

/** One call that a page made, and the answer. */
export interface PageCall {
  /** The RPC method, or the verb and path of a plain request. */
  call: string;
  outcome: Outcome;
}

const PLAIN = ['/api/db/', '/bulk_insert/'];

/** Requests by which a page may ask for data, or change some, beside those for itself and its parts. */
const MAY_CALL = new Set(['xhr', 'fetch']);
const ENDPOINTS = /^\/(?:api|bulk_insert|files)\//;

/**
 * Notes which methods and endpoints a page calls, as actions name them: `records.add`, `PATCH /api/db/v0/data_files/<id>/`.
 * @param called receives the names
 */
export function noteCalls(page: Page, called: Set<string>): void {
  page.on('request', (request) => {
    if (!MAY_CALL.has(request.resourceType())) return;
    const { origin, pathname } = new URL(request.url());
    if (origin !== new URL(request.frame().url()).origin) return;
    if (isQuestion(request)) for (const method of methodsIn(request.postData())) called.add(method);
    else if (ENDPOINTS.test(pathname))
      called.add(`${request.method()} ${pathname.replaceAll(/\/\d+(?=\/|$)/g, '/<id>')}`);
  });
}

function methodsIn(body: string | null): string[] {
  try {
    const calls = asList(JSON.parse(body ?? '[]')) as { method?: unknown }[];
    return calls.flatMap(({ method }) => (typeof method === 'string' ? method : []));
  } catch {
    // No call; that its answer is an error is seen elsewhere.
    return [];
  }
}

/** Records the requests of a page as long as it is open. */
export class PageCalls {
  private readonly asked = new Set<Request>();
  private heard: Promise<PageCall[]>[] | undefined;
  private onRefusal: ((call: PageCall) => void) | undefined;

  constructor(private readonly page: Page) {
    page.on('request', (request) => {
      if (!isCall(request)) return;
      this.asked.add(request);
      // Answers can not be read any more after the page navigates away.
      this.heard?.push(this.read(request));
    });
    const ended = (request: Request) => this.asked.delete(request);
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
  }

  /** Waits until all requests are answered and the results are on the screen. @throws Error when that takes too long */
  async quiet(): Promise<void> {
    const isQuiet = await inTime(answered(this.page, this.asked).then(() => true));
    if (!isQuiet) throw new Error('the page still waits for an answer');
  }

  /**
   * Starts reading the answers. Reading is expensive, so it happens only during an interaction.
   * @param onRefusal called with each call that is denied
   */
  listen(onRefusal?: (call: PageCall) => void): void {
    this.heard = [];
    this.onRefusal = onRefusal;
  }

  private async read(request: Request): Promise<PageCall[]> {
    const calls = await readCalls(request).catch(() => []);
    for (const call of calls) if (call.outcome.kind === 'denied') this.onRefusal?.(call);
    return calls;
  }

  /** Stops listening. @returns all calls since {@link listen}, once they are answered */
  async settled(): Promise<PageCall[]> {
    const heard = this.heard ?? [];
    let count = -1;
    while (heard.length > count) {
      count = heard.length;
      await Promise.all(heard);
    }
    this.heard = undefined;
    return (await Promise.all(heard)).flat();
  }
}

const isCall = (request: Request): boolean => isQuestion(request) || isPlainChange(request);

function isPlainChange(request: Request): boolean {
  const { pathname } = new URL(request.url());
  return request.method() !== 'GET' && PLAIN.some((begin) => pathname.startsWith(begin));
}

/**
 * The calls of one request, with what was answered to each.
 * @throws Error when the answer can not be read, or is not JSON
 */
export async function readCalls(request: Request): Promise<PageCall[]> {
  const response = await request.response();
  if (!response) return [];
  const text = await response.text();
  if (!isQuestion(request)) {
    const { pathname } = new URL(request.url());
    const answer = { status: response.status(), location: undefined, text };
    return [{ call: `${request.method()} ${pathname}`, outcome: outcomeOfHttp(answer) }];
  }
  const asked = asList(JSON.parse(request.postData() ?? '[]')) as {
    method: string;
    id: unknown;
    params?: unknown;
  }[];
  const answers = asList(JSON.parse(text)) as (RpcReply | null)[];
  return asked.map(({ method, id, params }) => ({
    call: method,
    outcome: outcomeOf(answers.find((answer) => answer?.id === id) ?? answers[0], params ?? {}),
  }));
}

interface RpcReply {
  id?: unknown;
  result?: unknown;
  error?: { code: number; message: string };
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/**
 * An anonymous page makes no refused calls, so a login refusal here means that the caller is not an administrator. What a
 * concurrent attempt got in the way of is no refusal, and a page does not ask again.
 */
function outcomeOf(reply: RpcReply | null | undefined, params: unknown): Outcome {
  if (reply?.error && isConflict(reply.error.message, params)) return { kind: 'error', ...reply.error };
  if (reply?.error) return outcomeOfRpc({ ok: false, ...reply.error }, false);
  if (reply && 'result' in reply) return { kind: 'allowed' };
  return { kind: 'error', code: 0, message: 'the answer is not JSON-RPC' };
}
