import type { Cell, Rule } from './types';

/** A rule's cells that apply, those that allow first: they are the positive controls of the others. */
export function cellsInOrder(rule: Rule): Cell[] {
  const cells = rule.cells.filter(({ expectation }) => expectation.kind !== 'none');
  return [
    ...cells.filter(({ expectation }) => expectation.kind === 'allow'),
    ...cells.filter(({ expectation }) => expectation.kind !== 'allow'),
  ];
}
