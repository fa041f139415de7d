import { z } from 'zod';
import { CODES, RpcError } from '../errors';
import { method, type AnyMethod } from '../method';
import type { Call } from '../call';

const ofMethod = z.object({ method_name: z.string() });

function requireMethod(call: Call, name: string): void {
  if (!call.install.methods.has(name)) {
    throw new RpcError(CODES.methodNotFound, `Method not found: "${name}"`);
  }
}

/** The protocol's own methods; open to everybody, as recorded. */
export const SYSTEM_METHODS: Record<string, AnyMethod> = {
  'system.listMethods': method({
    gate: 'none',
    params: z.object({}),
    run: (call) => Promise.resolve([...call.install.methods.keys()].sort()),
  }),
  'system.methodHelp': method({
    gate: 'none',
    params: ofMethod,
    run(call, { method_name }) {
      requireMethod(call, method_name);
      return Promise.resolve('');
    },
  }),
  'system.methodSignature': method({
    gate: 'none',
    params: ofMethod,
    run(call, { method_name }) {
      requireMethod(call, method_name);
      return Promise.resolve([]);
    },
  }),
};
