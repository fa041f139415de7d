import { surfaceOf, type LockedCell } from './lock';

/** Cells of one rule of which the same is to be said: by the same roles, on each of the surfaces. */
export interface Alike {
  /** The first of them. */
  cell: LockedCell;
  surfaces: string[];
  roles: string[];
  text: string;
}

/** Puts cells together of which the same is to be said. @param textOf what is to be said */
export function alike<Item>(
  items: readonly Item[],
  cellOf: (item: Item) => LockedCell,
  textOf: (item: Item) => string,
): Alike[] {
  const bySurface = new Map<string, Alike>();
  for (const item of items) {
    const [cell, text] = [cellOf(item), textOf(item)];
    const surface = surfaceOf(cell);
    const key = JSON.stringify([cell.target, cell.rule, surface, text]);
    const group = bySurface.get(key);
    if (group) group.roles.push(cell.role);
    else bySurface.set(key, { cell, surfaces: [surface], roles: [cell.role], text });
  }
  const groups = new Map<string, Alike>();
  for (const one of bySurface.values()) {
    const key = JSON.stringify([one.cell.target, one.cell.rule, one.roles, one.text]);
    const group = groups.get(key);
    if (group) group.surfaces.push(...one.surfaces);
    else groups.set(key, one);
  }
  return [...groups.values()];
}

/** The same for cells as they are. */
export const alikeCells = (cells: readonly LockedCell[], textOf: (cell: LockedCell) => string): Alike[] =>
  alike(cells, (cell) => cell, textOf);

/** How many cells some groups are of. */
export const cellsIn = (groups: readonly Alike[]): number =>
  groups.reduce((sum, { roles, surfaces }) => sum + roles.length * surfaces.length, 0);

/** The row of the plan, as an argument for `npx playwright test`; of a cell that comes from a lock only the file is known. */
export const placeOf = ({ file, line }: Pick<LockedCell, 'file' | 'line'>): string =>
  line === undefined ? file : `${file}:${String(line)}`;
