import { tableCell } from '../../text/markdown';
import { count } from '../../text/terminal';
import { markdownTable } from 'markdown-table';
import type { RunRecord } from '../../record/schema';
import { countsOf } from '../record/counts';
import { isKnownGap } from '../record/findings';
import { matrixOf, type Square } from './matrix';

/** The matrix of a run as a Markdown page: a table per target and area, with the worst of each rule and role. */
export function writeMarkdown(record: RunRecord): string {
  const { run } = record;
  const targets = run.targets.map(({ name, url, standIn, release = 'unknown release' }) =>
    [`- ${name}: ${standIn ? 'the stand-in' : url}`, release].join(', '),
  );
  const parts = matrixOf(record).map(({ target, area, file, roles, rows }) =>
    [
      `## ${area} (${target})`,
      `From \`${file}\`.`,
      markdownTable([
        ['Rule', '', ...roles, ...(run.power ? ['Power'] : [])],
        ...rows.map(({ rule, title, squares }) => [
          rule,
          tableCell(title),
          ...roles.map((role) => writeSquare(squares.get(role))),
          ...(run.power ? [writePower(run.power[rule])] : []),
        ]),
      ]),
    ].join('\n\n'),
  );
  return `${[
    '# What each role may do, as it was seen',
    writeCounts(record),
    [...targets, `- began ${run.started}`].join('\n'),
    'Each cell has what the plan expects, where all that was tried agrees with it; else the worst verdict. `(gap)` marks ' +
      'what is known to fail, which proves nothing; `–` is not planned.',
    ...parts,
  ].join('\n\n')}\n`;
}

function writeCounts(record: RunRecord): string {
  const { findings, proven, otherPassed, knownGaps, notRun } = countsOf(record);
  const tests = otherPassed > 0 ? `, ${String(otherPassed)} other tests passed` : '';
  return (
    `${count(findings, 'finding')}, ${count(knownGaps, 'known gap')}, ${count(proven, 'cell')} proven${tests}, ` +
    `${String(notRun)} not run.`
  );
}

function writeSquare(square: Square | undefined): string {
  if (!square) return '–';
  const { first, cells } = square;
  if (first.verdict === 'pass') return first.expected;
  const count = cells.filter(({ verdict }) => verdict === first.verdict).length;
  const of = cells.length > 1 ? ` ${String(count)} of ${String(cells.length)}` : '';
  if (isKnownGap(first)) return `${first.evidence?.judged ?? ''}${of} (gap)`;
  return first.verdict === 'not run' ? `not run${of}` : `**${first.verdict}**${of}`;
}

/** Faults that the rule saw, of those that concern it. */
const writePower = (power: { killed: number; faults: number } | undefined) =>
  power ? `${String(power.killed)} of ${String(power.faults)}` : '–';
