import { isDeepStrictEqual } from 'node:util';

/** Fields of an entry by name; empty ones are left out. Rows have the attribute numbers of their columns as names. */
export type Fields = Readonly<Record<string, unknown>>;

/** One thing that a witness sees. */
export interface Entry {
  /** The kind of thing, as reports and known gaps name it: `rows:books`, `table privileges`, `users`. */
  part: string;
  /**
   * What tells it from all others of its part, below what it belongs to: table `t8`, its column `t8/c2`, its row `t8/r1`;
   * see src/target/keys.ts.
   */
  key: string;
  /** Keys of what it also needs to exist: a collaborator's account, a constraint's columns. */
  needs?: readonly string[] | null;
  fields: Fields;
  /** Not a thing, but a call that failed: what it would have told is not known. */
  failed?: true;
  /** A privilege that PostgreSQL gives with a new object of that kind, by default. */
  byDefault?: boolean | null;
}

/** The real state at one moment: part → its entries by key. */
export type Snapshot = ReadonlyMap<string, ReadonlyMap<string, Entry>>;

/** One entry that differs between two snapshots. */
export interface Change {
  part: string;
  key: string;
  /** Undefined for a new one. */
  was?: Entry | undefined;
  /** Undefined for one that is gone. */
  now?: Entry | undefined;
}

/** Entries by part and key, in a fixed order; those that nothing tells apart are counted. */
export function snapshotOf(entries: readonly Entry[]): Snapshot {
  const parts = new Map<string, Map<string, Entry>>();
  for (const found of entries) {
    const { part, key } = found;
    const known = parts.get(part) ?? new Map<string, Entry>();
    parts.set(part, known);
    let free = key;
    for (let count = 2; known.has(free); count += 1) free = `${key}#${String(count)}`;
    const filled = Object.entries(found.fields).filter(([, value]) => value !== null && value !== undefined);
    known.set(free, { ...found, key: free, fields: Object.fromEntries(filled) });
  }
  return parts;
}

/** The differences between two snapshots of the same scope, sorted by part and key; empty if there are none. */
export function changesBetween(before: Snapshot, after: Snapshot): Change[] {
  if (before === after) return [];
  const parts = [...new Set([...before.keys(), ...after.keys()])].sort();
  const all = parts.flatMap((part) => {
    const [old, young] = [before.get(part), after.get(part)];
    const keys = [...new Set([...(old?.keys() ?? []), ...(young?.keys() ?? [])])].sort();
    return keys.flatMap((key) => {
      const [was, now] = [old?.get(key), young?.get(key)];
      if (was && now && isAlike(was.fields, now.fields)) return [];
      return changedFields({ was, now }).length > 0 || !was || !now ? [{ part, key, was, now }] : [];
    });
  });
  return all.filter((one) => !isRow(one) || !all.some((other) => isRow(other) && isMove(one, other)));
}

/** Whether all fields are plainly the same, as nearly always: it is asked of everything after every attempt. */
function isAlike(one: Fields, other: Fields): boolean {
  for (const name in one) if (one[name] !== other[name]) return false;
  for (const name in other) if (!(name in one)) return false;
  return true;
}

/** The part of rows has the name of their table, which may change. */
const isRow = ({ part }: Change) => part.startsWith('rows:');

/** Whether one entry went, and the same came in another part. */
const isMove = (one: Change, other: Change) =>
  one.key === other.key &&
  one.part !== other.part &&
  changedFields({ was: one.was ?? other.was, now: one.now ?? other.now }).length === 0;

/** Names of the fields that differ. */
export function changedFields({ was, now }: Pick<Change, 'was' | 'now'>): string[] {
  const names = new Set([...Object.keys(was?.fields ?? {}), ...Object.keys(now?.fields ?? {})]);
  return [...names].filter((name) => !isSame(was?.fields[name], now?.fields[name]));
}

/** Whether two values of a field are the same; SQL and the API write some numbers, and the order of fields, differently. */
export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || asText(one) === asText(other) || isDeepStrictEqual(one, other);

/** A value as text; empty where there is none. */
export const asText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** Names of the parts that changed, each once. */
export const partsIn = (changes: readonly Change[]): string[] => [
  ...new Set(changes.map(({ part }) => part)),
];
