import { z } from 'zod';
import type { Call } from '../../call';
import type { Install } from '../../install';
import { type Fault, type Wrapper, asOwner, guarded, reads, spared, wrapped } from '../fault';

/** Served as the role that owns the install when asked in one form; otherwise as the caller's own role. */
const asOwnerIf =
  (asked: (call: Call, params: unknown) => boolean): Wrapper =>
  (method) => ({
    ...method,
    run: (call, params) =>
      method.run(!spared(call) && call.user && asked(call, params) ? asOwner(call) : call, params),
  });

const given = (name: string) => (_call: Call, params: unknown) => {
  const value = (params as Record<string, unknown>)[name];
  return value !== undefined && value !== null && value !== false;
};

/** The parameters by which a method can be asked in another form: those that may be left out. */
function formsOf(params: z.ZodType): string[] {
  const shape = params instanceof z.ZodObject ? (params.shape as Record<string, z.ZodType>) : {};
  return Object.entries(shape).flatMap(([name, type]) => (type.safeParse(undefined).success ? [name] : []));
}

/** A read asked in one form, with a filter or in a batch for instance, is served as the owner. */
export const readFormFaults = (install: Install): Fault[] =>
  guarded(install)
    .filter(([name, { collaborator }]) => reads(name) && collaborator)
    .flatMap(([name, { params }]) => [
      ...formsOf(params).map((form) =>
        wrapped(
          'read-form',
          name,
          `asked with "${form}", runs as the owner’s role`,
          asOwnerIf(given(form)),
          form,
        ),
      ),
      wrapped(
        ...(['read-form', name, 'asked in a batch, runs as the owner’s role'] as const),
        asOwnerIf(({ batched }) => batched === true),
        'batch',
      ),
    ]);
