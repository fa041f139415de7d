import { CHANGES, type Change } from '../record/witnessed';
import type { Diff, Difference, NotCompared } from './diff';
import { writeCell, type RecordedCell, type Recording } from './recording';
import { count, wrap } from '../text/terminal';

const HEADINGS: Record<Change, string> = {
  loosened: 'loosened: may do or see more than before',
  tightened: 'tightened: may do or see less than before',
  other: 'other: answered differently',
};

/** A difference of two recordings, for a terminal of 80 columns. */
export function writeDiff(before: Recording, after: Recording, found: Diff): string {
  const { compared, differences, notCompared, withoutEffects } = found;
  const unchanged = compared === 0 ? 'so nothing is known' : 'all as before';
  const changed = differences.length === 0 ? unchanged : `${count(differences.length, 'cell')} changed`;
  return [
    `${nameOf(before)} → ${nameOf(after)}`,
    `${count(compared, 'cell')} compared, ${changed}`,
    ...(withoutEffects ? ['effects are not compared: one was seen by SQL, the other through the API'] : []),
    ...CHANGES.flatMap((change) => {
      const ofChange = differences.filter((difference) => difference.change === change);
      if (ofChange.length === 0) return [];
      return ['', `${HEADINGS[change]} (${count(ofChange.length, 'cell')})`, ...writeDifferences(ofChange)];
    }),
    ...writeNotCompared(notCompared),
  ].join('\n');
}

export const nameOf = ({ release, date }: Recording): string => `release ${release} of ${date}`;

/** Differences; equal ones of a rule are grouped. */
export function writeDifferences(differences: readonly Difference[]): string[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const { before, after } = difference;
    const key = [before.rule, before.action, writeCell(before), writeCell(after)].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return [
      ...writeRule(first.before),
      ...wrap(group.map(({ before }) => before.role).join(', '), 4),
      ...wrap(`was ${writeCell(first.before)}`, 6),
      ...wrap(`now ${writeCell(first.after)}`, 6),
    ];
  });
}

/** `  USR-01 List all users · users.list` */
export const writeRule = ({ rule, title, action }: Pick<RecordedCell, 'rule' | 'title' | 'action'>) =>
  wrap(`${rule} ${title} · ${action}`, 2);

function writeNotCompared(reasons: readonly NotCompared[]): string[] {
  if (reasons.length === 0) return [];
  const all = reasons.reduce((sum, { cells }) => sum + cells.length, 0);
  return [
    '',
    `not compared: nothing was proven on one side (${count(all, 'cell')})`,
    ...reasons.flatMap(({ reason, cells }) => wrap(`${count(cells.length, 'cell')}: ${reason}`, 2)),
  ];
}

/** The same for programs. */
export function diffToJson(before: Recording, after: Recording, found: Diff): string {
  const { compared, differences, notCompared, withoutEffects } = found;
  const of = (change: Change) =>
    differences
      .filter((difference) => difference.change === change)
      .map(({ before: was, after: now }) => ({
        rule: was.rule,
        title: was.title,
        action: was.action,
        role: was.role,
        before: { outcome: was.outcome, effect: was.effect, canary: was.canary },
        after: { outcome: now.outcome, effect: now.effect, canary: now.canary },
      }));
  const head = ({ release, date, witness }: Recording) => ({ release, date, witness });
  return JSON.stringify(
    {
      before: head(before),
      after: head(after),
      compared,
      withoutEffects,
      loosened: of('loosened'),
      tightened: of('tightened'),
      other: of('other'),
      notCompared: notCompared.map(({ reason, cells }) => ({
        reason,
        cells: cells.map(({ rule, title, action, role }) => ({ rule, title, action, role })),
      })),
    },
    null,
    2,
  );
}
