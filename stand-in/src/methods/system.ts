import { z } from 'zod';
import { CODES, RpcError } from '../errors';
import { method, type AnyMethod } from '../method';
import type { Call } from '../call';

const ofMethod = z.object({ method_name: z.string() });

/** The method that a call asks about. */
function askedMethod(call: Call, name: string): AnyMethod {
  const found = call.install.methods.get(name);
  if (found) return found;
  throw new RpcError(CODES.methodNotFound, `Method not found: "${name}"`);
}

/** How Python calls the types of JSON. */
const TYPES: Record<string, string> = {
  integer: 'int',
  boolean: 'bool',
  string: 'str',
  array: 'list',
  object: 'dict',
};

/** The parameters of a method: their names, and their types as far as JSON has one. */
function parametersOf({ params }: AnyMethod): { name: string; type: string }[] {
  const { properties = {} } = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    type:
      typeof property === 'object' && typeof property.type === 'string'
        ? (TYPES[property.type] ?? 'Any')
        : 'Any',
  }));
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
      const names = parametersOf(askedMethod(call, method_name)).map(({ name }) => name);
      return Promise.resolve(
        names.length === 0 ? '' : `<p>Args:${names.map((name) => `     ${name}: A parameter.`).join('')}</p>`,
      );
    },
  }),
  'system.methodSignature': method({
    gate: 'none',
    params: ofMethod,
    run(call, { method_name }) {
      const types = parametersOf(askedMethod(call, method_name)).map(({ type }) => type);
      return Promise.resolve([['Any', ...types]]);
    },
  }),
};
