import { alike, alikeCells, cellsIn, placeOf, type Alike } from '../../lock/alike';
import { keyOf, type LockedCell } from '../../lock/lock';
import { HEADINGS } from '../../lock/write-comparison';
import { RESULTS } from '../../record/schema';
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

/** How many roles, or controls, a line names. */
const MOST_NAMES = 8;

/** The parts of a comment, the most important first; those without lines too. */
export function sectionsOf(story: Story, options: Pick<CommentOptions, 'web' | 'commit'>): Section[] {
  const { differences, noted, replanned, added, seenFirst, gone, unseen, uncovered } = story;
  const told = new Set(differences.map(({ after }) => keyOf(after)));
  const section = (name: string, what: string, groups: readonly Alike[]): Section => ({
    ...{ name, what, cells: cellsIn(groups) },
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
      alikeCells(
        noted
          .filter((each) => each.note === note && !told.has(keyOf(each.cell)))
          .map(({ cell }) => cell)
          .toSorted(worstFirst),
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
    section('new in the plan', 'not in the baseline', alikeCells(added, seenOf)),
    section('seen for the first time', 'nothing was proven in the baseline', alikeCells(seenFirst, seenOf)),
    section('gone from the plan', 'in the baseline only', alikeCells(gone, seenOf)),
    section('could not be seen', 'seen in the baseline, and not proven now', alikeCells(unseen, verdictOf)),
  ].filter((each) => each !== undefined);
}

/** By verdict; else as they are. */
const worstFirst = (one: LockedCell, other: LockedCell) =>
  RESULTS.indexOf(one.verdict) - RESULTS.indexOf(other.verdict);

const verdictOf = ({ verdict, planned }: LockedCell) => `${code(verdict)}, the plan says ${code(planned)}`;

const seenOf = (cell: LockedCell): string => {
  if (!cell.seen) return 'unseen';
  const seen = code(writeWitnessed(cell.seen));
  return cell.verdict === 'pass' ? seen : `${seen}, ${verdictOf(cell)}`;
};

function writeGroup(
  { cell, surfaces, roles, text }: Alike,
  { web, commit }: Pick<CommentOptions, 'web' | 'commit'>,
): string {
  const rule = linked(`${cell.rule} ${cell.title}`, cell, web, commit);
  const place = rule.startsWith('[') ? [] : [code(placeOf(cell))];
  return [rule, listed(roles, 'roles'), listed(surfaces, 'controls'), ...place].join(' · ') + `: ${text}`;
}

/** Names in code spans; of many only some. */
function listed(names: readonly string[], what: string): string {
  const named = names.slice(0, MOST_NAMES).map((name) => code(name));
  const more = names.length - named.length;
  return [...named, ...(more > 0 ? [`${String(more)} more ${what}`] : [])].join(', ');
}
