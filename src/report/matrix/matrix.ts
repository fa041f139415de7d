import type { RecordedCell, RunRecord } from '../../record/schema';
import { groupBy } from '../../record/group-by';
import { rankOf } from '../record/findings';

/** All cells of one rule and one role, on every surface. */
export interface Square {
  role: string;
  cells: readonly RecordedCell[];
  /** The cell to look at first: the worst finding, else a known gap, else any. */
  first: RecordedCell;
}

/** A row of the matrix: a rule as one target ran it. */
export interface MatrixRow {
  target: string;
  area: string;
  rule: string;
  title: string;
  /** By role; a role for which the rule has no cell is missing. */
  squares: ReadonlyMap<string, Square>;
}

/** A part of the plan as rules by roles. */
export interface MatrixPart {
  target: string;
  area: string;
  file: string;
  roles: readonly string[];
  rows: readonly MatrixRow[];
}

/** The cells of a run as rules by roles: a part per target and area, in the order of the plan. */
export function matrixOf({ results }: Pick<RunRecord, 'results'>): MatrixPart[] {
  const cells = results.filter((result) => result.kind === 'cell').sort(byPlace);
  return [...groupBy(cells, ({ target, place, area }) => [target, place.file, area].join('\n')).values()].map(
    (part) => {
      const [{ target, area, place }] = part;
      const rows = [...groupBy(part, ({ rule }) => rule).values()].map((row) => rowOf(row));
      return { target, area, file: place.file, roles: rolesOf(part), rows };
    },
  );
}

type Some = readonly [RecordedCell, ...RecordedCell[]];

function rowOf(row: Some): MatrixRow {
  const [{ target, area, rule, ruleTitle }] = row;
  const squares = [...groupBy(row, ({ role }) => role)].map(
    ([role, cells]) => [role, { role, cells, first: firstOf(cells) }] as const,
  );
  return { target, area, rule, title: ruleTitle, squares: new Map(squares) };
}

/** The worst of some cells; a known gap comes before a pass. */
const firstOf = ([first, ...rest]: Some): RecordedCell =>
  rest.reduce((worst, cell) => (weightOf(cell) < weightOf(worst) ? cell : worst), first);

/** How early a cell is to be looked at: findings by their rank, then known gaps, cells that were not run, and what agrees with the plan. */
export function weightOf(cell: RecordedCell): number {
  if (cell.verdict === 'pass') return Infinity;
  return cell.status === 'passed' || cell.status === 'skipped' ? 1e6 + rankOf(cell) : rankOf(cell);
}

/** In the order in which the plan has its columns. */
const rolesOf = (cells: Some): string[] => [
  ...new Set(cells.toSorted((one, other) => one.place.column - other.place.column).map(({ role }) => role)),
];

const byPlace = (one: RecordedCell, other: RecordedCell) =>
  one.target.localeCompare(other.target) ||
  one.place.file.localeCompare(other.place.file) ||
  one.place.line - other.place.line ||
  one.place.column - other.place.column;
