import { z } from 'zod';
import { Call } from './call';
import { CODES, RpcError, authenticationFailed, toRpcError } from './errors';
import type { Install } from './install';
import type { AnyMethod } from './method';
import type { SessionRow, UserRow } from './store/schema';

/** Who sent a request, as the HTTP layer found out. */
export interface Caller {
  user: UserRow | undefined;
  session: SessionRow | undefined;
  /** The call is one of several in a request. */
  batched?: true;
}

type Answer =
  | { id: unknown; jsonrpc: '2.0'; result: unknown }
  | { id: unknown; jsonrpc: '2.0'; error: { code: number; message: string } };

const failure = (id: unknown, { code, message }: RpcError): Answer => ({
  id,
  jsonrpc: '2.0',
  error: { code, message },
});

const invalid = (what: string) => new RpcError(CODES.invalidRequest, `Invalid request: ${what}`);

/**
 * Answers a request body of the endpoint: one call, or a batch of calls run one after the other.
 *
 * @returns the JSON to send; undefined where the protocol wants an empty body (notifications, empty batch).
 */
export async function answer(install: Install, caller: Caller, body: string): Promise<unknown> {
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch (error) {
    return failure(
      null,
      new RpcError(CODES.parseError, `Parse error, unable to read the request: ${String(error)}`),
    );
  }
  if (!Array.isArray(request)) return answerOne(install, caller, request);
  const answers: Answer[] = [];
  for (const one of request) {
    const reply = await answerOne(install, { ...caller, batched: true }, one);
    if (reply) answers.push(reply);
  }
  return answers.length > 0 ? answers : undefined;
}

const Request = z.looseObject({
  jsonrpc: z.literal('2.0'),
  method: z.string(),
  params: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).optional(),
});

async function answerOne(install: Install, caller: Caller, request: unknown): Promise<Answer | undefined> {
  if (typeof request !== 'object' || request === null) return failure(null, invalid('not an object'));
  const id = 'id' in request ? request.id : undefined;
  const parsed = Request.safeParse(request);
  if (!parsed.success) {
    const missing = parsed.error.issues[0]?.path.join('.') ?? '';
    return failure(id ?? null, invalid(`missing or wrong "${missing}"`));
  }
  const { method, params } = parsed.data;
  try {
    const result = await run(install, caller, method, params ?? {});
    return id === undefined ? undefined : { id, jsonrpc: '2.0', result: result ?? null };
  } catch (error) {
    return id === undefined ? undefined : failure(id, toRpcError(error));
  }
}

const DatabaseId = z.object({ database_id: z.int() });

/** Runs one method in the order that the recordings show: gate, collaborator, parameters, then the method. */
async function run(
  install: Install,
  caller: Caller,
  name: string,
  given: unknown[] | Record<string, unknown>,
): Promise<unknown> {
  const method = install.methods.get(name);
  if (!method) throw new RpcError(CODES.methodNotFound, `Method not found: "${name}"`);
  const call = new Call(install, name, caller.user, caller.session, caller.batched);
  return method.run(call, await admit(method, call, given));
}

/**
 * Looks at whether a method may be called so, before it runs.
 * @returns the parameters, parsed
 * @throws RpcError as the endpoint answers: for the caller, a missing collaborator, wrong parameters
 */
export async function admit(
  method: AnyMethod,
  call: Call,
  given: unknown[] | Record<string, unknown>,
): Promise<unknown> {
  const { user, method: name } = call;
  if (method.gate !== 'none' && !user) throw authenticationFailed(name);
  if (method.gate === 'admin' && !user?.is_superuser) throw authenticationFailed(name);
  const named = Array.isArray(given) ? {} : given;
  if ('database_id' in named && typeof named.database_id !== 'number') {
    throw new RpcError(CODES.badValue, "ValueError: Field 'id' expected a number");
  }
  if (method.collaborator && (method.adminsToo || !user?.is_superuser)) {
    const scope = DatabaseId.safeParse(named);
    if (!scope.success) throw new RpcError(CODES.missingKey, "KeyError: 'database_id'");
    await call.requireCollaborator(scope.data.database_id);
  }
  if (Array.isArray(given) && given.length > 0) {
    throw new RpcError(CODES.badArguments, `TypeError: ${name}() takes no positional arguments`);
  }
  const params = method.params.safeParse(named);
  if (!params.success) {
    const issue = params.error.issues[0];
    throw new RpcError(
      CODES.badArguments,
      `TypeError: ${name}() argument "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'wrong'}`,
    );
  }
  return params.data;
}
