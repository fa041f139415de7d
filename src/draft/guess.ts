import { z } from 'zod';
import type { Action, AttemptContext } from '../actions/action';
import { Client } from '../target/client';
import type { RunState } from '../target/state';
import { COLUMNS } from '../world/world';

/** A parameter of a method without an action, and the value that was sent. */
export interface GuessedParameter {
  name: string;
  /** As the install names it; empty where it tells none. */
  type: string;
  /** What was sent, in words or as JSON; undefined where it was left out. */
  value: string | undefined;
  why: string;
  /** The same as TypeScript, for an action. */
  code: string;
}

/** How a method without an action is called. */
export interface Guess {
  parameters: readonly GuessedParameter[];
  action: Action;
}

/** A value for a parameter, taken from the world of the attempt. */
interface Known {
  of: (context: AttemptContext) => unknown;
  words: string;
  code: string;
}

/** The row that every world has, and a column of its table that holds text. */
const [ROW, COLUMN] = [1, COLUMNS.books.title];

const KNOWN: readonly [name: RegExp, known: Known][] = [
  [
    /^database_id$/,
    { of: ({ world }) => world.databaseId, words: 'the database', code: 'context.world.databaseId' },
  ],
  [/^schema_oid$/, schema()],
  [/^(\w+_)?table_oid$/, table()],
  [/^record_id$/, constant(ROW, 'a row of the table')],
  [/^record_ids$/, constant([ROW], 'a row of the table')],
  [/^(\w+_)?(attnum|column_id)$/, constant(COLUMN, 'a column of the table')],
  [/^(\w+_)?(attnums|column_ids)$/, constant([COLUMN], 'a column of the table')],
  [/^limit$/, constant(10, 'a page')],
  [/^offset$/, constant(0, 'the first page')],
  [/^(\w+_)?name$/, constant('drafted', 'a new name')],
];

/** By the types that installs tell. */
const BY_TYPE: Partial<Record<string, Known>> = {
  int: constant(1, 'any number'),
  str: constant('drafted', 'any text'),
  list: constant([], 'an empty list'),
  dict: constant({}, 'nothing in it'),
};

/**
 * How to call a method that no action tries: by the names and types of its parameters, as the install tells them.
 * @throws InstallError without an answer
 */
export async function guessCall(method: string, state: RunState): Promise<Guess> {
  const client = new Client(state, undefined);
  const told = await Promise.all(
    ['system.methodSignature', 'system.methodHelp'].map((ask) => client.call(ask, { method_name: method })),
  );
  const [types, help] = told.map((answer) => (answer.ok ? answer.result : undefined));
  const named = parametersIn(types, help).map(({ name, type }) => {
    const known = KNOWN.find(([pattern]) => pattern.test(name))?.[1] ?? BY_TYPE[type];
    return { name, type, known };
  });
  const info = { name: method, args: z.strictObject({}), methods: [method] };
  return {
    parameters: named.map(({ name, type, known }) => ({
      ...{ name, type, value: known?.words, code: known?.code ?? 'undefined' },
      why: known ? 'by its name or type' : 'left out: neither its name nor its type tells a value',
    })),
    action: {
      info,
      attempt: (context) =>
        Promise.resolve({
          request: {
            rpc: method,
            params: Object.fromEntries(
              named.flatMap(({ name, known }) => (known ? [[name, known.of(context)]] : [])),
            ),
          },
          // What it changes, if anything, the witness must tell.
          everything: true,
        }),
    },
  };
}

const signatureSchema = z.array(z.array(z.string())).catch([]);

/**
 * The parameters that an install tells of: names from the section Args of a method's help, types from its signature, whose
 * first is that of the result.
 */
export function parametersIn(signature: unknown, help: unknown): { name: string; type: string }[] {
  const text = typeof help === 'string' ? help.replace(/<[^>]*>/g, '\n') : '';
  const [, args = ''] = /\bArgs:(.*?)(?:\n|$)/s.exec(text) ?? [];
  const names = [...args.matchAll(/(?:^|\s{2,})\*{0,2}(\w+):(?=\s)/g)].map(([, name = '']) => name);
  const types = (signatureSchema.parse(signature)[0] ?? []).slice(1).filter((type) => type !== 'undef');
  return names.map((name, index) => ({
    name,
    type: types.length === names.length ? (types[index] ?? '') : '',
  }));
}

function constant(value: unknown, words: string): Known {
  const code = JSON.stringify(value);
  return { of: () => value, words: `${code} (${words})`, code };
}

function schema(): Known {
  return {
    of: (context) => context.oid(context.world.schema.oid),
    words: 'the schema of the world',
    code: 'context.oid(context.world.schema.oid)',
  };
}

function table(): Known {
  return {
    of: (context) => context.oid(context.world.tables.books.oid),
    words: 'the table books of the world',
    code: 'context.oid(context.world.tables.books.oid)',
  };
}
