import { alike, placeOf, type Alike } from '../../lock/alike';
import type { LockedCell } from '../../lock/lock';
import { HEADINGS } from '../../lock/write-comparison';
import { CHANGES, writeWitnessed, type Change } from '../../record/witnessed';
import { code, linked } from './escape';
import type { Note, Story } from './story';
import type { CommentOptions } from './write-comment';

/** A part of a comment: how many cells it is about, and a line of Markdown for each group of them. */
export interface Section {
  name: string;
  what: string;
  cells: number;
  lines: string[];
}

const NOTED: Record<Note, string> = {
  'newly red': 'not as the plan says, and no known gap',
  'gap worse': 'fails otherwise than its known gap says',
  'newly green': 'as the plan says again',
  'gap closed': 'as the plan says: the known gap can go',
  'new gap': 'the plan says now that it fails',
};

/** How many roles a line names. */
const MOST_ROLES = 8;

/** The parts of a comment, the most important first; those without lines too. */
export function sectionsOf(story: Story, options: Pick<CommentOptions, 'web' | 'commit'>): Section[] {
  const { differences, noted, replanned, added, gone, unseen, uncovered } = story;
  const told = new Set<LockedCell>(differences.map(({ after }) => after));
  const section = (name: string, what: string, groups: readonly Alike[]): Section => ({
    ...{ name, what, cells: groups.reduce((sum, { roles }) => sum + roles.length, 0) },
    lines: groups.map((group) => writeGroup(group, options)),
  });
  const changed = (change: Change) =>
    section(
      change,
      HEADINGS[change],
      alike(
        differences.filter((each) => each.change === change),
        ({ after }) => after,
        ({ before, after, note }) =>
          [
            `${code(writeWitnessed(before.seen))} → ${code(writeWitnessed(after.seen))}`,
            ...(note === undefined ? [] : [`**${note}**`]),
            ...(after.verdict === 'pass' ? [] : [verdictOf(after)]),
          ].join(', '),
      ),
    );
  /** Those that no difference tells already. */
  const withNote = (note: Note) =>
    section(
      note,
      NOTED[note],
      alikeBy(
        noted.filter((each) => each.note === note && !told.has(each.cell)).map(({ cell }) => cell),
        verdictOf,
      ),
    );
  const list = (name: string, what: string, names: readonly string[]): Section => ({
    ...{ name, what, cells: names.length },
    lines: names.map((each) => code(each)),
  });
  const [loosened, tightened, other] = CHANGES.map(changed);
  return [
    loosened,
    withNote('newly red'),
    withNote('gap worse'),
    tightened,
    other,
    withNote('newly green'),
    withNote('gap closed'),
    withNote('new gap'),
    list('methods without a rule', 'nobody says who may call them', uncovered.methods),
    list('controls without a rule', 'nobody says who may use them', uncovered.controls),
    section(
      'changed in the plan',
      'what is expected, not what was seen',
      alike(
        replanned,
        ({ after }) => after,
        ({ before, after }) => `${code(before.planned)} → ${code(after.planned)}`,
      ),
    ),
    section('new in the plan', 'not in the baseline, or not seen there', alikeBy(added, seenOf)),
    section('gone from the plan', 'in the baseline only', alikeBy(gone, seenOf)),
    section('could not be seen', 'seen in the baseline, and not proven now', alikeBy(unseen, verdictOf)),
  ].filter((each) => each !== undefined);
}

const alikeBy = (cells: readonly LockedCell[], textOf: (cell: LockedCell) => string) =>
  alike(cells, (cell) => cell, textOf);

const verdictOf = ({ verdict, planned }: LockedCell) => `${code(verdict)}, the plan says ${code(planned)}`;

const seenOf = (cell: LockedCell): string => {
  if (!cell.seen) return 'unseen';
  const seen = code(writeWitnessed(cell.seen));
  return cell.verdict === 'pass' ? seen : `${seen}, ${verdictOf(cell)}`;
};

function writeGroup(
  { cell, surface, roles, text }: Alike,
  { web, commit }: Pick<CommentOptions, 'web' | 'commit'>,
) {
  const named = roles.slice(0, MOST_ROLES).map((role) => code(role));
  const more = roles.length > named.length ? [`${String(roles.length - named.length)} more roles`] : [];
  const rule = linked(`${cell.rule} ${cell.title}`, cell, web, commit);
  const place = code(placeOf(cell));
  return `${rule} ${[...named, ...more].join(', ')} · ${code(surface)}: ${text} · ${place}`;
}
