import type { Client } from '../client';
import type { Line } from '../witness';

/** An object of an answer. */
export type Entry = Record<string, unknown>;

/** One call that reads. */
export interface Call {
  method: string;
  params: Record<string, unknown>;
}

/** What a call found, or the code by which it failed. */
export interface Answer {
  call: Call;
  entries: readonly Entry[];
  code?: number;
}

/** Sends several calls as one request. @throws InstallError without an answer */
export async function ask(client: Client, calls: readonly Call[]): Promise<Answer[]> {
  if (calls.length === 0) return [];
  const answers = await client.batch(calls);
  return calls.map((call, index) => {
    const answer = answers[index];
    if (answer?.ok) return { call, entries: entriesOf(answer.result) };
    return { call, entries: [], code: answer?.code ?? 0 };
  });
}

function entriesOf(result: unknown): Entry[] {
  const results = isEntry(result) && Array.isArray(result.results) ? result.results : result;
  return (Array.isArray(results) ? results : [results]).filter(isEntry);
}

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null;

/** The lines of one entry of an answer. */
export type Say = (entry: Entry, params: Call['params']) => string[];

/** The lines of a part. A failed call is a line too: a witness must not read a failure as "nothing there". */
export function linesOf(part: string, answers: readonly Answer[], say: Say): Line[] {
  return answers.flatMap(({ call: { method, params }, entries, code }) => {
    const lines =
      code === undefined
        ? entries.flatMap((entry) => say(entry, params))
        : [`${method} answered ${String(code)} to ${JSON.stringify(params)}`];
    return lines.map((line) => ({ part, line }));
  });
}

/** The failure that a line of {@link linesOf} tells: `records.list answered -30101`; undefined for any other line. */
export const failureIn = (line: string): string | undefined =>
  /^\S+ answered -?\d+(?= to \{)/.exec(line)?.[0];

/** Lines about an object, by the parameter that names it. */
export const of =
  (object: string, say: Say): Say =>
  (entry, params) =>
    say(entry, params).map((line) => `${String(params[object])} ${line}`);

/** Some fields of an entry as one line. */
export const fields =
  (...names: readonly string[]) =>
  (entry: Entry): string[] => [names.map((name) => JSON.stringify(entry[name])).join(' ')];

/** Fields that change by themselves or depend on the reader. */
const NO_EFFECT = ['created_at', 'updated_at', 'current_role_owns', 'current_role_priv', 'has_dependents'];

/** A whole entry as one line. */
export const whole = (entry: Entry): string[] => [
  JSON.stringify(Object.fromEntries(Object.entries(entry).filter(([name]) => !NO_EFFECT.includes(name)))),
];
