import { z } from 'zod';
import type { ActionInfo } from '../plan/types';
import type { Effect } from '../target/effects';
import type { Client, HttpRequest } from '../target/client';
import type { Role } from '../roles';
import { paramsIn } from '../target/releases';
import type { Stated } from '../target/stated';
import type { World } from '../world/world';

/** What an attempt sends. */
export type Request =
  | {
      rpc: string;
      params: unknown;
      /** Sent in one request with other calls, after them; the outcome is that of this one. */
      batchedWith?: readonly { method: string; params: unknown }[];
    }
  | { http: HttpRequest }
  /** What a person did on a page. */
  | { page: string; control: string };

/** One attempt, ready to be sent. */
export interface Attempt {
  request: Exclude<Request, { page: string }>;
  /**
   * For reads: a text that only an answer with the guarded data holds, in every release; a pattern for a number. An
   * allowed answer must hold it, a denied one must not. Left out for changes and for reads whose answer is the effect (a count, a flag).
   */
  canary?: string | RegExp;
  /**
   * For changes: all that an allowed attempt changes, and all that it may change besides; see src/target/stated.ts and
   * ./effects.ts. Anything else that the witness sees change is a side effect.
   */
  changes?: readonly Stated[];
  /** What changes, where no call of the API tells it, such as `a password`: not tried without SQL. */
  onlyBySql?: string;
  /** Parts that a denied attempt may change without being a breach, with the reason beside it. */
  tolerated?: readonly string[];
  /** Sends as somebody else than the role's own account: a throw-away account of it that may be spent. */
  as?: Client;
  /**
   * Also look at what all attempts share (server entries, installation id). Such attempts wait for each other; see
   * {@link mayChangeShared}.
   */
  shared?: true;
  /** What it changes is not known: the witness looks at every part. */
  everything?: true;
  /**
   * Run right before the first look, when no other attempt on what is shared is under way. Returns what to run after
   * the last look.
   */
  prepare?: () => Promise<() => Promise<unknown>>;
}

/** What an action is given to build its attempt. */
export interface AttemptContext {
  world: World;
  role: Role;
  /**
   * Build the same attempt on objects that do not exist: {@link oid}, {@link id} and {@link token} then give
   * identifiers of nothing. A hidden object must answer exactly as a missing one.
   */
  missing: boolean;
  /** Passes the target's identifier through, or one of nothing. Wrap every identifier of the *target* in it. */
  oid(real: number): number;
  id(real: number): number;
  token(real: string): string;
}

/** A verb of the plan: how it is tried. */
export interface Action {
  info: ActionInfo;
  /** What an allowed attempt does beyond the objects of the run; such attempts are made only where that is allowed. */
  beyond?: Effect;
  /** It takes an install that nobody has set up yet, as its object or as its positive control. */
  needsNewInstall?: true;
  attempt(context: AttemptContext, args: Record<string, unknown>): Promise<Attempt>;
}

/** The areas of verbs that change what all attempts have in common. */
const SHARED = new Set(['analytics', 'servers']);

/** Whether attempts of a verb may be {@link Attempt.shared}: cells with it never run at the same time. */
export const mayChangeShared = (name: string): boolean => SHARED.has(name.split('.')[0] ?? '');

/**
 * A request as a release takes it. Actions and hand-written tests describe each call as the newest release takes it.
 * @param release the newest if undefined
 */
export function asTaken<R extends Attempt['request']>(release: string | undefined, request: R): R {
  if (!('rpc' in request)) return request;
  const { rpc, params, batchedWith } = request;
  const before = batchedWith?.map((call) => ({
    ...call,
    params: paramsIn(release, call.method, call.params),
  }));
  return {
    ...request,
    params: paramsIn(release, rpc, params),
    ...(before ? { batchedWith: before } : {}),
  };
}

export const MISSING_OID = 999_999_999;
export const MISSING_ID = 99_999_999;
export const MISSING_TOKEN = '00000000-0000-4000-8000-000000000000';

/**
 * The context of an attempt by a role in a world.
 * @param onNamed called for each identifier of the target that the attempt names
 */
export function contextFor(
  world: World,
  role: Role,
  { missing, onNamed }: { missing: boolean; onNamed?: () => void },
): AttemptContext {
  const named = <T>(real: T, nothing: T): T => {
    onNamed?.();
    return missing ? nothing : real;
  };
  return {
    world,
    role,
    missing,
    oid: (real) => named(real, MISSING_OID),
    id: (real) => named(real, MISSING_ID),
    token: (real) => named(real, MISSING_TOKEN),
  };
}

/**
 * Declares an action.
 *
 * @param name as the plan writes it; the RPC method's name where it is one
 * @param args zod shape of the arguments; every one needs a default
 * @param attempt builds the attempt: makes missing objects in the world and returns what to send
 * @param methods what the attempt exercises, if not just the method of that name
 */
export function action<Shape extends z.ZodRawShape>(
  name: string,
  args: Shape,
  attempt: (context: AttemptContext, args: z.output<z.ZodObject<Shape>>) => Promise<Attempt> | Attempt,
  methods: readonly string[] = [name],
): Action {
  const schema = z.strictObject(args);
  return {
    info: { name, args: schema, methods },
    attempt: async (context, given) => {
      const made = await attempt(context, schema.parse(given));
      return { ...made, request: asTaken(context.world.state.release, made.request) };
    },
  };
}

/**
 * The `database` argument of most actions: the world's own, one in which only the outsider (and the admin) is a
 * collaborator, used with identifiers of the world's objects, or none at all.
 */
export const databaseArg = { database: z.enum(['main', 'other', 'missing']).default('main') };

/** The id that a `database` argument stands for. */
export function databaseId({ world }: AttemptContext, which: 'main' | 'other' | 'missing'): number {
  if (which === 'missing') return MISSING_ID;
  return world.state.databases[which].id;
}
