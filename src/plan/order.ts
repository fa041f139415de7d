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

/**
 * The cells that are checked on pages, once a control. Those that allow come first, rule by rule; then the others, role
 * by role and page by page, so that one look at a page serves many of them.
 *
 * @param placeOf the page that a control is on
 */
export function offersInOrder(rules: readonly Rule[], placeOf: (control: string) => string): OfferedCell[] {
  const all = rules.flatMap((rule) =>
    rule.offers.flatMap((control) => cellsOnPages(rule).map((cell) => ({ rule, cell, control }))),
  );
  const allows = ({ cell }: OfferedCell) => cell.expectation.kind === 'allow';
  const roles = distinct(all.map(({ cell }) => cell.role));
  const places = distinct(all.map(({ control }) => placeOf(control)));
  const rank = ({ cell, control }: OfferedCell) =>
    roles.indexOf(cell.role) * places.length + places.indexOf(placeOf(control));
  const others = all.filter((offered) => !allows(offered)).sort((one, other) => rank(one) - rank(other));
  return [...all.filter(allows), ...others];
}

const distinct = (values: readonly string[]) => [...new Set(values)];
