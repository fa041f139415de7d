import type { Page, Request } from '@playwright/test';
import { outcomeOfHttp, outcomeOfRpc, type Outcome } from '../install/outcome';

/** One call that a page made, and what it was answered. */
export interface PageCall {
  /** The RPC method, or the verb and path of a plain request. */
  call: string;
  outcome: Outcome;
}

const RPC = '/api/rpc/v0/';
const PLAIN = ['/api/db/', '/bulk_insert/'];

/** Hears what a page asks the install, as long as the page lives. */
export class PageCalls {
  private heard: Promise<PageCall[]>[] = [];

  constructor(page: Page) {
    page.on('request', (request) => {
      // A page that is left takes its answers along.
      if (isCall(request)) this.heard.push(read(request).catch(() => []));
    });
  }

  /** Forgets what was heard. */
  clear(): void {
    this.heard = [];
  }

  /** All that was asked since the last clearing, when everything is answered. */
  async settled(): Promise<PageCall[]> {
    let count = -1;
    while (this.heard.length > count) {
      count = this.heard.length;
      await Promise.all(this.heard);
    }
    return (await Promise.all(this.heard)).flat();
  }
}

const isCall = (request: Request): boolean => {
  const { pathname } = new URL(request.url());
  return (
    pathname === RPC || (request.method() !== 'GET' && PLAIN.some((begin) => pathname.startsWith(begin)))
  );
};

async function read(request: Request): Promise<PageCall[]> {
  const response = await request.response();
  if (!response) return [];
  const { pathname } = new URL(request.url());
  const text = await response.text();
  if (pathname !== RPC) {
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
