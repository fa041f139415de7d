import type { Cell, Rule } from './types';

/**
 * A cell's test title: who may or may not do what, the rule, the surface; the same on every load, and unique in a plan.
 * @param control the control by which a page offers it; the API without one
 * @returns e.g. `viewer may not add a record · REC-04 · api`, `… · ui · row menu: Delete Record`
 * @throws where the cell is `–`, which no test checks
 */
export function cellTitle(rule: Rule, cell: Cell, control?: string): string {
  const surface = control === undefined ? 'api' : `ui · ${control}`;
  return `${sentence(rule, cell)} · ${rule.id} · ${surface}`;
}

function sentence(rule: Rule, cell: Cell): string {
  const what = lowerFirst(rule.title);
  switch (cell.expectation.kind) {
    case 'allow':
      return `${cell.role} may ${what}`;
    case 'deny':
      return `${cell.role} may not ${what}`;
    case 'hide':
      return `${cell.role} may not ${what}, nor tell what exists`;
    case 'none':
      throw new Error(`${rule.id} does not apply to ${cell.role}: there is nothing to test`);
  }
}

/** `Add a record` → `add a record`; an abbreviation keeps its capitals. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
