import { z } from 'zod';

/** How many problems of one file are told: the first ones lead to the cause. */
const MOST = 3;

/** What is wrong with data from outside, in a few lines without control characters, of which a file may have any. */
export function problemsOf({ issues }: z.ZodError): string {
  const lines = z.prettifyError(new z.ZodError(issues.slice(0, MOST)));
  const more = issues.length - MOST;
  return printable(more > 0 ? `${lines}\n  and ${String(more)} more` : lines);
}

/** The most characters of a message that repeats what it is about. */
const LONGEST = 600;

/** A text as it may be printed in a terminal. */
export const printable = (text: string): string => {
  const shown = text.replaceAll(/[^\P{C}\n]/gu, '?');
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)} …` : shown;
};

/** The first key that occurs again; undefined where all differ. */
export function repeatedIn(keys: Iterable<string>): string | undefined {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return undefined;
}
