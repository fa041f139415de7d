import { NO_FILTER, type Filter } from './filter';

export const VIEWS = {
  matrix: 'Matrix',
  clock: 'Revocation clock',
  power: 'Power score',
  targets: 'Local and demo',
  tests: 'Other tests',
} as const;
export type ViewName = keyof typeof VIEWS;

/** What the address bar keeps, so that a link shows the same. */
export interface Place {
  view: ViewName;
  filter: Filter;
  /** The id of the cell that is open. */
  cell?: string;
}

/** Reads the part of an address after `#`; what it does not know, it leaves out. */
export function readAddress(hash: string): Place {
  const asked = new URLSearchParams(hash.replace(/^#/, ''));
  const view = asked.get('view') ?? '';
  const cell = asked.get('cell');
  const filter = { ...NO_FILTER };
  for (const name of namesOf(filter)) filter[name] = asked.get(name) ?? '';
  return { view: isView(view) ? view : 'matrix', filter, ...(cell !== null && { cell }) };
}

/** The part of an address after `#`, with the `#`; all that is as usual is left out. */
export function writeAddress({ view, filter, cell }: Place): string {
  const says = new URLSearchParams();
  if (view !== 'matrix') says.set('view', view);
  for (const name of namesOf(filter)) if (filter[name] !== '') says.set(name, filter[name]);
  if (cell !== undefined) says.set('cell', cell);
  return `#${says.toString()}`;
}

const namesOf = (filter: Filter) => Object.keys(filter) as (keyof Filter)[];
const isView = (name: string): name is ViewName => name in VIEWS;
