import { surfaceOf, type LockedCell } from './lock';

/** Cells of one rule and surface of which the same is to be said. */
export interface Alike {
  /** The first of them. */
  cell: LockedCell;
  surface: string;
  roles: string[];
  text: string;
}

/** Puts cells together of which the same is to be said. @param textOf what is to be said */
export function alike<Cell>(
  items: readonly Cell[],
  cellOf: (item: Cell) => LockedCell,
  textOf: (item: Cell) => string,
): Alike[] {
  const groups = new Map<string, Alike>();
  for (const item of items) {
    const [cell, text] = [cellOf(item), textOf(item)];
    const surface = surfaceOf(cell);
    const key = JSON.stringify([cell.target, cell.rule, cell.title, surface, text]);
    const group = groups.get(key);
    if (group) group.roles.push(cell.role);
    else groups.set(key, { cell, surface, roles: [cell.role], text });
  }
  return [...groups.values()];
}

/** The row of the plan, as an argument for `npx playwright test`; of a cell that comes from a lock only the file is known. */
export const placeOf = ({ file, line }: Pick<LockedCell, 'file' | 'line'>): string =>
  line === undefined ? file : `${file}:${String(line)}`;
