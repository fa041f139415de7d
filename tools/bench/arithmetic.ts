/** The middle one, or the mean of the two in the middle. @throws Error for none */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
}

/** How far repeated measurements of one thing lie apart: (greatest − least) / median; 0.1 is 10 %. */
export const spread = (values: readonly number[]): number =>
  (Math.max(...values) - Math.min(...values)) / median(values);

/**
 * The ratio of two things that were measured in turns: the median of the ratios within each turn, so that a machine that
 * gets slower meanwhile slows both.
 * @param a,b of each turn, in its order
 */
export function ratioInTurns(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length)
    throw new Error(`${String(a.length)} turns of one, ${String(b.length)} of the other`);
  return median(a.map((value, turn) => value / (b[turn] ?? Number.NaN)));
}

/**
 * Measures things in turns, A B A B ….
 * @param things what to measure, by name; each resolves with what it took
 * @returns by name, what each turn took
 */
export async function inTurns<Name extends string>(
  turns: number,
  things: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(things) as Name[];
  const took = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let turn = 0; turn < turns; turn += 1) for (const name of names) took[name].push(await things[name]());
  return took;
}
