import { writeOutcome } from '../engine/verdict/evidence';
import { writeExpectation } from '../plan/expectation';
import type { Cell, Rule } from '../plan/types';
import type { Outcome } from '../target/outcome';
import type { Actor } from './actor';
import { linksOf, type Link } from './links';
import { Scratch, type Means, type Trial } from './scratch';
import { smallest } from './search';
import { writeStatement, type Statement } from './statement';

/** Why a cell is as it is, and what would turn it. Names are without the prefixes of run and world. */
export interface Explanation {
  rule: string;
  role: string;
  title: string;
  action: string;
  /** The plan's place, `file:line:column`. */
  place: string;
  expected: string;
  /** The outcome in short. */
  answered: string;
  because: string;
  links: Link[];
  turn: Turn;
}

/** What came of the search for the smallest statements. */
export type Turn = {
  /** In the order in which they were made. None of them can be left out. */
  statements: string[];
  /** How often the cell was tried. */
  tries: number;
  ms: number;
} & (
  | { kind: 'turned'; to: 'allowed' | 'denied' }
  /** What it was denied for is gone; what is answered then is the answer to a role that comes as far. */
  | { kind: 'past'; then: string; as: string | undefined }
  | { kind: 'none'; why: string }
);

/**
 * Explains one cell over the API: as it is, and by trial in scratch worlds what would turn it.
 * @throws whatever the engine throws when the cell can not be tried
 */
export async function explain(means: Means, rule: Rule, cell: Cell): Promise<Explanation> {
  const started = performance.now();
  const scratch = new Scratch(means, rule, cell);
  try {
    const first = await scratch.untouched();
    const links = await linksOf(means.databases, first.actor, {
      request: first.seen.request,
      message: messageOf(first.seen.outcome),
      prefix: means.state.prefix,
      world: first.prefix,
    });
    const found = first.turned ? undefined : await smallest(scratch, first);
    const as =
      found && !found.seen.turned && found.parts.length > 0
        ? await whoComesAsFar(means, rule, cell, found.seen)
        : undefined;
    const turn = first.turned
      ? await revoke(means, rule, cell)
      : turnOf(found?.parts ?? [], found?.seen ?? first, as, scratch);
    const { file, line, column } = cell.position;
    return {
      rule: rule.id,
      role: cell.role,
      title: rule.title,
      action: rule.action.text,
      place: `${file}:${String(line)}:${String(column)}`,
      expected: writeExpectation(cell.expectation),
      answered: scratch.readable(writeOutcome(first.seen.outcome)),
      because: scratch.readable(reasonOf(first)),
      links: links.map(({ link, found: what }) => ({
        link: scratch.readable(link),
        found: scratch.readable(what),
      })),
      turn: { ...turn, ms: Math.round(performance.now() - started) },
    };
  } finally {
    scratch.end();
  }
}

/** For what is allowed: the first of the smallest statements that ends it. */
async function revoke(means: Means, rule: Rule, cell: Cell): Promise<Turn> {
  const scratch = new Scratch(means, rule, cell, 'denied');
  try {
    const { parts, seen } = await smallest(scratch, await scratch.untouched());
    const of = {
      statements: parts.map((part) => writeStatement(part, scratch.readable)),
      tries: scratch.tries,
      ms: 0,
    };
    if (seen.turned) return { ...of, kind: 'turned', to: 'denied' };
    return {
      ...of,
      statements: [],
      kind: 'none',
      why: 'it rests on no privilege, membership, ownership or account that one statement could take',
    };
  } finally {
    scratch.end();
  }
}

function turnOf(parts: readonly Statement[], seen: Trial, as: string | undefined, scratch: Scratch): Turn {
  const of = {
    statements: parts.map((part) => writeStatement(part, scratch.readable)),
    tries: scratch.tries,
    ms: 0,
  };
  if (seen.turned) return { ...of, kind: 'turned', to: 'allowed' };
  const then = scratch.readable(writeOutcome(seen.seen.outcome));
  if (parts.length > 0) return { ...of, kind: 'past', then, as };
  return { ...of, kind: 'none', why: whyNone(seen) };
}

/** A role that is not refused at this place, and that is answered just so. */
async function whoComesAsFar(
  means: Means,
  rule: Rule,
  cell: Cell,
  { obstacle }: Trial,
): Promise<string | undefined> {
  const isRefusedHere = ({ expectation }: Cell) =>
    expectation.kind === 'deny' && REFUSED_BEFORE.includes(expectation.reason);
  const others = rule.cells.filter((other) => other.role !== cell.role && !isRefusedHere(other));
  for (const other of others) {
    const scratch = new Scratch(means, rule, other);
    try {
      if ((await scratch.untouched()).obstacle === obstacle) return other.role;
    } finally {
      scratch.end();
    }
  }
  return undefined;
}

const REFUSED_BEFORE: (string | undefined)[] = ['login', 'admin', 'collaborator', 'privilege'];

const messageOf = (outcome: Outcome): string => (outcome.kind === 'allowed' ? '' : outcome.message);

/** The first line of what the install said, without its SQLSTATE. */
const said = (outcome: Outcome): string => messageOf(outcome).split('\n')[0]?.trim() ?? '';

function reasonOf({ seen: { outcome }, turned, actor }: Trial): string {
  if (turned) return 'the witness saw the whole effect, so nothing on the way refuses it';
  if (outcome.kind === 'allowed')
    return 'Mathesar answers OK, and nothing of the effect is there: PostgreSQL did less than it was asked to';
  if (outcome.kind === 'error') return `an error, which is no refusal: ${said(outcome)}`;
  return REASONS[outcome.reason](actor, said(outcome));
}

const REASONS: Record<
  Extract<Outcome, { kind: 'denied' }>['reason'],
  (actor: Actor, said: string) => string
> = {
  login: () => 'nobody is signed in, so Mathesar asks no further',
  admin: ({ username = '' }) => `only administrators may call it, and "${username}" is none`,
  collaborator: ({ username, database, by }) =>
    by === 'form'
      ? 'the role that the form runs as is not stored any more, so Mathesar has none to connect as'
      : database === undefined
        ? 'Mathesar is connected to no database of that id'
        : `"${username ?? ''}" is no collaborator of "${database}", so Mathesar has no role to connect as`,
  privilege: ({ role = '' }, text) => `PostgreSQL refuses it to the role "${role}": ${text}`,
  refused: (_actor, text) => `a rule of Mathesar's own, which no privilege changes: ${text}`,
  'not-found': (_actor, text) => `what it is about is not where it is looked for: ${text}`,
};

function whyNone({ seen: { outcome }, actor }: Trial): string {
  const reason = outcome.kind === 'denied' ? outcome.reason : outcome.kind;
  switch (reason) {
    case 'login':
      return 'no statement does: whoever it is must sign in';
    case 'refused':
      return "no statement does: it is a rule of Mathesar's own";
    case 'not-found':
      return 'no statement does: the object is not there';
    case 'collaborator':
      return actor.database === undefined
        ? 'no statement does: Mathesar gives the id of a disconnected database to none other'
        : 'no statement does: without an account nobody is a collaborator';
    default:
      return 'none of the privileges, memberships, ownerships and attributes that were tried does';
  }
}
