import type { z } from 'zod';
import type { Call } from './call';

/** Who may call a method at all: administrators, anyone logged in, or anyone. */
export type Gate = 'admin' | 'login' | 'none';

/** One method of the JSON-RPC endpoint. */
export interface Method<Params extends z.ZodType> {
  gate: Gate;
  /**
   * Whether a standard user must be a collaborator of `params.database_id` before anything else is looked at.
   * True for every `login` method but the few that belong to no database.
   */
  collaborator: boolean;
  /** Whether administrators must be collaborators too, as until 0.11.0. */
  adminsToo?: true;
  /** Unknown parameters are ignored unless the schema is strict. Checked after the gate and the collaborator. */
  params: Params;
  run(call: Call, params: z.output<Params>): Promise<unknown>;
}

/** A method whose parameters are known only at run time, as the dispatcher sees it. */
export type AnyMethod = Method<z.ZodType>;

/**
 * Declares the methods of one area, by name. The `collaborator` check follows from the gate unless given:
 * `login` methods have it.
 */
export function method<Params extends z.ZodType>(
  declaration: Omit<Method<Params>, 'collaborator'> & { collaborator?: boolean },
): AnyMethod {
  const { gate, collaborator = gate === 'login', params, run } = declaration;
  // The schema proves the parameters' type when the dispatcher has parsed them.
  return { gate, collaborator, params, run };
}
