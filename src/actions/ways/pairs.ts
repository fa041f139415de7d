import { createRequire } from 'node:module';
import type { About, Choice, Factors, Form, Level, Params } from './form';

// The package is CommonJS whose exports Node's loader does not find.
const { make, sorters } = createRequire(import.meta.url)('covertable') as typeof import('covertable');

/**
 * Choices by which each level of each factor meets each level of every other one; an odd level is met once, among first
 * levels. The plain form is none of them.
 * @param seed the same choices for the same seed
 */
export function choicesOf(factors: Factors, seed: number): Choice[] {
  const lists = Object.values(factors);
  const usual = lists.map((levels) => levels.filter(({ odd }) => !odd));
  const plain = usual.flatMap(([first]) => first ?? []);
  const odd = lists.flatMap((levels, place) =>
    levels.flatMap((level) => (level.odd ? [plain.with(place, level)] : [])),
  );
  return [...coveringPairs(usual, seed), ...odd].filter((choice) => nameOf(choice).name !== '');
}

function coveringPairs(lists: readonly Level[][], seed: number): Choice[] {
  const [only, second] = lists;
  if (!only) return [];
  if (!second) return only.map((level) => [level]);
  const numbers = lists.map((levels) => levels.map((_, index) => index));
  const rows = make(numbers, { length: 2, sorter: sorters.hash, seed });
  return rows.map((row) => row.flatMap((number, place) => lists[place]?.[number] ?? []));
}

/** What a form by a choice is called, and whether it is promised. */
export const nameOf = (choice: Choice): Pick<Form, 'name' | 'promised'> => ({
  name: choice.flatMap(({ name }) => name || []).join(', '),
  promised: !choice.some(({ odd }) => odd),
});

/** Parameters as a choice fills them. */
export async function withFilled(params: Params, choice: Choice, about: About): Promise<Params> {
  let filled = params;
  for (const level of choice) filled = await level.fill(filled, about);
  return filled;
}
