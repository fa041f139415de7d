import type { PageCell, PageIndex } from './data';
import { ruleOf } from './filter';

/** What was found of one rule for one role. */
export interface Square {
  role: string;
  /** Numbers of its cells, the first to look at first. */
  cells: number[];
}

/** A row of the page: the head of a part of the plan, or a rule. */
export type Row =
  | { kind: 'part'; key: string; target: string; area: string; file: string; rules: number; cells: number[] }
  | { kind: 'rule'; key: string; rule: number; squares: ReadonlyMap<string, Square> };

/** Some cells as rows of rules, with a head before each part. @param cells numbers, in the order of the plan */
export function rowsOf(index: PageIndex, cells: readonly number[]): Row[] {
  const rows: Row[] = [];
  let part: (Row & { kind: 'part' }) | undefined;
  let last: { rule: number; squares: Map<string, Square> } | undefined;
  for (const n of cells) {
    const cell = cellAt(index, n);
    const { target, area, file } = ruleOf(index, cell);
    if (part?.target !== target || part.area !== area || part.file !== file) {
      part = { kind: 'part', key: `${target} ${file} ${area}`, target, area, file, rules: 0, cells: [] };
      rows.push(part);
      last = undefined;
    }
    if (last?.rule !== cell.rule) {
      last = { rule: cell.rule, squares: new Map() };
      rows.push({ kind: 'rule', key: String(cell.rule), ...last });
      part.rules++;
    }
    part.cells.push(n);
    const square = last.squares.get(cell.role);
    if (!square) last.squares.set(cell.role, { role: cell.role, cells: [n] });
    else square.cells.push(n);
  }
  for (const row of rows)
    if (row.kind === 'rule')
      for (const { cells: of } of row.squares.values())
        of.sort((one, other) => cellAt(index, one).weight - cellAt(index, other).weight || one - other);
  return rows;
}

/** The roles that some cells have, in the order of the plan's columns. */
export function rolesIn(index: PageIndex, cells: readonly number[]): string[] {
  const has = new Set(cells.map((n) => cellAt(index, n).role));
  return index.roles.filter((role) => has.has(role));
}

/** A cell by its number. @throws where there is none */
export function cellAt({ cells }: Pick<PageIndex, 'cells'>, n: number): PageCell {
  const cell = cells[n];
  if (!cell) throw new Error(`there is no cell ${String(n)}`);
  return cell;
}
