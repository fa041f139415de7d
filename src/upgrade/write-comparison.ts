import { writeExpectation } from '../plan/expectation';
import type { PlanComparison, Missed } from './compare-with-plan';
import { writeCell, type RecordedCell, type Recording } from './recording';
import { wrap } from '../text/terminal';
import { writeDiff, writeRule } from './write-diff';

/** The comparison of two recordings with the plan, for a terminal of 80 columns. */
export function writeComparison(before: Recording, after: Recording, comparison: PlanComparison): string {
  const { happened, missed, unplanned } = comparison;
  return [
    writeDiff(before, after, unplanned).replace('all as before', 'nothing changed that is not planned'),
    '',
    ...wrap(
      `${String(happened.length)} of ${String(happened.length + missed.length)} planned changes happened`,
      0,
    ),
    ...missed.flatMap(writeMissed),
  ].join('\n');
}

function writeMissed({ change, before, after }: Missed): string[] {
  const { file, line, column } = change.position;
  const side = (expected: Missed['change']['before'], cell: RecordedCell | undefined) =>
    `${writeExpectation(expected)}; recorded: ${cell ? writeCell(cell) : 'nothing'}`;
  return [
    '',
    `${file}:${String(line)}:${String(column)}  did not happen as planned`,
    ...writeRule(change),
    ...wrap(change.role, 4),
    ...wrap(`before planned ${side(change.before, before)}`, 6),
    ...wrap(`after  planned ${side(change.after, after)}`, 6),
  ];
}
