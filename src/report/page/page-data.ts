import type { RecordedCell, RunRecord } from '../../record/schema';
import { linkToPlace, linkToSource } from '../links';
import { matrixOf, weightOf, type MatrixPart } from '../matrix/matrix';
import { countsOf } from '../record/counts';
import { isFinding } from '../record/findings';
import { clockRows } from '../revocation-clock';
import type { CellDetails, PageCell, PageIndex, PageRule, PowerScores } from './data';

/** What lies beside a record and the page shows too. */
export interface Beside {
  /** Where the page is to be, relative to the project. */
  folder: string;
  /** How well each rule's cells see faults, by rule. */
  power?: PowerScores;
  /** Why there is no power score, although there is a file with it. */
  powerProblem?: string;
}

/** A record as the page has it: what it filters by, and the details of each cell, in the same order. */
export function pageDataOf(
  record: RunRecord,
  { folder, power, powerProblem }: Beside,
): { index: PageIndex; details: CellDetails[] } {
  const { run, end, results } = record;
  const parts = largestTargetFirst(matrixOf(record));
  const rules: PageRule[] = [];
  const cells: PageCell[] = [];
  const details: CellDetails[] = [];
  for (const row of parts.flatMap((part) => part.rows)) {
    const all = [...row.squares.values()].flatMap((square) => square.cells);
    for (const cell of all) {
      cells.push(pageCell(cell, rules.length));
      details.push(detailsOf(cell, record, folder));
    }
    if (all[0]) rules.push(pageRule(all[0]));
  }
  const tests = results
    .filter((result) => result.kind === 'test')
    .map((test) => ({ ...test, placeLink: linkToPlace(test, run, folder) }));
  const revocations = results.flatMap((result) =>
    result.kind === 'cell' ? (result.evidence?.revocations ?? []) : [],
  );
  const index = {
    ...{ run, end, counts: countsOf(record), roles: rolesOf(parts), rules, cells, tests },
    clock: revocations.length > 0 ? clockRows(revocations) : [],
    ...(power && { power }),
    ...(powerProblem !== undefined && { powerProblem }),
    verdictsLink: linkToPlace({ place: { file: 'docs/verdicts.md', line: 1, column: 1 } }, run, folder),
  };
  return { index, details };
}

function pageRule({ target, area, place, rule, ruleTitle, action, given, severity }: RecordedCell): PageRule {
  return {
    ...{ target, area, file: place.file, line: place.line, rule, title: ruleTitle, action, severity },
    ...(given !== undefined && { given }),
  };
}

function pageCell(cell: RecordedCell, rule: number): PageCell {
  const { id, role, variant, surface, control, expected, verdict, evidence } = cell;
  return {
    ...{ id, rule, role, surface, expected, verdict, isFinding: isFinding(cell) },
    ...(variant !== undefined && { variant }),
    ...(control !== undefined && { control }),
    ...(verdict === 'known gap' && evidence && { judged: evidence.judged }),
    witnesses: evidence?.witnesses ?? [],
    ...(evidence && { seen: evidence.seen }),
    // JSON has no Infinity.
    weight: Math.min(weightOf(cell), Number.MAX_SAFE_INTEGER),
  };
}

function detailsOf(cell: RecordedCell, { run }: RunRecord, folder: string): CellDetails {
  const sourceLink = linkToSource(cell.source);
  const gap = cell.evidence?.gap;
  const gapLink = linkToSource(gap?.source);
  return {
    cell,
    placeLink: linkToPlace(cell, run, folder),
    ...(sourceLink !== undefined && { sourceLink }),
    ...(gapLink !== undefined && { gapLink }),
    ...(gap && { gapPlaceLink: linkToPlace(gap, run, folder) }),
  };
}

/** The target that most of the plan is for comes first, and so do its roles. */
function largestTargetFirst(parts: readonly MatrixPart[]): MatrixPart[] {
  const rulesOf = (target: string) =>
    parts.reduce((sum, part) => sum + (part.target === target ? part.rows.length : 0), 0);
  return parts.toSorted((one, other) => rulesOf(other.target) - rulesOf(one.target));
}

/** All roles of all parts; one that only some parts have stands behind the one that it follows there. */
function rolesOf(parts: readonly MatrixPart[]): string[] {
  const roles: string[] = [];
  for (const part of parts)
    for (const [n, role] of part.roles.entries())
      if (!roles.includes(role))
        roles.splice(n === 0 ? roles.length : roles.indexOf(part.roles[n - 1] ?? '') + 1, 0, role);
  return roles;
}
