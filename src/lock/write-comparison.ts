import { CHANGES, writeWitnessed, type Change } from '../record/witnessed';
import { count, wrap } from '../text/terminal';
import { alike, alikeCells, cellsIn, placeOf, type Alike } from './alike';
import { isEqual, type Comparison, type Difference } from './compare';
import type { Lock, LockedCell } from './lock';
import { describeTarget } from './write-markdown';

export const HEADINGS: Record<Change, string> = {
  loosened: 'may do or see more than before',
  tightened: 'may do or see less than before',
  other: 'answered differently',
};

/** The differences of two locks, for a terminal of 80 columns. */
export function writeComparison(before: Lock, after: Lock, found: Comparison): string {
  const { compared, differences, unseen, untried, added, seenFirst, gone, withoutEffects } = found;
  const changed = differences.length === 0 ? 'all as before' : `${count(differences.length, 'cell')} changed`;
  return [
    ...writeTargets(before, after),
    `${count(compared, 'cell')} compared, ${changed}`,
    ...withoutEffects.flatMap((name) =>
      wrap(`${name}: one was seen by SQL, the other through the API, so side effects are not compared`, 0),
    ),
    ...CHANGES.flatMap((change) => {
      const some = differences.filter((each) => each.change === change);
      return section(
        `${change}: ${HEADINGS[change]}`,
        alike(some, ({ after: cell }) => cell, writeChange),
      );
    }),
    ...section(
      'could not be seen: nothing was proven this time',
      alikeCells(unseen, ({ verdict }) => verdict),
    ),
    ...section('new rule: not in the earlier one', alikeCells(added, writeSeen)),
    ...section('seen for the first time', alikeCells(seenFirst, writeSeen)),
    ...section('rule gone: not in the later one', alikeCells(gone, writeSeen)),
    ...section(
      'not tried in this run',
      alikeCells(untried, () => 'still in the plan').slice(0, MOST_UNTRIED),
    ),
    ...(untried.length > 0 ? wrap(`${count(untried.length, 'cell')} in the plan were not tried`, 2) : []),
    ...(isEqual(found) ? [] : ['', 'to accept all of this: npx qa-plan lock, and commit it']),
  ].join('\n');
}

/** Rules that were not tried are many where a run was small. */
const MOST_UNTRIED = 3;

function writeTargets(before: Lock, after: Lock): string[] {
  return after.targets.flatMap((target) => {
    const [now, was] = [target, before.targets.find(({ name }) => name === target.name)].map(
      (each) => each && describeTarget(each),
    );
    return was === undefined || was === now ? [now ?? ''] : [`${was}`, `→ ${now ?? ''}`];
  });
}

/** `was denied: privilege` and `now allowed`, with the verdict where that is not as planned. */
export const writeChange = ({ before, after }: Difference): string =>
  `was ${writeWitnessed(before.seen)}\nnow ${writeSeen(after)}`;

/** What was seen, and how it differs from the plan. */
export function writeSeen({ seen, verdict, planned }: LockedCell): string {
  const text = seen ? writeWitnessed(seen) : 'unseen';
  return verdict === 'pass' || !seen ? text : `${text} (${verdict}; the plan: ${planned})`;
}

function section(heading: string, groups: readonly Alike[]): string[] {
  if (groups.length === 0) return [];
  let last = '';
  return [
    '',
    `${heading} (${count(cellsIn(groups), 'cell')})`,
    ...groups.flatMap(({ cell, surfaces, roles, text }) => {
      const rule = `${cell.rule} ${cell.title} · ${placeOf(cell)}`;
      const head = rule === last ? [] : wrap(rule, 2);
      last = rule;
      return [
        ...head,
        ...wrap(`${roles.join(', ')} · ${surfaces.join(', ')}`, 4),
        ...text.split('\n').flatMap((line) => wrap(line, 6)),
      ];
    }),
  ];
}

/** The same for programs. */
export function comparisonToJson({ compared, differences, withoutEffects, ...more }: Comparison): string {
  const about = ({ target, rule, title, role, surface, control, ...cell }: LockedCell) => ({
    ...{ target, rule, title, role, surface, control, place: placeOf(cell) },
  });
  const of = (change: Change) =>
    differences
      .filter((each) => each.change === change)
      .map(({ before, after }) => ({
        ...about(after),
        ...{ before: before.seen, after: after.seen, verdict: after.verdict, planned: after.planned },
      }));
  return JSON.stringify(
    {
      ...{ compared, withoutEffects },
      ...Object.fromEntries(CHANGES.map((change) => [change, of(change)])),
      ...Object.fromEntries(Object.entries(more).map(([name, cells]) => [name, cells.map(about)])),
    },
    null,
    2,
  );
}
