import type { Client } from '../client';
import type { Entry as Seen, Fields } from '../snapshot';

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

/** What one entry of an answer shows. */
export type Say = (entry: Entry, params: Call['params']) => Omit<Seen, 'part'>[];

/** What a part shows. A failed call is seen too: a witness must not read a failure as "nothing there". */
export function seenIn(part: string, answers: readonly Answer[], say: Say): Seen[] {
  return answers.flatMap(({ call: { method, params }, entries, code }) => {
    const seen =
      code === undefined
        ? entries.flatMap((entry) => say(entry, params))
        : [
            {
              key: `${method} answered ${String(code)} to ${JSON.stringify(params)}`,
              fields: {},
              failed: true as const,
            },
          ];
    return seen.map((each) => ({ part, ...each }));
  });
}

/** The failure that a key of {@link seenIn} tells: `records.list answered -30101`; undefined for any other key. */
export const failureIn = (key: string): string | undefined => /^\S+ answered -?\d+(?= to \{)/.exec(key)?.[0];

/** Says one thing of each entry. @param needs keys of what it needs to exist */
export const one =
  (
    key: (entry: Entry, params: Call['params']) => string,
    fields: (entry: Entry) => Fields = whole,
    needs: (entry: Entry, params: Call['params']) => string[] = () => [],
  ): Say =>
  (entry, params) => [{ key: key(entry, params), fields: fields(entry), needs: needs(entry, params) }];

/** Some fields of an entry, by the names that both witnesses use. */
export const named =
  (names: Readonly<Record<string, string>>) =>
  (entry: Entry): Fields =>
    Object.fromEntries(Object.entries(names).map(([name, there]) => [name, entry[there]]));

/** Fields that change by themselves or depend on the reader. */
const NO_EFFECT = ['created_at', 'updated_at', 'current_role_owns', 'current_role_priv', 'has_dependents'];

/** A whole entry. */
export const whole = (entry: Entry): Fields =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => !NO_EFFECT.includes(name)));
