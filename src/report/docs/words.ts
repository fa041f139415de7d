import { lowerFirst } from '../../plan/title';
import type { Expectation, Reason, Rule } from '../../plan/types';
import type { CellVerdict } from '../../record/schema';

/** `a`, `a and b`, `a, b and c`. */
export function listOf(items: readonly string[], word: 'and' | 'or' = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a rule's title says that somebody does, as it follows `can`: `change their own password`. */
export const deedOf = ({ title }: Rule): string =>
  lowerFirst(title)
    .replaceAll(/\bthe own\b/g, 'their own')
    .replaceAll(/\ban own ([\w-]+)/g, 'a $1 of their own')
    .replaceAll(/\boneself\b/g, 'themselves');

const REASONS: Record<Reason, string> = {
  login: 'they have to sign in first',
  admin: 'Mathesar keeps it for admins',
  collaborator: 'Mathesar keeps it for collaborators of the database',
  privilege: 'they lack the privilege in PostgreSQL',
  refused: 'Mathesar refuses it',
  'not-found': 'Mathesar answers that there is no such thing',
  silent: 'nothing comes of it, although no refusal is shown',
};

/** Why somebody is refused, as a clause; undefined where the plan leaves it open. */
export function reasonOf(expected: Expectation | undefined): string | undefined {
  const reason = expected?.kind === 'deny' ? expected.reason : undefined;
  return reason && REASONS[reason];
}

/** What follows `Viewers cannot`: why. */
export function becauseOf(expected: Expectation | undefined): string {
  if (expected?.kind === 'hide') return ', and are not told whether it exists';
  const reason = reasonOf(expected);
  return reason === undefined ? '' : `: ${reason}`;
}

/** How a known gap shows; `does` is what the rule is about, such as `add a record (REC-04)`. */
const GAPS: Partial<Record<CellVerdict, (people: string, does: string, what: string) => string>> = {
  breach: (people, does) => `${people} should not be able to ${does}, but can today`,
  disclosure: (people, does, what) => `${people} can learn more than they may know${what} when they ${does}`,
  leak: (people, does) =>
    `When they try to ${does}, ${people} can tell what exists, which should stay hidden`,
  stale: (people, does) => `${people} should not be able to ${does}, but can for a while after the change`,
  'side effect': (people, does, what) => `When they ${does}, ${people} change more than that today${what}`,
  'over-restriction': (people, does) => `${people} should be able to ${does}, but cannot today`,
  ineffective: (people, does) =>
    `${people} should be able to ${does}, but today the answer is OK and not all of it happens`,
  'hidden but allowed': (people, does, what) =>
    `${people} can ${does}, but the page does not offer it${what}`,
  'silent no-op': (people, does) =>
    `When they try to ${does}, ${people} should be refused, but today the answer is OK and nothing happens`,
  'offered but refused': (people, does, what) =>
    `${people} cannot ${does}, but the page offers it today${what}`,
  'unexpected control': (people, does, what) =>
    `When they ${does}, ${people} should not find all that the page has today${what}`,
  'wrong reason': (people, does) =>
    `When they try to ${does}, ${people} should be told another reason for the refusal`,
  inconclusive: (people, does) =>
    `When they try to ${does}, ${people} should get an answer, but it fails today`,
};

/**
 * A known gap as a sentence without its full stop.
 * @param judged what the run saw
 * @param what effects or controls, empty where the gap names none
 */
export function writeGap(
  judged: CellVerdict | undefined,
  people: string,
  does: string,
  what: readonly string[],
): string {
  const write = judged && GAPS[judged];
  const named = what.length > 0 ? ` (${what.join(', ')})` : '';
  return upperFirst(write ? write(people, does, named) : `${people}, ${does}: ${judged ?? 'unknown'}`);
}
