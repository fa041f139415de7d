import { changedFields, isSame, type Change, type Entry, type Fields } from './snapshot';

/** In place of a value: the field changes, to whatever. */
export const ANY = Symbol('any value');

/** One thing that an attempt does when it is allowed. */
export type Stated =
  /** An entry that is there: these fields get these values, and all others stay. Without fields, it goes. */
  | { does: 'change' | 'remove'; part: string; key: string; fields: Fields }
  /** New entries with these fields, below a key or of something that they need. */
  | ({ does: 'add'; part: string; fields: Fields } & Required<Where> & { whole: boolean })
  /** Something in a part, or below a key of it. */
  | { does: 'anything'; part: string; within: string; must: boolean };

/** These fields of an entry that is there get these values; all others stay. */
export const change = (part: string, key: string, fields: Fields): Stated => ({
  does: 'change',
  ...{ part, key, fields },
});

/** An entry goes, with all that belongs to it or needs it. */
export const remove = (part: string, key: string): Stated => ({ does: 'remove', part, key, fields: {} });

/** `within`: the key that new entries belong to; `needs`: of what they need to exist; `count`: how many, else one. */
interface Where {
  within?: string;
  needs?: string;
  count?: number;
}

/** Entries are added, with all that belongs to them. @param fields what the attempt sets; the others are the install's */
export const add = (
  part: string,
  fields: Fields,
  { within = '', needs = '', count = 1 }: Where = {},
): Stated => ({
  does: 'add',
  ...{ part, within, needs, fields, count, whole: false },
});

/** As {@link add}, and all fields that are not stated stay empty. */
export const addWhole = (part: string, fields: Fields, where: Where = {}): Stated =>
  ({ ...add(part, fields, where), whole: true }) as Stated;

/** What may change besides, and need not: give the reason beside it. */
export const may = (part: string, within = ''): Stated => ({ does: 'anything', part, within, must: false });

/** Something in a part changes, whatever it is. */
export const something = (part: string, within = ''): Stated => ({
  does: 'anything',
  part,
  within,
  must: true,
});

/** Whether something must happen, not only may. */
export const isCertain = (one: Stated): boolean => one.does !== 'anything' || one.must;

/** A statement, of which the name of a part is the short form: something in it changes. */
export const inFull = (changes: string | readonly Stated[]): readonly Stated[] =>
  typeof changes === 'string' ? [something(changes)] : changes;

/** What an attempt did, held against what it states. */
export interface Difference {
  /** The changes that nothing stated covers. */
  besides: Change[];
  /** The first stated thing that did not happen. */
  undone: Stated | undefined;
}

/** Compares all changes that a witness saw with all that an allowed attempt states. */
export function differenceFrom(stated: readonly Stated[], changes: readonly Change[]): Difference {
  const covered = new Map<Change, readonly string[] | 'whole'>();
  const [done, undone]: [Stated[], Stated[]] = [[], []];
  for (const one of stated) {
    const hits = changes.filter((seen) => !covered.has(seen) && isHit(one, seen));
    const wanted = one.does === 'add' ? hits.slice(0, one.count) : hits;
    for (const hit of wanted) covered.set(hit, one.does === 'change' ? fieldsOf(one, hit) : 'whole');
    const missing = one.does === 'add' ? wanted.length < one.count : !wanted.some((hit) => isWhole(one, hit));
    if (isCertain(one)) (missing ? undone : done).push(one);
  }
  const implied = new Implied(stated, changes, covered);
  const besides = changes.filter((seen) => {
    const known = covered.get(seen);
    if (known === 'whole' || implied.covers(seen)) return false;
    if (seen.now?.failed && stated.some(({ part }) => part === seen.part)) return false;
    return changedFields(seen).some((name) => !known?.includes(name)) || known === undefined;
  });
  // A part that could not be read back tells nothing, if another one tells that the attempt worked.
  const unread = new Set(changes.flatMap(({ part, now }) => (now?.failed ? [part] : [])));
  const seenUndone = undone.find(({ part }) => !unread.has(part));
  return { besides, undone: seenUndone ?? (done.length > 0 ? undefined : undone[0]) };
}

const isWithin = (key: string, within: string) =>
  within === '' || key === within || key.startsWith(`${within}/`);

function isHit(one: Stated, { part, key, was, now }: Change): boolean {
  if (one.part !== part) return false;
  switch (one.does) {
    case 'anything':
      return isWithin(key, one.within);
    case 'remove':
      return key === one.key && was !== undefined && now === undefined;
    case 'change':
      return (
        key === one.key && now !== undefined && changedFields({ was, now }).some((name) => name in one.fields)
      );
    case 'add':
      return was === undefined && now !== undefined && isWithin(key, one.within) && holds(one, now);
  }
}

/** Whether a new entry is as stated. */
function holds({ fields, whole, needs: needed }: Extract<Stated, { does: 'add' }>, entry: Entry): boolean {
  const { fields: seen, needs } = entry;
  if (needed !== '' && !needs?.includes(needed)) return false;
  const right = Object.entries(fields).every(([name, value]) => value === ANY || isSame(value, seen[name]));
  return right && (!whole || Object.keys(seen).every((name) => name in fields));
}

/** Whether an entry has all the values that are stated. */
const isWhole = (one: Stated, hit: Change) =>
  one.does !== 'change' || fieldsOf(one, hit).length === Object.keys(one.fields).length;

/** The stated fields of an entry that changed as stated. */
function fieldsOf({ fields }: { fields: Fields }, { now }: Change): string[] {
  return Object.entries(fields)
    .filter(([name, value]) => value === ANY || isSame(value, now?.fields[name]))
    .map(([name]) => name);
}

/** What follows from stated changes: with an object comes and goes what belongs to it. */
class Implied {
  private readonly gone = new Set<string>();
  private readonly come = new Set<string>();
  /** Columns whose values come, go or are written otherwise. */
  private readonly columns = new Set<string>();

  constructor(stated: readonly Stated[], changes: readonly Change[], covered: ReadonlyMap<Change, unknown>) {
    for (const [{ part, key, was, now }] of covered) {
      const optional = stated.some((one) => one.does === 'anything' && one.part === part);
      if (!now && !optional) this.gone.add(key);
      if (!was && !optional) this.come.add(key);
    }
    for (const one of stated)
      if (one.does === 'change' && one.part === 'columns' && 'type' in one.fields) this.columns.add(one.key);
    // What needs what is gone is gone as well, and so on.
    for (let known = -1; known < this.gone.size;) {
      known = this.gone.size;
      for (const { key, was, now } of changes)
        if (was && !now && [key, ...(was.needs ?? [])].some((each) => this.isIn(this.gone, each)))
          this.gone.add(key);
    }
  }

  covers(seen: Change): boolean {
    const { key, was, now } = seen;
    if (was && !now) return this.isIn(this.gone, key);
    if (!was && now) return now.byDefault !== false && this.isIn(this.come, key);
    return changedFields(seen).every((name) => this.isOfColumn(key, name));
  }

  /** Whether a field of a row is that of a column that comes or goes. */
  private isOfColumn(row: string, attnum: string): boolean {
    if (!row.includes('/r')) return false;
    const column = row.replace(/\/r.*/, `/c${attnum}`);
    return this.gone.has(column) || this.come.has(column) || this.columns.has(column);
  }

  /** Whether a key, or one that it belongs to, is in a set. */
  private isIn(keys: ReadonlySet<string>, key: string): boolean {
    if (keys.has(key)) return true;
    const slash = key.lastIndexOf('/');
    return slash > 0 && this.isIn(keys, key.slice(0, slash));
  }
}
