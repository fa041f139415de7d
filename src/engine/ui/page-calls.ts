import type { Page, Request } from '@playwright/test';
import { answered, isQuestion } from '../../../pages/components/answers';
import { outcomeOfHttp, outcomeOfRpc, type Outcome } from '../../target/outcome';

/** One call that a page made, and what it was answered. */
export interface PageCall {
  /** The RPC method, or the verb and path of a plain request. */
  call: string;
  outcome: Outcome;
}

const PLAIN = ['/api/db/', '/bulk_insert/'];

/** Hears what a page asks the install, as long as the page lives. */
export class PageCalls {
  private readonly asked = new Set<Request>();
  private heard: Promise<PageCall[]>[] | undefined;

  constructor(private readonly page: Page) {
    page.on('request', (request) => {
      if (!isCall(request)) return;
      this.asked.add(request);
      // A page that is left takes its answers along.
      this.heard?.push(read(request).catch(() => []));
    });
    const ended = (request: Request) => this.asked.delete(request);
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
  }

  /** Whether everything that was asked is answered. */
  get answered(): boolean {
    return this.asked.size === 0;
  }

  /** Ends when everything is answered and what came of it is on the screen. */
  async quiet(): Promise<void> {
    await answered(this.page, this.asked);
  }

  /** Begins to read the answers. Reading them costs, so it is done only while somebody acts. */
  listen(): void {
    this.heard = [];
  }

  /** All that was asked since {@link listen}, when everything is answered; ends the listening. */
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

async function read(request: Request): Promise<PageCall[]> {
  const response = await request.response();
  if (!response) return [];
  const text = await response.text();
  if (!isQuestion(request)) {
    const { pathname } = new URL(request.url());
    const answer = { status: response.status(), location: undefined, text };
    return [{ call: `${request.method()} ${pathname}`, outcome: outcomeOfHttp(answer) }];
  }
  const asked = asList(JSON.parse(request.postData() ?? '[]')) as { method: string; id: unknown }[];
  const answers = asList(JSON.parse(text)) as RpcReply[];
  return asked.map(({ method, id }) => ({
    call: method,
    outcome: outcomeOf(answers.find((answer) => answer.id === id) ?? answers[0]),
  }));
}

interface RpcReply {
  id?: unknown;
  error?: { code: number; message: string };
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** A page of nobody asks nothing that is refused, so a refused login is one of who is no administrator. */
const outcomeOf = (reply: RpcReply | undefined): Outcome =>
  outcomeOfRpc(reply?.error ? { ok: false, ...reply.error } : { ok: true }, false);
