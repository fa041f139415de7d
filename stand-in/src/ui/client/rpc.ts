const ENDPOINT = '/api/rpc/v0/';

/** A call that the endpoint refused, or that had no answer. `message` is the endpoint's own. */
export class RpcFailure extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

interface RpcCall {
  method: string;
  params?: object;
}

/** The answer to one call of a batch. */
type RpcAnswer = { ok: true; result: unknown } | { ok: false; failure: RpcFailure };

interface WireAnswer {
  id: number;
  result?: unknown;
  error?: { code: number; message: string };
}

async function send(body: object): Promise<unknown> {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.headers.get('content-type')?.includes('json')) {
    throw new RpcFailure(
      response.status,
      `The server answered with HTTP ${String(response.status)} and no data.`,
    );
  }
  return response.json();
}

const wire = ({ method, params = {} }: RpcCall, id: number) => ({ jsonrpc: '2.0', id, method, params });

/**
 * Calls one method of the endpoint. The caller names the type of the result.
 * @throws RpcFailure with the endpoint's code and message
 */
export async function rpc<T>(method: string, params: object = {}): Promise<T> {
  const answer = (await send(wire({ method, params }, 0))) as WireAnswer;
  if (answer.error) throw new RpcFailure(answer.error.code, answer.error.message);
  return answer.result as T;
}

/**
 * Sends several calls as one request.
 * @returns the answers, in the order of the calls; one refused call does not hide the others
 */
export async function batch(calls: readonly RpcCall[]): Promise<RpcAnswer[]> {
  const answers = (await send(calls.map(wire))) as WireAnswer[];
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return calls.map(({ method }, id) => {
    const answer = byId.get(id);
    if (answer && !answer.error) return { ok: true, result: answer.result };
    const { code, message } = answer?.error ?? { code: 0, message: `${method} was not answered` };
    return { ok: false, failure: new RpcFailure(code, message) };
  });
}

/**
 * The result of one call of a batch.
 * @throws RpcFailure when the call was refused
 */
export function resultOf(answer: RpcAnswer | undefined): unknown {
  if (answer?.ok) return answer.result;
  throw answer?.failure ?? new Error('no answer');
}

/** What to show of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
