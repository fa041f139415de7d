import { createRequire } from 'node:module';
import type { Factors, Level } from './form';

// The package is CommonJS whose exports Node's loader does not find.
const { make, sorters } = createRequire(import.meta.url)('covertable') as typeof import('covertable');

/** A choice of one level for each factor. */
export type Choice = Level[];

/**
 * The choices by which each level of each factor meets each level of every other one; an odd level is met once, among
 * first levels.
 * @param seed the same choices for the same seed
 */
export function pairsOf(factors: Factors, seed: number): Choice[] {
  const lists = Object.values(factors);
  const usual = lists.map((levels) => levels.filter(({ odd }) => !odd));
  const covering = usual.length < 2 ? (usual[0] ?? []).map((level) => [level]) : arrayOf(usual, seed);
  const plain = lists.map(([first]) => first ?? []).flat();
  const odd = lists.flatMap((levels, place) =>
    levels.flatMap((level) => (level.odd ? [plain.with(place, level)] : [])),
  );
  return [...covering, ...odd];
}

/** A covering array of pairs: rows of levels, one of each list. */
function arrayOf(lists: Level[][], seed: number): Choice[] {
  const numbers = lists.map((levels) => levels.map((_, index) => index));
  const rows = make(numbers, { length: 2, sorter: sorters.hash, seed });
  return rows.map((row) => row.flatMap((number, at) => lists[at]?.[number] ?? []));
}
