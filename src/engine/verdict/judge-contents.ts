import type { KnownControl } from '../../plan/known-controls';
import type { Expectation } from '../../plan/types';
import type { Observation } from '../attempt';
import { judge, type Judgement } from './judge';

/** Something on a page that a mouse or a keyboard can activate. */
export interface Activatable {
  /** Its role for assistive technology, e.g. `button`; `generic` for what only listens for clicks. */
  role: string;
  /** Its accessible name. */
  name: string;
  /** Where a link leads; without the install's own address. */
  href?: string;
  /** The part of the page it is in, e.g. `main`. */
  region: string;
  /** How it is reached, e.g. `shown`, `off the screen`. */
  how: string;
}

/** What the judgement of a page's contents refers to. */
export interface KnownContents {
  /** The page, as the plan names it. */
  page: string;
  /** The role of the plan whose page it is. */
  role: string;
  known: readonly KnownControl[];
  /** The page that an address leads to; undefined for one that is no page. */
  pageAt: (href: string) => string | undefined;
  /** Whether the plan lets the role open a page. */
  mayOpen: (page: string) => boolean;
}

/** Something on a page that the plan does not let its user have. */
export interface Unexpected {
  seen: Activatable;
  why: string;
  /** The plan knows nothing of it, for no role. */
  isUnknown?: true;
}

/**
 * Holds what can be activated on a page against what the plan knows: a known control is for its roles, a link for those
 * who may open the page that it leads to. Everything else is unexpected.
 * @returns one entry for each role and name
 */
export function unexpectedOn(contents: readonly Activatable[], against: KnownContents): Unexpected[] {
  const found = new Map<string, Unexpected>();
  for (const seen of contents) {
    const why = whyUnexpected(seen, against);
    const key = titleOf(seen);
    if (why === undefined || found.has(key)) continue;
    found.set(key, { seen, why, ...(why === UNKNOWN && { isUnknown: true }) });
  }
  return [...found.values()];
}

/** `button "Delete Record"` */
export const titleOf = ({ role, name }: Pick<Activatable, 'role' | 'name'>): string => `${role} "${name}"`;

const UNKNOWN = 'the plan knows nothing of it';

function whyUnexpected(
  seen: Activatable,
  { page, role, known, pageAt, mayOpen }: KnownContents,
): string | undefined {
  const rows = known.filter(
    (row) =>
      row.role === seen.role &&
      (row.pages?.includes(page) ?? true) &&
      (row.region ?? seen.region) === seen.region &&
      patternOf(row.name).test(seen.name),
  );
  if (rows.some(({ roles }) => roles?.has(role) ?? true)) return undefined;
  const leadsTo = seen.href === undefined ? undefined : pageAt(seen.href);
  if (leadsTo !== undefined && mayOpen(leadsTo)) return undefined;
  if (leadsTo !== undefined) return `it leads to the ${leadsTo}, which ${role} may not open`;
  const [row] = rows;
  return row ? `not for ${role}: ${row.why}` : UNKNOWN;
}

const patternOf = (name: string): RegExp =>
  new RegExp(
    `^${name
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );

/**
 * Judges a page as a rule about it, and then what is on it.
 * @param seen whether the page was shown or refused
 * @param proven whether the page was shown to an allowed role in this run; needed for denials only
 */
export function judgeContents(
  expected: Expectation,
  seen: Observation,
  unexpected: readonly Unexpected[],
  proven: boolean,
): Judgement {
  const asPage = judge(expected, seen, proven);
  if (unexpected.length === 0 || !['pass', 'unproven'].includes(asPage.verdict)) return asPage;
  const effects = unexpected.map((each) => `${each.seen.role} ${each.seen.name}`.trim());
  return {
    ...{ verdict: 'unexpected control', effects },
    why: `${unexpected.map((each) => titleOf(each.seen)).join(', ')} can be activated`,
  };
}
