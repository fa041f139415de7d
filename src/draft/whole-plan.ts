import type { Draft } from './draft';
import { newPage } from './page';

/**
 * A plan from nothing.
 * @param areaOf the area of an action
 * @returns the pages' texts, by file name
 */
export function wholePlan(
  drafts: readonly Draft[],
  areaOf: (action: string) => string,
  source: string,
): Map<string, string> {
  const areas = [...new Set(drafts.map(({ call }) => areaOf(call.name)))].sort();
  const taken: string[] = [];
  return new Map(
    areas.map((area) => {
      const text = newPage(
        area,
        drafts.filter(({ call }) => areaOf(call.name) === area),
        source,
        taken,
      );
      taken.push(...[...text.matchAll(/^\| (\S+-\d+)/gm)].map(([, id = '']) => id));
      return [`${area}.md`, text];
    }),
  );
}
