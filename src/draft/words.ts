const VERBS: Partial<Record<string, string>> = {
  get: 'Read',
  patch: 'Change',
  set: 'Set',
  search: 'Search',
  list: 'List',
};
/** After these, several are meant. */
const OF_MANY = new Set(['list', 'search']);
const PREPOSITIONS = new Set(['with', 'for', 'from', 'to', 'by', 'in']);

/** The last word of a method or an action when it only reads. */
const READS = /\.(list|get|search|view|run|suggest|open|read|download)(_\w+)?$/;

/** Whether a call, by its name, only reads. */
export const soundsLikeReading = (name: string): boolean => READS.test(name) || name.startsWith('GET ');

/**
 * A rule's sentence from the words of a call: `records.add` → `Add a record`, `tables.privileges.list_direct` → `List
 * direct privileges of a table`.
 * @param text the call as the plan writes it, with its arguments
 */
export function sentenceOf(text: string): string {
  const [, name = text, args] = /^([^(]+?)\s*(?:\((.*)\))?$/s.exec(text) ?? [];
  const nouns = name
    .replace(/^[A-Z]+ |\/$/g, '')
    .split(/[./]/)
    .filter((word) => word !== '');
  const [verb = '', ...rest] = (nouns.pop() ?? '').split('_');
  const things = nouns.map((noun) => noun.replaceAll('_', ' '));
  const main = things.pop() ?? '';
  const of = things
    .map((noun) => ` of ${a(singular(noun))}`)
    .reverse()
    .join('');
  const what = OF_MANY.has(verb) ? main : a(singular(main));
  const said = VERBS[verb] ?? verb.charAt(0).toUpperCase() + verb.slice(1);
  const words = rest.join(' ');
  const sentence =
    main === ''
      ? [said, words]
      : words === ''
        ? [said, what + of]
        : PREPOSITIONS.has(rest[0] ?? '')
          ? [said, what + of, words]
          : OF_MANY.has(verb) && things.length > 0
            ? [said, words, main + of]
            : [said, words, `of ${what}${of}`];
  return `${sentence.join(' ').trim()}${args === undefined ? '' : ` (${args})`}`;
}

const singular = (noun: string) =>
  noun.endsWith('ies') ? `${noun.slice(0, -3)}y` : noun.replace(/(?<![isu])s$/, '');

const a = (noun: string) => (noun === '' ? '' : `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`);

/**
 * The next free ID of an area: `REC-20` after `REC-19`.
 * @param own IDs of the area's rules, which tell how its IDs begin
 * @param all IDs of the plan
 */
export function nextId(area: string, own: readonly string[], all: Iterable<string>): string {
  const taken = new Set(all);
  const [, prefix = prefixFor(area, taken), digits = '00'] = /^(.*?)(\d+)$/.exec(own.at(-1) ?? '') ?? [];
  const numbers = [...taken].flatMap((id) =>
    id.startsWith(prefix) && /^\d+$/.test(id.slice(prefix.length)) ? Number(id.slice(prefix.length)) : [],
  );
  return `${prefix}${String(Math.max(0, ...numbers) + 1).padStart(digits.length, '0')}`;
}

/** As few letters of the area, three or more, as no other area's IDs begin with. */
function prefixFor(area: string, taken: ReadonlySet<string>): string {
  const letters = area.replace(/[^a-z]/gi, '').toUpperCase();
  for (let length = 3; length < letters.length; length++) {
    const prefix = `${letters.slice(0, length)}-`;
    if (![...taken].some((id) => id.startsWith(prefix))) return prefix;
  }
  return `${letters}-`;
}
