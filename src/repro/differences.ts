/** The innermost objects of an answer, as the script finds them. */
export const objectsIn = (text: string): string[] => text.match(/\{[^{}]*\}/g) ?? [];

/** How many objects only one of two answers has. */
export function differences(before: string, after: string): number {
  const counts = new Map<string, number>();
  for (const one of objectsIn(before)) counts.set(one, (counts.get(one) ?? 0) + 1);
  for (const one of objectsIn(after)) counts.set(one, (counts.get(one) ?? 0) - 1);
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}
