import type { Cell, Rule } from './types';

/** A rule's cells that apply, those that allow first: they are the positive controls of the others. */
export function cellsInOrder(rule: Rule): Cell[] {
  const cells = rule.cells.filter(({ expectation }) => expectation.kind !== 'none');
  return [
    ...cells.filter(({ expectation }) => expectation.kind === 'allow'),
    ...cells.filter(({ expectation }) => expectation.kind !== 'allow'),
  ];
}

/** A rule's cells that are checked on pages, in the same order. */
export const cellsOnPages = (rule: Rule): Cell[] => cellsInOrder(rule).filter(({ apiOnly }) => !apiOnly);

/** One cell at one control. */
export interface OfferedCell {
  rule: Rule;
  cell: Cell;
  control: string;
}

/** Where a control is. */
export interface Place {
  /** Of the page that is opened. */
  address: string;
  /** What must be open on it last; the same object wherever it is meant. */
  dialog?: object | undefined;
}

/**
 * The cells that are checked on pages, once a control. Those that allow come first, rule by rule; then the others, role
 * by role, page by page and dialog by dialog, so that a page that was opened serves many of them.
 */
export function offersInOrder(
  rules: readonly Rule[],
  placeOf: (control: string, rule: Rule) => Place,
): OfferedCell[] {
  const all = rules.flatMap((rule) =>
    rule.offers.flatMap((control) => {
      const { address, dialog } = placeOf(control, rule);
      return cellsOnPages(rule).map((cell) => ({ rule, cell, control, address, dialog }));
    }),
  );
  const allowed = all.filter(({ cell }) => cell.expectation.kind === 'allow');
  const others = all.filter(({ cell }) => cell.expectation.kind !== 'allow');
  const role = rankIn(all.map(({ cell }) => cell.role));
  const page = rankIn(all.map(({ address }) => address));
  // What needs no dialog comes first: an open one is closed only with its page.
  const dialog = rankIn([undefined, ...all.map((offered) => offered.dialog)]);
  others.sort(
    (one, other) =>
      role(one.cell.role) - role(other.cell.role) ||
      page(one.address) - page(other.address) ||
      dialog(one.dialog) - dialog(other.dialog),
  );
  return [...allowed, ...others];
}

/** @returns how early a value comes among some */
function rankIn<Value>(values: readonly Value[]): (value: Value) => number {
  const ranks = new Map([...new Set(values)].map((value, index) => [value, index]));
  return (value) => ranks.get(value) ?? 0;
}
