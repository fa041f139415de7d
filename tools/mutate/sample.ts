import { fakerOf } from '../../src/world/world';

/**
 * Draws some of a list, the same ones for the same seed and list.
 * @returns in the order of the list; all of it where it has no more
 */
export function sampleOf<T>(list: readonly T[], count: number, seed: number): T[] {
  const drawn = new Set(fakerOf(seed).helpers.arrayElements([...list.keys()], count));
  return list.filter((_, place) => drawn.has(place));
}
